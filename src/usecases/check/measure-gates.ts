import { quoted } from '../../base/quoted.ts'
import { measureCatalogue } from '../../measures/catalogue.ts'
import { indexSeries } from '../../series/index-suite.ts'
import type { Run, RunModel } from '../../store/run.ts'
import type { CasesGate, MeasureGate, UseGate } from './gate.ts'
import { type GateResult, heldTo } from './gate-result.ts'

/** A model that a gate speaks of, as a reader meets it. */
export interface GatedModel extends Pick<RunModel, 'id'> {
  readonly name: string
}

/** What a gate on a measure, or on the index, comes to without a baseline. */
export function measureResults(
  gate: MeasureGate,
  run: Run,
  models: readonly GatedModel[],
  seriesOfIndex: readonly string[],
): GateResult[] {
  const { min, 'over-floor': overFloor } = gate
  const point = gate.point === true || hasNoInterval(gate.measure)
  if (gate.measure === 'index')
    return models.flatMap(({ id, name }) => {
      const own = (run.indexes ?? []).filter(({ model }) => model === id)
      const about = { gate: `index at least ${min}`, model: name }
      if (own.length === 0) return [notMeasured(about, 'it has no index')]
      return own.map(score => ({ ...about, ...heldTo(min!, score, point) }))
    })
  const series = gate.series ?? 'all'
  const all = run.series.filter(
    ({ id }) => series === id || (series === 'all' && !seriesOfIndex.includes(id)),
  )
  return models.flatMap(({ id: model, name }) => {
    const results = all.flatMap(({ id }) => {
      const own = run.measures.filter(
        measure => measure.series === id && measure.model === model && measure.id === gate.measure,
      )
      return own.flatMap(({ value, interval, floor, reason }): GateResult[] => {
        const about = { gate: `${id}/${gate.measure} ${demandOf(gate)}`, model: name }
        // Of all series those count that have the measure; one that is named must have it.
        if (value === null) return series === 'all' ? [] : [notMeasured(about, reason ?? 'it has no value')]
        if (overFloor === undefined) return [{ ...about, ...heldTo(min!, { value, interval }, point) }]
        if (floor?.margin == null) return series === 'all' ? [] : [notMeasured(about, 'it has no floor')]
        const margin = { value: floor.margin, interval: floor.interval }
        return [{ ...about, ...heldTo(overFloor, margin, point) }]
      })
    })
    if (results.length > 0) return results
    const about = { gate: `${series}/${gate.measure} ${demandOf(gate)}`, model: name }
    return [notMeasured(about, `it has no ${gate.measure} on any series that was asked`)]
  })
}

/** Whether a measure is of a kind that never has an interval, so that its value decides. */
function hasNoInterval(id: string): boolean {
  return measureCatalogue.find(measure => measure.id === id)?.resampling === 'none'
}

function demandOf({ min, 'over-floor': overFloor }: MeasureGate): string {
  return overFloor === undefined ? `at least ${min}` : `at least ${overFloor} over comparing characters`
}

const order = ['no', 'unclear', 'yes'] as const

/** What a gate on one of the five lines comes to without a baseline. */
export function useResults(gate: UseGate, run: Run, models: readonly GatedModel[]): GateResult[] {
  const { use, verdict, min, 'over-baseline': overBaseline, point = false } = gate
  return models.flatMap(({ id, name }) => {
    const own = (run.uses ?? []).filter(each => each.model === id && each.use === use)
    const demand =
      verdict !== undefined
        ? `verdict ${verdict}`
        : overBaseline !== undefined
          ? `at least ${overBaseline} over its baseline`
          : `at least ${min}`
    const about = { gate: `${use} ${demand}`, model: name }
    if (own.length === 0) return [notMeasured(about, 'it was not asked about use')]
    return own.map(({ value, interval, verdict: got, baseline }): GateResult => {
      if (value === null) return notMeasured(about, 'it has no value')
      if (verdict !== undefined)
        return {
          ...about,
          outcome: order.indexOf(got) >= order.indexOf(verdict) ? 'pass' : 'fail',
          value,
          interval,
          bound: null,
          message: `got ${got}, expected ${verdict}.`,
        }
      if (overBaseline === undefined) return { ...about, ...heldTo(min!, { value, interval }, point) }
      if (baseline === null) return notMeasured(about, 'it has no baseline')
      const shift = ([low, high]: readonly [number, number]) =>
        [low - baseline.value, high - baseline.value] as const
      const margin = { value: value - baseline.value, interval: interval && shift(interval) }
      return { ...about, ...heldTo(overBaseline, margin, point) }
    })
  })
}

/**
 * What a gate on cases comes to. The share of right ones decides as it is: cases are chosen by hand, so there is no
 * interval that would say more.
 * @param families those that the gate speaks of
 */
export function casesResults(
  gate: CasesGate,
  run: Run,
  models: readonly GatedModel[],
  families: readonly string[],
): GateResult[] {
  return models.map(({ id, name }) => {
    const own = run.cases.filter(({ model, family }) => model === id && families.includes(family))
    const about = { gate: `cases ${gate.cases} at least ${gate.min} right`, model: name }
    if (own.length === 0) return notMeasured(about, 'no case was asked')
    const right = own.filter(({ verdict }) => verdict === 'right').length
    const wrong = own.find(({ verdict }) => verdict !== 'right')
    const value = right / own.length
    const example =
      wrong === undefined
        ? ''
        : ` The first that is not right: ${quoted(wrong.anchor)} is closer to ${quoted(wrong.closer)} than to ${quoted(wrong.farther)}.`
    return {
      ...about,
      outcome: value >= gate.min! ? 'pass' : 'fail',
      value,
      interval: null,
      bound: gate.min!,
      message: `got ${right} of ${own.length} right, expected a share of ${gate.min} at least.${example}`,
    }
  })
}

/** What was demanded of something that is not there fails: a gate that silently holds nothing is worse than none. */
export function notMeasured(about: Pick<GateResult, 'gate' | 'model'>, why: string): GateResult {
  return {
    ...about,
    outcome: 'fail',
    value: null,
    interval: null,
    bound: null,
    message: `nothing to hold it to: ${why.replace(/\.$/, '')}.`,
  }
}

/** The ids of the series that only the index speaks of. */
export function indexSeriesIds(seed: number): string[] {
  return indexSeries(seed).map(({ id }) => id)
}
