import { thresholdDetailsOf } from '../../measures/threshold-details.ts'
import type { RunFactPair, RunFinding, RunUse } from '../../store/run.ts'
import { pUnder, significantAmong } from '../family.ts'
import { type Evidence, type FindingRule, inAll, type Language, nameOf } from '../finding.ts'
import { ends, percent, written } from '../number.ts'

type KnownUse = RunUse & { readonly value: number }

/** A changed number looks more alike than a rephrasing: the words decide. */
export const changedNumber: FindingRule = {
  reports: {
    'changed-number': {
      en: 'A changed number looks more alike than a rephrasing',
      zh: '改过的数字看起来比换一种说法更相似',
    },
  },
  findings: run => {
    const known = (run.uses ?? []).filter(
      (use): use is KnownUse => use.value !== null && thresholdDetailsOf(use) !== null,
    )
    return significantAmong(known, use => pUnder(use, thresholdDetailsOf(use)!.chance)).map(use =>
      findingOf(run, use),
    )
  },
}

function findingOf(run: Evidence, use: KnownUse): RunFinding {
  const pair = worstPair(run.same ?? [], use.model)
  return {
    id: 'changed-number',
    severity: 'warning',
    text: inAll(language => {
      const name = nameOf(run, use, language)
      const [share, range] = [percent(use.value), rangeOf(use, language)]
      const score = pair === null ? '' : written(pair.similarity, 3)
      if (language === 'en') {
        const example = pair === null ? '' : ` “${pair.a}” and “${pair.b}” score ${score}.`
        return `For ${name}, a changed number looks more alike than a rephrasing: a text that states the same fact scores above one with another number in ${share} of comparisons (${range}guessing: 50 %).${example}`
      }
      const example = pair === null ? '' : `“${pair.a}”与“${pair.b}”的得分为 ${score}。`
      return `对 ${name} 而言，改了数字的文本比换了说法的文本更相似：陈述同一事实的文本得分高于数字不同的文本的比例为 ${share}（${range}猜测：50 %）。${example}`
    }),
    evidence: [],
  }
}

function rangeOf({ interval }: KnownUse, language: Language): string {
  if (interval === null) return ''
  const range = ends(interval, percent, language)
  return language === 'en' ? `95 % interval ${range}; ` : `95 % 区间 ${range}；`
}

/** Changes that few readers would overlook. */
const plain: readonly (string | null)[] = ['tenfold', 'sign', 'unit', 'month', 'year', 'am-pm', 'hour']

/** The most alike of the pairs with another value in the same words; one with a plain change where there is one. */
function worstPair(pairs: readonly RunFactPair[], model: string): RunFactPair | null {
  const different = pairs.filter(each => each.model === model && each.pair === 'different')
  const striking = different.filter(({ change }) => plain.includes(change))
  const [worst] = (striking.length > 0 ? striking : different).toSorted((a, b) => b.similarity - a.similarity)
  return worst ?? null
}
