import type { Run, RunMatrix, RunMeasure, RunSeries } from '../../store/run.ts'
import { inRole, type Language, shortSpec } from '../finding.ts'

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
  /** How its texts were given to it; null for a reranker, which has no roles. */
  readonly roles: Run['roles'] | null
  readonly matrices: readonly { readonly matrix: RunMatrix; readonly series: RunSeries }[]
  /** What it scores on series of which anchors were sampled: of those a run has no matrix. */
  readonly sampled: readonly SampledConcordance[]
}

/** The concordance on a large series, and on each draw of its documents and anchors. */
export interface SampledConcordance {
  readonly series: RunSeries
  /** Of the run: models with one seed share anchors and draws. */
  readonly seed: number
  readonly measure: RunMeasure
  readonly draws: readonly (number | null)[]
}

type Unlabelled = Omit<Entrant, 'id' | 'label'>

/**
 * The models of all runs, references apart, in their order; labels say no more than it takes to tell them apart. An id
 * is the same in every language.
 */
export function entrantsOf(runs: readonly NamedRun[], language: Language = 'en'): Entrant[] {
  const found = runs.flatMap(modelsOf)
  const ids = labelled(runs, found).map(({ label }) => label)
  return labelled(runs, found, language).map((entrant, at) => ({ id: ids[at], ...entrant }))
}

/** Some of the models of runs, each under a label that says no more than it takes to distinguish it. */
export function labelled<Each extends Pick<Entrant, 'run' | 'model' | 'prompt' | 'kind'>>(
  runs: readonly NamedRun[],
  found: readonly Each[],
  language: Language = 'en',
): (Each & { readonly label: string })[] {
  const known = new Map(runs.flatMap(({ run }) => run.models).map(model => [model.id, model]))
  const models = [...known.values()].filter(({ kind }) => kind !== 'reference')
  const names = new Map(models.map(model => [model.id, shortSpec({ models }, model)]))
  const name = ({ model }: Each) => names.get(model)!
  const keys = {
    name: (each: Each) => name(each),
    nameAndKind: (each: Each) => JSON.stringify([name(each), each.kind]),
    question: (each: Each) => JSON.stringify([name(each), each.kind, each.prompt]),
  }
  const kinds = manyOf(found, keys.name, ({ kind }) => kind)
  const prompts = manyOf(found, keys.nameAndKind, ({ prompt }) => prompt)
  const sources = manyOf(found, keys.question, ({ run }) => run)
  const copies = new Map<string, number>()
  const taken = new Set<string>()
  return found.map(entrant => {
    const { standIn } = known.get(entrant.model)!
    const label = [
      kinds(entrant) ? inRole(name(entrant), { kind: entrant.kind, standIn }, language) : name(entrant),
      prompts(entrant) ? ` “${entrant.prompt}”` : '',
      sources(entrant) ? inRun[language](entrant.run) : '',
    ].join('')
    let unique = label
    for (let copy = copies.get(label) ?? 2; taken.has(unique); copy++) {
      unique = `${label} (${copy})`
      copies.set(label, copy + 1)
    }
    taken.add(unique)
    return { ...entrant, label: unique }
  })
}

/** Whether those that share a key differ in something. */
function manyOf<Each>(
  found: readonly Each[],
  key: (each: Each) => string,
  what: (each: Each) => unknown,
): (each: Each) => boolean {
  const values = new Map<string, Set<unknown>>()
  for (const each of found) values.set(key(each), (values.get(key(each)) ?? new Set()).add(what(each)))
  return each => values.get(key(each))!.size > 1
}

const inRun = {
  en: (run: string) => ` in ${run}`,
  zh: (run: string) => `，见 ${run}`,
}

function modelsOf({ name, run }: NamedRun): Unlabelled[] {
  return run.models.flatMap(({ id, kind }) => {
    if (kind === 'reference') return []
    const own = run.matrices.filter(({ model, experiment }) => model === id && experiment !== 'zero')
    const sampled = run.measures.filter(measure => measure.model === id && drawsOf(measure) !== undefined)
    const prompts = [...new Set([...own, ...sampled].map(({ prompt }) => prompt))]
    const seriesOf = (at: { readonly series: string }) => run.series.find(({ id }) => id === at.series)!
    return prompts.map(prompt => ({
      run: name,
      model: id,
      kind,
      roles: kind === 'embedder' ? run.roles : null,
      prompt,
      matrices: own
        .filter(matrix => matrix.prompt === prompt)
        .map(matrix => ({ matrix, series: seriesOf(matrix) })),
      sampled: sampled
        .filter(measure => measure.prompt === prompt)
        .map(measure => ({
          series: seriesOf(measure),
          seed: run.seed,
          measure,
          draws: drawsOf(measure)!,
        })),
    }))
  })
}

/** Of a concordance by sampled anchors, what it was on each draw. */
function drawsOf({ id, details }: RunMeasure): SampledConcordance['draws'] | undefined {
  return id === 'concordance' && details?.anchors !== undefined
    ? (details.draws as SampledConcordance['draws'] | undefined)
    : undefined
}
