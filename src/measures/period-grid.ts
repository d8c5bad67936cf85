import { harmonicsOf } from '../math/spectrum.ts'
import type { KnownPeriod } from '../series/periods.ts'

/** Cycles that the lags must hold: of a period that nobody expects, and of a known one. */
const minCycles = { any: 3, known: 1.5 }

/** Order up to which a period counts as a harmonic of a longer one. */
const maxHarmonics = 6

/** The known periods that lags up to `longest` can show. */
export function judgeable(known: readonly KnownPeriod[], longest: number): KnownPeriod[] {
  return known.filter(({ period }) => period * minCycles.known <= longest)
}

/**
 * How far apart two periods must be to be told apart, in places: so far that the highest of the fitted harmonics
 * shifts by one cycle over all lags.
 */
export function resolutionAt(period: number, longest: number): number {
  return period ** 2 / (harmonicsOf(period) * longest)
}

/**
 * The periods that are tried, ascending: the known ones, and every whole one from 2 of which the lags hold three
 * cycles, thinned to the resolution where that is above one.
 */
export function periodGrid(longest: number, known: readonly KnownPeriod[]): Float64Array {
  const periods = new Set(known.map(({ period }) => period))
  for (let period = 2; period * minCycles.any <= longest; ) {
    periods.add(period)
    period += Math.max(1, Math.floor(resolutionAt(period, longest)))
  }
  return Float64Array.from(periods).sort()
}

/** The nearest known period that a found one cannot be distinguished from; null where there is none. */
export function knownAs(period: number, known: readonly KnownPeriod[], longest: number): KnownPeriod | null {
  const apart = (each: KnownPeriod) => Math.abs(each.period - period)
  const near = known.filter(each => apart(each) <= resolutionAt(period, longest))
  return near.length === 0 ? null : near.reduce((a, b) => (apart(b) < apart(a) ? b : a))
}

/**
 * The shortest known period that a found one is a harmonic of (5 of 10, 12 of 60), except for half a cycle over all
 * lags; null where there is none.
 */
export function fundamentalOf(
  period: number,
  known: readonly KnownPeriod[],
  longest: number,
): KnownPeriod | null {
  const isHarmonic = (each: KnownPeriod) => {
    const order = Math.round(each.period / period)
    const apart = Math.abs(each.period / order - period)
    return order >= 2 && order <= maxHarmonics && apart <= period ** 2 / (2 * longest)
  }
  return known.find(isHarmonic) ?? null
}
