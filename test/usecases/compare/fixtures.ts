import type { Run, RunModel, RunSeries } from '../../../src/store/run.ts'

/** Documents with the values 1, 2, …, n. */
export function numbered(id: string, n: number, text = (value: number) => `${value}`): RunSeries {
  const values = Array.from({ length: n }, (_, at) => at + 1)
  return { id, texts: values.map(text), values, ruler: 'linear', period: null }
}

export interface Asked {
  readonly spec: string
  readonly kind?: RunModel['kind']
  readonly prompt?: string
  readonly series: RunSeries
  /** n × n. */
  readonly data: ArrayLike<number>
}

/** A run of models that answered as is said here, without anything that was found. */
export function runOf(asked: readonly Asked[]): Run {
  const idOf = ({ spec, kind = 'embedder' }: Asked) => `${kind}:${spec}`
  const models = asked.map(
    (each): RunModel => ({
      id: idOf(each),
      label: null,
      spec: each.spec,
      kind: each.kind ?? 'embedder',
      identity: {},
      standIn: false,
    }),
  )
  return {
    created: '2026-01-02T03:04:05.000Z',
    seed: 1,
    tool: { version: '0.0.0', node: '24.0.0' },
    roles: 'same',
    models: [...new Map(models.map(model => [model.id, model])).values()],
    series: [...new Map(asked.map(({ series }) => [series.id, series])).values()],
    matrices: asked.map(each => ({
      series: each.series.id,
      model: idOf(each),
      experiment: 'pairs',
      prompt: each.prompt ?? null,
      rows: each.series.texts.length,
      columns: each.series.texts.length,
      dtype: 'float64',
      values: Float64Array.from(each.data),
    })),
    measures: [],
    verdicts: [],
    cases: [],
    findings: [],
    usage: { texts: 0, pairs: 0 },
    session: { requests: 0, cacheHits: 0, seconds: 0 },
  }
}
