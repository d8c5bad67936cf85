import type { Run, RunMatrix } from '../../store/run.ts'
import { shortSpec } from '../finding.ts'

/** A run under the name of its file. */
export interface NamedRun {
  readonly name: string
  readonly run: Run
}

/** A model that was asked in one way in one run. */
export interface Entrant {
  /** Unique in the comparison. */
  readonly id: string
  /** As a reader meets it. */
  readonly label: string
  readonly run: string
  readonly model: string
  readonly prompt: string | null
  readonly kind: 'embedder' | 'reranker'
  readonly matrices: readonly { readonly matrix: RunMatrix; readonly series: Run['series'][number] }[]
}

/** The models of all runs, references apart, in their order; labels say no more than it takes to tell them apart. */
export function entrantsOf(runs: readonly NamedRun[]): Entrant[] {
  const models = runs.flatMap(({ run }) => run.models.filter(({ kind }) => kind !== 'reference'))
  const found = runs.flatMap(({ name, run }) =>
    run.models.flatMap((model): Omit<Entrant, 'id' | 'label'>[] => {
      if (model.kind === 'reference') return []
      const own = run.matrices.filter(
        ({ model: of, experiment }) => of === model.id && experiment === 'pairs',
      )
      const prompts = [...new Set(own.map(({ prompt }) => prompt))]
      return prompts.map(prompt => ({
        run: name,
        model: model.id,
        kind: model.kind as Entrant['kind'],
        prompt,
        matrices: own
          .filter(matrix => matrix.prompt === prompt)
          .map(matrix => ({ matrix, series: run.series.find(({ id }) => id === matrix.series)! })),
      }))
    }),
  )
  const short = (model: string) => {
    const known = models.find(({ id }) => id === model)!
    return shortSpec({ models: [...new Map(models.map(each => [each.id, each])).values()] }, known)
  }
  const ways = [
    (each: (typeof found)[number]) => short(each.model),
    (each: (typeof found)[number]) => `${short(each.model)} as ${each.kind}`,
    (each: (typeof found)[number]) => `${short(each.model)}${asked(each)}`,
    (each: (typeof found)[number]) => `${short(each.model)} in ${each.run}`,
    (each: (typeof found)[number]) => `${short(each.model)}${asked(each)} in ${each.run}`,
  ]
  const way = ways.find(label => new Set(found.map(label)).size === found.length)
  return found.map((entrant, at) => {
    const label = way === undefined ? `${short(entrant.model)} (${at + 1})` : way(entrant)
    return { id: label, label, ...entrant }
  })
}

function asked({ kind, prompt }: Pick<Entrant, 'kind' | 'prompt'>): string {
  return ` as ${kind}${prompt === null ? '' : ` “${prompt}”`}`
}
