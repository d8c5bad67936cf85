import type { ComparedIndex } from '../../findings/comparison/comparison.ts'
import { documentsOf } from '../../findings/comparison/documents.ts'
import type { Entrant } from '../../findings/comparison/entrants.ts'
import { holm } from '../../math/holm.ts'
import { concordance } from '../../measures/concordance.ts'
import { type DrawnIndex, indexOf } from '../../measures/index-score.ts'
import { pairedDifference } from '../../measures/paired.ts'
import { isOfIndex } from '../../series/index-suite.ts'
import type { RunSeries } from '../../store/run.ts'

/** Series of the index: a model that was asked fewer has none. */
const seriesOfIndex = 12

const level = 0.05

/**
 * The index of the entrants that were asked all of its series, each two of the same documents compared on equal
 * resamples; null where none has one. O(entrants · series · resamples · n² log n).
 */
export function comparedIndex(entrants: readonly Entrant[], seed: number): ComparedIndex | null {
  const indexed = entrants.flatMap(entrant => {
    const own = entrant.matrices.filter(({ series }) => isOfIndex(series.id))
    if (own.length < seriesOfIndex) return []
    const index: DrawnIndex = indexOf(
      own.map(({ series, matrix: { values, rows, columns } }) => ({
        series,
        data: values,
        rows,
        symmetric: rows === columns && isSymmetric(values, rows),
      })),
      seed,
    )
    const documents = own.map(({ series }) => documentsOf(series)).join()
    return [{ entrant: entrant.id, roles: entrant.roles, index, documents }]
  })
  if (indexed.length === 0) return null
  const pairs = indexed.flatMap((a, at) =>
    indexed
      .slice(at + 1)
      .filter(b => b.documents === a.documents && (a.roles ?? b.roles) === (b.roles ?? a.roles))
      .map(b => ({ a: a.entrant, b: b.entrant, ...pairedDifference(concordance, a.index, b.index) })),
  )
  const adjusted = holm(pairs.map(({ p }) => p))
  return {
    scores: indexed.map(({ entrant, index: { score } }) => ({
      entrant,
      value: score.value,
      interval: score.interval,
    })),
    differences: pairs.map(({ p: _, ...pair }, at) => ({
      ...pair,
      adjusted: adjusted[at],
      significant: adjusted[at] <= level && pair.interval !== null && pair.interval[0] * pair.interval[1] > 0,
    })),
  }
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
