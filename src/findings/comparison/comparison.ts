import type { IndexValue } from '../../measures/index-ndcg.ts'
import type { Measure } from '../../measures/measure.ts'
import type { Entrant } from './entrants.ts'

/** The best string reference, taken again in each resample, and what a model scores above it. */
export interface SpellingFloor {
  readonly model: string
  readonly value: number
  readonly difference: number
  readonly interval: readonly [number, number] | null
}

export interface ComparedScore {
  readonly entrant: string
  readonly value: number
  readonly interval: readonly [number, number] | null
  /**
   * 1 for the best, or for the highest where neither end is better; entrants share a rank where they cannot be
   * told apart from its best.
   */
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
  /** Whether the two can be told apart: `adjusted` is at most 0.05 and the interval lies on one side of 0. */
  readonly significant: boolean
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
  readonly entrants: readonly Omit<Entrant, 'matrices' | 'sampled'>[]
  readonly series: readonly ComparedSeries[]
  /** Only where a run holds all series of the index. */
  readonly index?: ComparedIndex
}

/** The index of each model, and which two can be told apart by it. */
export interface ComparedIndex {
  readonly scores: readonly ({ readonly entrant: string } & IndexValue)[]
  readonly differences: readonly {
    readonly a: string
    readonly b: string
    /** a − b. */
    readonly difference: number
    readonly interval: readonly [number, number] | null
    /** p among all differences of the index (Holm). */
    readonly adjusted: number
    readonly significant: boolean
  }[]
}
