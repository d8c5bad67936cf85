import { verdictWords } from '../measures/verdict.ts'
import type { RunFinding, Verdict } from '../store/run.ts'
import { enumerated, type FindingRule, modelName } from './finding.ts'

const order: readonly Verdict[] = [
  'understands',
  'partly',
  'spelling',
  'below-spelling',
  'chance',
  'reversed',
]

/** What each model does with the series, in one sentence a model and prompt. */
export const verdicts: FindingRule = run => {
  const groups = Map.groupBy(run.verdicts, ({ model, prompt }) => JSON.stringify([model, prompt]))
  return [...groups.values()].map((group): RunFinding => {
    const { model, prompt } = group[0]
    const parts = order.flatMap(verdict => {
      const named = group.filter(entry => entry.verdict === verdict).map(({ series }) => series)
      return named.length === 0 ? [] : [`${verdictWords[verdict].short} on ${enumerated(named)}`]
    })
    const beyond = group.some(({ verdict }) => verdict === 'understands' || verdict === 'partly')
    const several = run.verdicts.some(entry => entry.model === model && entry.prompt !== prompt)
    return {
      id: 'verdicts',
      severity: beyond ? 'info' : 'warning',
      text: { en: `${modelName(run, model)}${several ? `, asked “${prompt}”` : ''}: ${parts.join('; ')}.` },
      evidence: group.map(({ series }) => ({ series, model, measure: 'concordance' })),
    }
  })
}
