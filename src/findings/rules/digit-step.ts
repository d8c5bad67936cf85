import type { DigitBorder } from '../../measures/digit-step.ts'
import type { RunFinding } from '../../store/run.ts'
import { isBeyondChance, pApart, significantAmong } from '../family.ts'
import {
  enumerated,
  evidenceOf,
  type FindingRule,
  inAll,
  type Known,
  type Language,
  nameOf,
  valuesOf,
} from '../finding.ts'
import { withInterval } from '../number.ts'

/** A step at one border of a series. */
interface Step {
  readonly measure: Known
  readonly border: DigitBorder
}

/**
 * A step in similarity where numbers reach another order of magnitude, border by border: reported for what stands out
 * among all borders of all series and models (Holm), and of models that order the series better than guessing.
 */
export const digitStep: FindingRule = {
  reports: {
    'digit-step': {
      en: 'Similarity drops where numbers reach another magnitude',
      zh: '数字跨入另一个数量级时相似度下降',
    },
  },
  findings: run => {
    const all = valuesOf(run, 'digit-step').map(asked => ({ asked, steps: asked.measures.flatMap(stepsOf) }))
    const family = new Set(
      significantAmong(
        all.flatMap(({ steps }) => steps),
        ({ border: { step: value, interval } }) => pApart({ value, interval }),
      ),
    )
    return all.flatMap(({ asked, steps }): RunFinding[] => {
      const significant = steps.filter(
        step => family.has(step) && isBeyondChance(run, asked, step.measure.series),
      )
      if (significant.length === 0) return []
      return [
        {
          id: 'digit-step',
          severity: 'notice',
          text: inAll(language => sentence(nameOf(run, asked, language), significant, language)),
          evidence: evidenceOf(...new Set(significant.map(({ measure }) => measure))),
        },
      ]
    })
  },
}

/** The borders of a series with their intervals; a run of an earlier version has none. */
function stepsOf(measure: Known): Step[] {
  const borders = (measure.details?.borders ?? []) as unknown as readonly DigitBorder[]
  return borders.flatMap(border => (border.interval == null ? [] : [{ measure, border }]))
}

function sentence(name: string, significant: readonly Step[], language: Language): string {
  const lower = significant.filter(({ border }) => border.step > 0)
  const higher = significant.filter(({ border }) => border.step <= 0)
  const parts = [
    ...(lower.length === 0 ? [] : [words[language].lower(list(lower, language))]),
    ...(higher.length === 0 ? [] : [words[language].higher(list(higher, language))]),
  ]
  return words[language].whole(name, parts)
}

/** A pair across the border is `step` less similar than a pair at the same distance on one side of it. */
function list(steps: readonly Step[], language: Language): string {
  return enumerated(
    steps.map(({ measure: { series }, border: { from, to, step, interval } }) => {
      const [low, high] = interval!
      const size = step > 0 ? { value: step, interval } : { value: -step, interval: [-high, -low] as const }
      return words[language].border(from, to, withInterval(size, language), series)
    }),
    language,
  )
}

const words = {
  en: {
    border: (from: string, to: string, size: string, series: string) =>
      `by ${size} from ${from} to ${to} (${series})`,
    lower: (steps: string) => `less similar ${steps}`,
    higher: (steps: string) => `more similar ${steps}`,
    whole: (name: string, parts: readonly string[]) =>
      `${name}: similarity jumps where numbers reach another order of magnitude. Compared with two documents on one side, two at the same distance on opposite sides are ${parts.join('; and ')}. The unit is the range of the mean similarity.`,
  },
  zh: {
    border: (from: string, to: string, size: string, series: string) =>
      `从 ${from} 到 ${to} 为 ${size}（${series}）`,
    lower: (steps: string) => `更不相似：${steps}`,
    higher: (steps: string) => `更相似：${steps}`,
    whole: (name: string, parts: readonly string[]) =>
      `${name}：相似度在数量级改变处出现跳变。与同侧、距离相同的两个文档相比，分处两侧的两个文档${parts.join('；')}。以平均相似度的全距为单位。`,
  },
}
