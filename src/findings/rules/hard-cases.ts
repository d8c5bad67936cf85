import type { RunFinding } from '../../store/run.ts'
import {
  type CaseShare,
  controlShares,
  probedShares,
  type SpelledCases,
  spelledCases,
} from '../case-shares.ts'
import { enumerated, type FindingRule, inAll, type Language, modelName } from '../finding.ts'

/**
 * How many of the hard cases a model gets right, compared with the best string matcher; compared with guessing only
 * where the cases were chosen evenly. They were chosen by hand, so there is no interval. Where they were chosen against
 * the matchers, more than these is said only of a clear majority: half is right by chance. Controls are counted apart.
 */
export const hardCases: FindingRule = {
  reports: {
    'hard-cases': {
      en: 'How many hard cases are right differs from what comparing characters gets',
      zh: '难题答对的数目与只比较字符不同',
    },
  },
  findings: run => {
    const spelled = spelledCases(run, null)
    return probedShares(run)
      .filter(({ family }) => family === null)
      .map((share): RunFinding => {
        const { model, right, cases } = share
        return {
          id: 'hard-cases',
          severity: isGood(share, spelled) ? 'info' : 'notice',
          text: inAll(language => {
            const name = modelName(run, model, language)
            const than = comparedWith(share, spelled, language)
            const controls = controlShares(run).find(share => share.model === model)
            const apart =
              controls === undefined ? '' : words[language].controls(controls.right, controls.cases)
            return language === 'en'
              ? `Hard cases: ${name} gets ${right} of ${cases} right${than}.${apart}`
              : `难题：${name} ${cases} 题答对 ${right} 题${than}。${apart}`
          }),
          evidence: [],
        }
      })
  },
}

function isGood({ right, cases }: CaseShare, spelled: SpelledCases | null): boolean {
  return right > Math.max(spelled?.right ?? 0, spelled?.isBalanced ? cases / 2 : maxByChance(cases))
}

/** Of two candidates each: what guessing gets in 39 of 40 times, or less. */
function maxByChance(cases: number): number {
  return cases / 2 + 1.96 * Math.sqrt(cases / 4)
}

/** `, more than comparing characters (at most 18), but no better than guessing (23)`; empty where there is nothing to compare with. */
function comparedWith({ right, cases }: CaseShare, spelled: SpelledCases | null, language: Language): string {
  if (spelled === null) return ''
  const { characters, guessing, more, noBetter, notGood, minority, noMajority, before, but, or } =
    words[language]
  if (!spelled.isBalanced && right > spelled.right && right <= maxByChance(cases))
    return notGood(2 * right < cases ? minority : noMajority, spelled.right)
  const rivals = [
    { right: spelled.right, text: characters(spelled.right) },
    ...(spelled.isBalanced ? [{ right: cases / 2, text: guessing(Math.round(cases / 2)) }] : []),
  ]
  const beaten = rivals.filter(rival => rival.right < right).map(({ text }) => text)
  const unbeaten = rivals.filter(rival => rival.right >= right).map(({ text }) => text)
  const parts = [
    ...(beaten.length === 0 ? [] : [more(enumerated(beaten, language))]),
    ...(unbeaten.length === 0 ? [] : [noBetter(unbeaten.join(or))]),
  ]
  return `${before}${parts.join(but)}`
}

const words = {
  en: {
    characters: (right: number) => `comparing characters (at most ${right})`,
    guessing: (right: number) => `guessing (${right})`,
    more: (than: string) => `more than ${than}`,
    noBetter: (than: string) => `no better than ${than}`,
    notGood: (how: string, right: number) =>
      `, which is ${how} (comparing characters gets at most ${right}, as most cases were chosen where it goes wrong)`,
    minority: 'less than half',
    noMajority: 'no clear majority',
    before: ', ',
    but: ', but ',
    or: ' or ',
    controls: (right: number, cases: number) =>
      ` Counted apart: ${right} of ${cases} controls, on which string engines failed.`,
  },
  zh: {
    characters: (right: number) => `只比较字符（最多 ${right} 题）`,
    guessing: (right: number) => `猜测（约 ${right} 题）`,
    more: (than: string) => `多于${than}`,
    noBetter: (than: string) => `不优于${than}`,
    notGood: (how: string, right: number) =>
      `，${how}（只比较字符最多 ${right} 题，因为多数题目正选自它会答错之处）`,
    minority: '不到一半',
    noMajority: '并非明显多数',
    before: '，',
    but: '，但',
    or: '或',
    controls: (right: number, cases: number) =>
      `另计：字符匹配引擎曾答错的对照题 ${cases} 题，答对 ${right} 题。`,
  },
}
