import type { DigitPlace } from '../../measures/digit-order.ts'
import { lastDigitPair } from '../../series/digit-groups.ts'
import type { RunFinding } from '../../store/run.ts'
import { isBeyondChance, pAbove, pUnder, significantAmong } from '../family.ts'
import {
  type Asked,
  type Evidence,
  enumerated,
  evidenceOf,
  type FindingRule,
  inAll,
  type Known,
  type Language,
  nameOf,
  valuesOf,
} from '../finding.ts'
import { noBetterThanSpelling } from '../no-better-than-spelling.ts'
import { withInterval } from '../number.ts'

/** The last digit counts as not ordered where its score above 0.5 is less than this share of that of the first digit. */
const smallShare = 0.25

/**
 * - `last`: the last digit is ordered, as no string matcher can.
 * - `first-alone`: the leading digit is ordered, and the last one for sure hardly at all.
 */
type Claim = 'last' | 'first-alone'

interface Sentence {
  readonly claim: Claim
  readonly measure: Known
  readonly p: number
}

/**
 * Which digits a model orders: reported for what stands out among all series and models (Holm), and of models that order
 * the series better than guessing.
 */
export const digitOrder: FindingRule = {
  reports: {
    'digit-order': {
      en: 'Which of two digits is larger is read at some places',
      zh: '在某些位上能读懂两个数字的大小',
    },
  },
  findings: run => {
    const all = valuesOf(run, 'digit-order').map(asked => ({
      asked,
      sentences: asked.measures.flatMap(sentencesOf),
    }))
    const family = new Set(
      significantAmong(
        all.flatMap(({ sentences }) => sentences),
        ({ p }) => p,
      ),
    )
    return all.flatMap(({ asked, sentences }): RunFinding[] => {
      const significant = sentences.filter(
        sentence => family.has(sentence) && isBeyondChance(run, asked, sentence.measure.series),
      )
      return significant.length === 0 ? [] : [finding(run, asked, significant)]
    })
  },
}

/** That on the first digit alone holds only where both of its parts do. */
function sentencesOf(measure: Known): Sentence[] {
  const leading = leadingOf(measure)
  const last: Sentence = { claim: 'last', measure, p: pAbove(measure, 0.5) }
  if (leading === null) return [last]
  const most = 0.5 + smallShare * Math.max(0, leading.value - 0.5)
  const isOrdered = measure.interval !== null && measure.interval[0] > 0.5
  const p = isOrdered ? 1 : Math.max(pAbove(leading, 0.5), pUnder(measure, most))
  return [last, { claim: 'first-alone', measure, p }]
}

function leadingOf({ details }: Known): DigitPlace | null {
  return (details?.leading ?? null) as unknown as DigitPlace | null
}

function finding(run: Evidence, asked: Asked, significant: readonly Sentence[]): RunFinding {
  const ofClaim = (claim: Claim) =>
    significant.filter(each => each.claim === claim).map(({ measure }) => measure)
  const alike = ofClaim('first-alone')
  const last = ofClaim('last')
  return {
    id: 'digit-order',
    severity: alike.length > 0 ? 'warning' : 'info',
    text: inAll(language => {
      const { alikeOn, lastOn, whole } = words[language]
      const parts = [
        ...(alike.length === 0 ? [] : [alikeOn(pairOf(run, alike[0], language), list(alike, language))]),
        ...(last.length === 0
          ? []
          : [
              lastOn(list(last, language), pairOf(run, last[0], language)) +
                noBetterThanSpelling(run, last, language),
            ]),
      ]
      return whole(nameOf(run, asked, language), parts)
    }),
    evidence: evidenceOf(...alike, ...last),
  }
}

/** Two documents that differ in the last digit: $21 and $29. */
function pairOf(run: Evidence, { series }: Known, language: Language): string {
  const texts = run.series.find(({ id }) => id === series)?.texts ?? []
  return enumerated(lastDigitPair(texts) ?? [], language)
}

function list(measures: readonly Known[], language: Language): string {
  const { of, first } = words[language]
  return measures
    .map(measure => {
      const leading = leadingOf(measure)
      return of(
        measure.series,
        withInterval(measure, language),
        leading && first(withInterval(leading, language)),
      )
    })
    .join({ en: '; ', zh: '；' }[language])
}

const words = {
  en: {
    of: (series: string, last: string, first: string | null) =>
      `${series}: last digit ${last}${first === null ? '' : `, ${first}`}`,
    first: (value: string) => `first digit ${value}`,
    alikeOn: (pair: string, where: string) =>
      `It orders the first digit but not the last: it does not distinguish ${pair} (${where}).`,
    lastOn: (where: string, pair: string) =>
      `It orders the last digit, as in ${pair}, better than guessing (${where}).`,
    whole: (name: string, parts: readonly string[]) =>
      `${name}: ${parts.join(' ')} The score: of documents that differ in a single digit, how often is the closer one scored higher? Comparing characters gets exactly 0.5.`,
  },
  zh: {
    of: (series: string, last: string, first: string | null) =>
      `${series}：末位 ${last}${first === null ? '' : `，${first}`}`,
    first: (value: string) => `首位 ${value}`,
    alikeOn: (pair: string, where: string) =>
      `它能排出首位数字的大小，排不出末位：它区分不了 ${pair}（${where}）。`,
    lastOn: (where: string, pair: string) => `末位数字（如 ${pair}）的大小，它排得比猜测好（${where}）。`,
    whole: (name: string, parts: readonly string[]) =>
      `${name}：${parts.join('')}得分的含义：在只有一位数字不同的文档中，较近者得分更高的比例；只比较字符恰好得 0.5。`,
  },
}
