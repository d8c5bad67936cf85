import type { RunFile, RunFileMatrix, RunFileRecording, RunMeasure, RunVerdict } from './run-file.ts'

export type {
  RunCase,
  RunFactPair,
  RunFinding,
  RunIndexScore,
  RunMeasure,
  RunModel,
  RunQuestion,
  RunSeries,
  RunUse,
  RunVerdict,
  Verdict,
} from './run-file.ts'

/** What a model answered on a series. */
export interface RunMatrix extends Omit<RunFileMatrix, 'data'> {
  /** rows × columns similarities, row-major, diagonal included. `dtype` is the precision in which files hold them. */
  readonly values: Float64Array
}

/** What a model answered to fixed texts. */
export interface RunRecording extends Omit<RunFileRecording, 'data'> {
  /** texts × columns, row-major, each a float32. */
  readonly values: Float64Array
}

/** A run: everything that was asked, answered and found. In files it is a `RunFile`. */
export interface Run extends Omit<RunFile, 'format' | 'version' | 'matrices' | 'recordings'> {
  readonly matrices: readonly RunMatrix[]
  readonly recordings?: readonly RunRecording[]
}

/** Where in a run something stands: what a model answered on a series when it was asked in one way. */
export interface RunPlace {
  readonly series: string
  readonly model: string
  /** The question put to a reranker; null for an embedder. */
  readonly prompt: string | null
}

/** The parts of a run by their place. */
export interface RunIndex {
  /** The similarities of all pairs of documents. */
  matrix(at: RunPlace): RunMatrix | undefined
  /** All questions of the main experiment to a model on a series: more than one only of a reranker. */
  matrices(at: Omit<RunPlace, 'prompt'>): readonly RunMatrix[]
  measure(at: RunPlace, id: string): RunMeasure | undefined
  verdict(at: RunPlace): RunVerdict['verdict'] | undefined
}

type Indexed = Pick<Run, 'measures' | 'verdicts'> & Partial<Pick<Run, 'matrices'>>

const indexes = new WeakMap<Indexed, RunIndex>()

/** The index of a run, made when it is first asked for. Where a place holds several of one kind, the first counts. */
export function runIndex(run: Indexed): RunIndex {
  const known = indexes.get(run)
  if (known !== undefined) return known
  const pairs = (run.matrices ?? []).filter(({ experiment }) => experiment === 'pairs')
  const matrices = firsts(pairs, placeKey)
  const series = Map.groupBy(pairs, ({ series, model }) => JSON.stringify([series, model]))
  const measures = firsts(run.measures, measure => `${measure.id} ${placeKey(measure)}`)
  const verdicts = firsts(run.verdicts, placeKey)
  const index: RunIndex = {
    matrix: at => matrices.get(placeKey(at)),
    matrices: ({ series: id, model }) => series.get(JSON.stringify([id, model])) ?? [],
    measure: (at, id) => measures.get(`${id} ${placeKey(at)}`),
    verdict: at => verdicts.get(placeKey(at))?.verdict,
  }
  indexes.set(run, index)
  return index
}

function placeKey({ series, model, prompt }: RunPlace): string {
  return JSON.stringify([series, model, prompt])
}

function firsts<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.toReversed().map(item => [keyOf(item), item]))
}
