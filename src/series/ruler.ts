import { roundSignificant } from '../math/round.ts'

/** How far apart two values are: by difference, by ratio, or round a circle of a given period. */
export type Ruler = 'linear' | 'log' | 'circular'

export const rulers: readonly Ruler[] = ['linear', 'log', 'circular']

/**
 * The distance of two values: |a − b| (linear), |ln a − ln b| (log, both > 0, else NaN; computed so that
 * large neighbours do not cancel), or the shorter way round (circular, in the unit of the period).
 */
export function rulerDistance(ruler: Ruler, period: number | null, a: number, b: number): number {
  switch (ruler) {
    case 'linear':
      return Math.abs(a - b)
    case 'log': {
      if (!(a > 0 && b > 0)) return Number.NaN
      const low = Math.min(a, b)
      return Math.log1p((Math.max(a, b) - low) / low)
    }
    case 'circular': {
      const apart = Math.abs(a - b) % (period as number)
      return Math.min(apart, (period as number) - apart)
    }
  }
}

const digits = 9

/**
 * Distances rounded to 9 significant digits, in place: as `roundSignificant` to the last places of a double, in a
 * fraction of the time.
 */
export function roundDistances(distances: Float64Array): Float64Array {
  for (let at = 0; at < distances.length; at++) {
    const distance = distances[at]
    // Whole numbers of so few digits are exact.
    if (distance < 10 ** digits && Number.isInteger(distance)) continue
    const power = digits - 1 - Math.floor(Math.log10(distance))
    if (power > 300) {
      // A power of ten so large is no double.
      distances[at] = roundSignificant(distance, digits)
      continue
    }
    const scale = 10 ** Math.abs(power)
    distances[at] = power >= 0 ? Math.round(distance * scale) / scale : Math.round(distance / scale) * scale
  }
  return distances
}

/** The distance in positions of items i and j of n: |i − j|, or the shorter way round on a circular ruler. */
export function lagOf(ruler: Ruler, n: number, i: number, j: number): number {
  const apart = Math.abs(i - j)
  return ruler === 'circular' ? Math.min(apart, n - apart) : apart
}

/**
 * The distances of all values from each other, n × n, rounded to 9 significant digits: what differs by less is equal.
 * O(n²).
 */
export function distanceMatrix(values: ArrayLike<number>, ruler: Ruler, period: number | null): Float64Array {
  const n = values.length
  const distances = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const distance = roundSignificant(rulerDistance(ruler, period, values[i], values[j]), digits)
      distances[i * n + j] = distance
      distances[j * n + i] = distance
    }
  }
  return distances
}
