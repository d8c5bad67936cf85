import type { RunFinding } from '../store/run.ts'
import { type FindingRule, modelName } from './finding.ts'

/** How many of the hard cases a model answers rightly, beside the best of the string references. */
export const hardCases: FindingRule = run => {
  const right = (model: string) =>
    run.cases.filter(item => item.model === model && item.verdict === 'right').length
  const spelling = run.models.filter(
    ({ kind, id }) => kind === 'reference' && run.cases.some(item => item.model === id),
  )
  const best = Math.max(0, ...spelling.map(({ id }) => right(id)))
  return run.models
    .filter(({ kind }) => kind !== 'reference')
    .flatMap(({ id }): RunFinding[] => {
      const all = run.cases.filter(item => item.model === id).length
      if (all === 0) return []
      const finding: RunFinding = {
        id: 'hard-cases',
        severity: right(id) > Math.max(best, all / 2) ? 'info' : 'notice',
        text: {
          en: `Hard cases: ${modelName(run, id)} is right on ${right(id)} of ${all}; the best matcher of characters on ${best}, a coin on about ${Math.round(all / 2)}.`,
        },
        evidence: [],
      }
      return [finding]
    })
}
