import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lagOf, type Ruler, rulerDistance, rulers } from '../../src/series/ruler.ts'

describe('rulerDistance', () => {
  test.each<[Ruler, number | null, number, number, number]>([
    ['linear', null, 1, 4, 3],
    ['linear', null, -2, 2, 4],
    ['log', null, 1, Math.E, 1],
    ['log', null, 10, 1000, Math.log(100)],
    ['log', null, 0.001, 0.0001, Math.log(10)],
    ['circular', 1440, 0, 1439, 1],
    ['circular', 1440, 0, 720, 720],
    ['circular', 1440, 100, 900, 640],
    ['circular', 24, 1, 49, 0],
    ['circular', 24, -1, 1, 2],
  ])('on a %s ruler (period %s), from %d to %d, is %d', (ruler, period, a, b, distance) => {
    expect(rulerDistance(ruler, period, a, b)).toBeCloseTo(distance, 12)
  })

  test('is undefined on a log ruler for values that are not above 0', () => {
    for (const [a, b] of [
      [0, 1],
      [1, 0],
      [-1, 2],
      [-2, -1],
    ]) {
      expect(rulerDistance('log', null, a, b)).toBeNaN()
    }
  })

  test('does not cancel on a log ruler between large neighbours', () => {
    const large = 4_294_967_296
    const exact = 1 / large - 1 / (2 * large ** 2)
    expect(rulerDistance('log', null, large, large + 1) / exact).toBeCloseTo(1, 12)
  })

  test('is the same both ways, zero to itself and never negative', () => {
    const value = fc.double({ min: 1e-3, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(...rulers), value, value, (ruler, a, b) => {
        const distance = rulerDistance(ruler, 1440, a, b)
        expect(distance).toBeGreaterThanOrEqual(0)
        expect(rulerDistance(ruler, 1440, b, a)).toBe(distance)
        expect(rulerDistance(ruler, 1440, a, a)).toBe(0)
        if (ruler === 'circular') expect(distance).toBeLessThanOrEqual(720)
      }),
    )
  })
})

describe('lagOf', () => {
  test('counts positions, and the shorter way round on a circle', () => {
    expect(lagOf('linear', 100, 2, 27)).toBe(25)
    expect(lagOf('log', 100, 99, 0)).toBe(99)
    expect(lagOf('circular', 1440, 0, 1439)).toBe(1)
    expect(lagOf('circular', 1440, 0, 720)).toBe(720)
    expect(lagOf('circular', 5, 4, 1)).toBe(2)
  })
})
