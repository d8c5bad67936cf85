import { describe, expect, test } from 'vitest'
import { harmonicsOf } from '../../src/math/spectrum.ts'
import {
  fundamentalOf,
  judgeable,
  knownAs,
  periodGrid,
  resolutionAt,
} from '../../src/measures/period-grid.ts'
import type { KnownPeriod } from '../../src/series/periods.ts'

const named = (...periods: readonly number[]): KnownPeriod[] =>
  periods.map(period => ({ period, name: `every ${period}` }))

describe('judgeable', () => {
  test('takes the periods of which the lags hold one and a half cycles, and no longer ones', () => {
    expect(judgeable(named(5, 10, 60, 100), 90)).toEqual(named(5, 10, 60))
    expect(judgeable(named(5, 10, 60, 100), 89)).toEqual(named(5, 10))
  })
})

describe('resolutionAt', () => {
  test.each([
    [10, 99],
    [30.5, 365],
    [60, 1439],
    [3, 40],
  ])('of %d places over %d lags shifts the highest harmonic by one cycle', (period, longest) => {
    const cycles = (each: number) => (harmonicsOf(period) * longest) / each
    const slope = (cycles(period - 1e-4) - cycles(period + 1e-4)) / 2e-4
    expect(slope * resolutionAt(period, longest)).toBeCloseTo(1, 6)
  })
})

describe('periodGrid', () => {
  test('holds every whole period from 2 of which a short series has three cycles', () => {
    expect([...periodGrid(30, [])]).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect([...periodGrid(29, [])]).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('holds the known periods among them, in order and once', () => {
    expect([...periodGrid(15, named(10, 2.5, 4))]).toEqual([2, 2.5, 3, 4, 5, 10])
  })

  test('leaves out of the long periods only what cannot be told from the one before', () => {
    const longest = 600
    const grid = [...periodGrid(longest, [])]
    expect(grid.length).toBeLessThan(longest / 3 - 1)
    expect(grid[grid.length - 1]).toBeGreaterThan(longest / 3 - resolutionAt(longest / 3, longest))
    for (let at = 1; at < grid.length; at++) {
      const [before, period] = [grid[at - 1], grid[at]]
      expect(period - before === 1 || period - before <= resolutionAt(before, longest), `${period}`).toBe(
        true,
      )
      // One more place would be too far.
      expect(period + 1 - before, `${period}`).toBeGreaterThan(resolutionAt(before, longest))
    }
  })
})

describe('knownAs', () => {
  // Four harmonics of 10 over 25 lags: 10² / (4 · 25) = 1.
  test('reaches as far as two periods cannot be told apart, and no farther', () => {
    expect(knownAs(10, named(11), 25)).toEqual(named(11)[0])
    expect(knownAs(10, named(9), 25)).toEqual(named(9)[0])
    expect(knownAs(10, named(11.01), 25)).toBeNull()
    expect(knownAs(10, named(8.99), 25)).toBeNull()
    expect(knownAs(10, [], 25)).toBeNull()
  })

  test('takes the nearest, wherever it stands, and of two as near the first', () => {
    expect(knownAs(10, named(9.2, 10.5), 25)?.period).toBe(10.5)
    expect(knownAs(10, named(9.8, 10.5), 25)?.period).toBe(9.8)
    expect(knownAs(10, named(9.5, 10.5), 25)?.period).toBe(9.5)
  })
})

describe('fundamentalOf', () => {
  test.each([
    [5, 10],
    [30, 60],
    [20, 60],
    [15, 60],
    [12, 60],
    [10, 60],
  ])('of %d is %d', (period, fundamental) => {
    expect(fundamentalOf(period, named(fundamental), 1439)?.period).toBe(fundamental)
  })

  test('is not a period itself, nor a shorter one, nor one of more than six times its length', () => {
    expect(fundamentalOf(10, named(10), 99)).toBeNull()
    expect(fundamentalOf(10.1, named(10), 99)).toBeNull()
    expect(fundamentalOf(10, named(5, 2), 99)).toBeNull()
    expect(fundamentalOf(10, named(70), 1439)).toBeNull()
  })

  test('is the shortest of the known ones', () => {
    expect(fundamentalOf(5, named(2, 10, 20), 99)?.period).toBe(10)
  })

  // Half a cycle of 10 over 50 lags: 10² / (2 · 50) = 1 place.
  test.each([
    [22, true],
    [22.2, false],
    [18, true],
    [17.8, false],
  ])('of 10 over 50 lags is %d or not: %s', (fundamental, is) => {
    expect(fundamentalOf(10, named(fundamental), 50) !== null).toBe(is)
  })
})
