import { NumeracyError } from '../../base/error.ts'
import { holm } from '../../math/holm.ts'
import { measureCatalogue } from '../../measures/catalogue.ts'
import type { Measure } from '../../measures/measure.ts'
import { pairedDifference } from '../../measures/paired.ts'
import { resamplesOf } from '../../measures/resamples.ts'
import type { Run } from '../../store/run.ts'
import { type Entrant, entrantsOf, type NamedRun } from './entrants.ts'
import { type Placed, placeOn, type SpellingFloor } from './placed.ts'
import { ranksOf } from './ranks.ts'

export interface CompareOptions {
  /** Id of the measure. */
  readonly measure: string
  readonly seed: number
}

export interface ComparedScore {
  readonly entrant: string
  readonly value: number
  readonly interval: readonly [number, number] | null
  /** 1 for the best; entrants share a rank where they cannot be told apart. */
  readonly rank: number
  /** Only of the headline. */
  readonly floor: SpellingFloor | null
}

export interface ComparedPair {
  readonly a: string
  readonly b: string
  /** a − b. */
  readonly difference: number
  readonly interval: readonly [number, number] | null
  readonly p: number
  /** p among all comparisons of all series (Holm). */
  readonly adjusted: number
}

export interface ComparedSeries {
  readonly series: string
  readonly n: number
  readonly resamples: number
  readonly scores: readonly ComparedScore[]
  readonly differences: readonly ComparedPair[]
  /** Why it is not compared, or not with all. */
  readonly reason?: string
}

/** Which of several models is better, series by series, and whether that is more than noise. */
export interface Comparison {
  readonly format: 'numeracy-comparison'
  readonly version: 1
  readonly seed: number
  readonly measure: string
  readonly better: Measure['better']
  readonly entrants: readonly Omit<Entrant, 'matrices'>[]
  readonly series: readonly ComparedSeries[]
}

/** Differences with an adjusted p up to this are told as such. */
export const level = 0.05

/**
 * Compares every model of some runs with every other, on each series that two of them share.
 * @throws NumeracyError `unknown` for a measure, `input` when there are no two models to compare
 */
export function compareRuns(runs: readonly NamedRun[], { measure: id, seed }: CompareOptions): Comparison {
  const measure = comparable(id)
  const entrants = entrantsOf(runs)
  if (entrants.length < 2) {
    throw new NumeracyError(
      'input',
      `compare: got ${entrants.length === 0 ? 'no model' : `one model, ${entrants[0].label}`}; expected two at least. Give a second run, or a run with several models.`,
    )
  }
  const raw = seriesOf(runs).map(series => comparedOn(series, entrants, measure, seed))
  const family = holm(raw.flatMap(({ differences }) => differences.map(({ p }) => p)))
  let next = 0
  const series = raw.map((compared): ComparedSeries => {
    const differences = compared.differences.map(pair => ({ ...pair, adjusted: family[next++] }))
    const ranks = ranksOf(compared.scores, differences, measure.better === 'lower' ? -1 : 1, level)
    return {
      ...compared,
      scores: compared.scores.map((score, at) => ({ ...score, rank: ranks[at] })),
      differences,
    }
  })
  return {
    format: 'numeracy-comparison',
    version: 1,
    seed,
    measure: id,
    better: measure.better,
    entrants: entrants.map(({ matrices: _, ...entrant }) => entrant),
    series,
  }
}

function comparable(id: string): Measure {
  const found = measureCatalogue.filter(({ weighted }) => weighted !== undefined)
  const measure = found.find(each => each.id === id)
  if (measure === undefined) {
    throw new NumeracyError(
      'unknown',
      `compare: got the measure ${JSON.stringify(id)}; expected one of ${found.map(each => each.id).join(', ')}.`,
      { details: { measure: id } },
    )
  }
  return measure
}

/** Each series that any run holds, once. */
function seriesOf(runs: readonly NamedRun[]): Run['series'] {
  const all = runs.flatMap(({ run }) =>
    run.series.filter(({ id }) =>
      run.matrices.some(({ series, experiment }) => series === id && experiment === 'pairs'),
    ),
  )
  return [...new Map(all.map(series => [series.id, series])).values()]
}

type Unranked = Omit<ComparedSeries, 'scores' | 'differences'> & {
  readonly scores: readonly Omit<ComparedScore, 'rank'>[]
  readonly differences: readonly Omit<ComparedPair, 'adjusted'>[]
}

function comparedOn(
  series: Run['series'][number],
  entrants: readonly Entrant[],
  measure: Measure,
  seed: number,
): Unranked {
  const n = series.texts.length
  const resamples = resamplesOf(series.id, n, seed)
  const { placed, reasons } = placeOn(series, entrants, measure, resamples, seed)
  const differences = placed.flatMap((a, at) =>
    placed.slice(at + 1).map(b => ({ a: a.id, b: b.id, ...pairedDifference(measure, a, b) })),
  )
  return {
    series: series.id,
    n,
    resamples: resamples.count,
    scores: placed.map(scoreOf),
    differences,
    ...(reasons.length === 0 ? {} : { reason: reasons.join(' ') }),
  }
}

function scoreOf({ id, value, interval, floor }: Placed): Omit<ComparedScore, 'rank'> {
  return { entrant: id, value, interval, floor }
}
