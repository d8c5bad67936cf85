import type { NamedRun } from '../../findings/comparison/entrants.ts'
import { seriesCatalogue } from '../../series/catalogue.ts'
import { defaultModel } from '../../usecases/session.ts'
import type { AskedModel } from './consent.ts'

/** What a page may choose from. */
export interface Choices {
  readonly models: readonly AskedModel[]
  readonly series: readonly {
    readonly id: string
    readonly n: number
    readonly first: string
    readonly last: string
  }[]
}

/** The default models, those that the user named and those of the runs, and the series of the catalogue. */
export function choices(runs: readonly NamedRun[], named: readonly AskedModel[]): Choices {
  const models = new Map<string, AskedModel>()
  const add = (spec: string, kind: 'embedder' | 'reranker') => models.set(`${kind}:${spec}`, { spec, kind })
  add(defaultModel, 'embedder')
  add(defaultModel, 'reranker')
  for (const { spec, kind } of named) add(spec, kind)
  for (const { run } of runs)
    for (const { spec, kind } of run.models) if (kind !== 'reference') add(spec, kind)
  return {
    models: [...models.values()],
    series: seriesCatalogue.map(({ id, texts }) => ({
      id,
      n: texts.length,
      first: texts[0],
      last: texts[texts.length - 1],
    })),
  }
}
