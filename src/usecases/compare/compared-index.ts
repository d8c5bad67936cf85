import type { ComparedIndex } from '../../findings/comparison/comparison.ts'
import { documentsOf } from '../../findings/comparison/documents.ts'
import type { Entrant } from '../../findings/comparison/entrants.ts'
import { percentileInterval } from '../../math/bootstrap.ts'
import { type ConcordanceRows, concordanceRows } from '../../math/concordance.ts'
import { holm } from '../../math/holm.ts'
import { mean } from '../../math/quantile.ts'
import { drawKernel } from '../../math/vector-draws.ts'
import { concordance } from '../../measures/concordance.ts'
import { anchorWeights, scoredAnswer } from '../../measures/index-answer.ts'
import { type Drawn, isSignificant, pairedDifference } from '../../measures/paired.ts'
import { floorDraws, resamplesOf } from '../../measures/resamples.ts'
import { spellingRows } from '../../measures/spelling-floor.ts'
import { isOfIndex } from '../../series/index-suite.ts'
import type { RunSeries } from '../../store/run.ts'

/** Series of the index: a model that was asked fewer has none. */
const seriesOfIndex = 12

/** An entrant that has an index. */
interface Indexed {
  readonly entrant: string
  readonly roles: Entrant['roles']
  readonly answers: Entrant['matrices']
  /** The documents of all its series, as one text. */
  readonly documents: string
}

/** The comparison of an index, to be made in steps of a few milliseconds. */
export interface IndexComparison {
  /** How many parts it has; 0 where there is nothing to compare. */
  readonly parts: number
  /** @param onPart called after each */
  steps(onPart: () => void): Generator<void, ComparedIndex | null>
}

/**
 * The index of the entrants that were asked all of its series, each two of the same documents compared on equal
 * resamples. Values and resamples are those of `indexOf`; what string references score is computed once for all
 * entrants, not for each. O(entrants · series · resamples · n² log n).
 */
export function indexComparison(entrants: readonly Entrant[], seed: number): IndexComparison {
  const indexed = entrants.flatMap(({ id, roles, matrices }): Indexed[] => {
    const answers = matrices.filter(({ series }) => isOfIndex(series.id))
    const documents = answers.map(({ series }) => documentsOf(series)).join()
    return answers.length < seriesOfIndex ? [] : [{ entrant: id, roles, answers, documents }]
  })
  return {
    parts: indexed.length === 0 ? 0 : seriesOfIndex,
    *steps(onPart) {
      if (indexed.length === 0) return null
      const parts = new Map(indexed.map(({ entrant }) => [entrant, [] as Drawn[]]))
      for (let at = 0; at < seriesOfIndex; at++) {
        const floors = new Map<string, Drawn>()
        for (const { entrant, answers } of indexed)
          parts.get(entrant)!.push(yield* partOf(answers[at], floors, seed))
        onPart()
      }
      const drawn = new Map(indexed.map(({ entrant }) => [entrant, wholeOf(parts.get(entrant)!)]))
      return comparedOf(indexed, drawn)
    },
  }
}

/** The mean of the parts in hundredths, as they are and on each resample. */
function wholeOf(parts: readonly Drawn[]): Drawn {
  const count = Math.min(...parts.map(({ values }) => values.length))
  const values = Float64Array.from(
    { length: count },
    (_, draw) => 100 * mean(parts.map(part => part.values[draw])),
  )
  return { value: 100 * mean(parts.map(({ value }) => value)), values }
}

function comparedOf(indexed: readonly Indexed[], drawn: ReadonlyMap<string, Drawn>): ComparedIndex {
  const of = ({ entrant }: Indexed) => drawn.get(entrant)!
  const pairs = indexed.flatMap((a, at) =>
    indexed
      .slice(at + 1)
      .filter(b => b.documents === a.documents && (a.roles ?? b.roles) === (b.roles ?? a.roles))
      .map(b => ({ a: a.entrant, b: b.entrant, ...pairedDifference(concordance, of(a), of(b)) })),
  )
  const adjusted = holm(pairs.map(({ p }) => p))
  return {
    scores: indexed.map(each => ({
      entrant: each.entrant,
      value: of(each).value,
      interval: percentileInterval(of(each).values),
    })),
    differences: pairs.map(({ p: _, ...pair }, at) => ({
      ...pair,
      adjusted: adjusted[at],
      significant: isSignificant(pair, adjusted[at]),
    })),
  }
}

/**
 * The part of one series in an index: what an answer scores between the spelling floor, 0, and a perfect order, 1.
 * @param floors of the answers to this series so far, by documents and anchors
 */
function* partOf(
  { series, matrix: { values, rows, columns } }: Entrant['matrices'][number],
  floors: Map<string, Drawn>,
  seed: number,
): Generator<void, Drawn> {
  const answer = { series, data: values, rows, symmetric: rows === columns && isSymmetric(values, rows) }
  const { n, rounded, distances, anchors, series: placement } = scoredAnswer(answer, seed)
  const drawn = (matrix: ConcordanceRows) => concordancesOf(matrix, { series: series.id, anchors, seed })
  const key = JSON.stringify([series.id, rows, documentsOf(series)])
  let floor = floors.get(key)
  if (floor === undefined) {
    const references: Drawn[] = []
    for (const matrix of spellingRows(placement, seed)) references.push(yield* drawn(matrix))
    floor = {
      value: Math.max(...references.map(({ value }) => value)),
      values: floorDraws(references.map(({ values }) => values)),
    }
    floors.set(key, floor)
  }
  const own = yield* drawn(concordanceRows(rounded, distances, n))
  const above = (score: number, of: number) => Math.max(-1, (score - of) / (1 - of))
  return {
    value: above(own.value, floor.value),
    values: own.values.map((score, draw) => above(score, floor.values[draw])),
  }
}

/** Draws that are taken together. */
const together = 64

/** The concordance of some anchors, as the documents are and on each resample. */
function* concordancesOf(
  matrix: ConcordanceRows,
  {
    series,
    anchors,
    seed,
  }: { readonly series: string; readonly anchors: readonly number[]; readonly seed: number },
): Generator<void, Drawn> {
  const { n } = matrix
  const under = (count: number, weights: Uint16Array) =>
    drawKernel().concordances(matrix, { n, count, weights }, anchorWeights(weights, n, anchors))
  const { count, items } = resamplesOf(series, n, seed)
  yield
  const values = new Float64Array(count)
  for (let start = 0; start < count; start += together) {
    const some = Math.min(together, count - start)
    values.set(under(some, items.subarray(start * n, (start + some) * n)), start)
    yield
  }
  const [value] = under(1, new Uint16Array(n).fill(1))
  return { value, values }
}

function isSymmetric(values: Float64Array, n: number): boolean {
  return values.every((value, at) => value === values[(at % n) * n + Math.floor(at / n)])
}

/** Whether a model was asked some documents of a series only, which no other comparison takes. */
export function isInPart({
  matrix,
  series,
}: {
  readonly matrix: { rows: number }
  readonly series: RunSeries
}) {
  return matrix.rows < series.texts.length
}
