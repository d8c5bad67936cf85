import type { RunFinding } from '../store/run.ts'
import type { FindingRule } from './finding.ts'

/** Where a dual encoder stands in for a cross-encoder, its scores say nothing of rerankers. */
export const standIn: FindingRule = run =>
  run.models
    .filter(model => model.standIn)
    .map(
      ({ spec }): RunFinding => ({
        id: 'stand-in',
        severity: 'notice',
        text: {
          en: `${spec} is no cross-encoder: as a reranker, the cosine of the question and each document stands in for a relevance score. Its half shows the method, not what a trained reranker can do.`,
        },
        evidence: [],
      }),
    )
