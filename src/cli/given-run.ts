import type { Given } from '../experiments/given.ts'
import { givenModel, type scoreGiven } from '../experiments/score-given.ts'
import { findingsOf } from '../findings/catalogue.ts'
import type { Run } from '../store/run.ts'

/** A score as a run, so that a report can be made of it. */
export function givenRun(
  { similarity, series }: Given,
  { score, verdict }: Awaited<ReturnType<typeof scoreGiven>>,
  { seed, created, tool, source }: Pick<Run, 'seed' | 'created' | 'tool'> & { readonly source: string },
): Run {
  const { id, texts, values, ruler, period } = series
  const kind = similarity.symmetric ? 'embedder' : 'reranker'
  const facts = {
    models: [
      { id: givenModel, spec: source, kind, identity: { provider: 'file', model: source }, standIn: false },
    ],
    series: [{ id, texts, values, ruler, period }],
    measures: [...score.measures],
    verdicts: verdict === null ? [] : [{ series: id, model: givenModel, prompt: null, verdict }],
    cases: [],
  } satisfies Partial<Run>
  return {
    created,
    seed,
    tool,
    roles: 'same',
    ...facts,
    matrices: [
      {
        series: id,
        model: givenModel,
        experiment: 'pairs',
        prompt: null,
        rows: similarity.n,
        columns: similarity.n,
        dtype: 'float64',
        values: Float64Array.from(similarity.data),
      },
    ],
    findings: findingsOf(facts),
    usage: { texts: 0, pairs: 0 },
    session: { requests: 0, cacheHits: 0, seconds: 0 },
  }
}
