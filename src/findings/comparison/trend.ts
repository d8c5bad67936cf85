import type { Measure } from '../../measures/measure.ts'
import type { ComparedPair } from './comparison.ts'
import type { TrainedModel } from './steps.ts'

/** What one step scores on one series. */
export interface TrendPoint {
  /** The step, or the time in milliseconds since 1970. */
  readonly at: number
  readonly text: string
  /** As a reader meets the model. */
  readonly label: string
  readonly value: number
  readonly interval: readonly [number, number] | null
  /** Less the first step, on the same draws of documents; null of the first. `adjusted` among all of the trend (Holm). */
  readonly change: Pick<ComparedPair, 'difference' | 'interval' | 'p' | 'adjusted' | 'significant'> | null
}

/** One series through a training. */
export interface TrendSeries {
  readonly series: string
  readonly n: number
  readonly points: readonly TrendPoint[]
  /** Of the first step that differs significantly from the first of all; null where none does. */
  readonly firstChange: {
    readonly at: number
    readonly text: string
    readonly isBetter: boolean | null
  } | null
}

/** How a model changes while it is trained. */
export interface Trend {
  readonly format: 'numeracy-trend'
  readonly version: 1
  readonly seed: number
  readonly measure: string
  readonly better: Measure['better']
  readonly models: readonly (Pick<TrainedModel, 'name' | 'kind' | 'prompt' | 'axis'> & {
    readonly series: readonly TrendSeries[]
    /** Why a step or a series is left out, as sentences. */
    readonly notes: readonly string[]
  })[]
}
