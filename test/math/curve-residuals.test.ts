import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { type PlacedValues, plainResiduals, vectorResiduals } from '../../src/math/curve-residuals.ts'
import { fitLine } from '../../src/math/line.ts'

/** `length` of the places of curves `whole` long, with values and weights. */
function placedValues(length: number, whole: number, seed: number): PlacedValues {
  const random = seededRandom(seed, 'placed')
  const places = Uint32Array.from({ length }, (_, at) => Math.floor((at * whole) / length))
  return { values: Float64Array.from(places, random), weights: Float64Array.from(places, random), places }
}

function curvesOf(count: number, whole: number, seed: number): Float64Array[] {
  const random = seededRandom(seed, 'curves')
  return Array.from({ length: count }, (_, curve) =>
    // The first is constant: no line through it explains anything.
    Float64Array.from({ length: whole }, () => (curve === 0 ? 0.3 : random())),
  )
}

describe('four curves at a time', () => {
  const vectors = vectorResiduals()!

  test('leave the bits that one after another leaves, for any number of curves, places and values', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }),
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(),
        (count, whole, share, seed) => {
          const placed = placedValues(Math.max(1, Math.round(share * whole)), whole, seed)
          const curves = curvesOf(count, whole, seed)
          expect(vectors(placed, curves)).toEqual(plainResiduals(placed, curves))
        },
      ),
      { numRuns: 200 },
    )
  })

  test('leave them again for curves that were taken before, and for more than the memory keeps', () => {
    const families = Array.from({ length: 9 }, (_, seed) => curvesOf(61 + seed, 1000 * (seed + 1), seed))
    for (const curves of [...families, ...families.toReversed()]) {
      const placed = placedValues(50, curves[0].length, 7)
      expect(vectors(placed, curves)).toEqual(plainResiduals(placed, curves))
    }
  })
})

test('what a curve leaves is what a line through it leaves, and all where it is constant', () => {
  const placed = placedValues(30, 30, 1)
  const [constant, ...curves] = curvesOf(4, 30, 1)
  const [whole, ...found] = plainResiduals(placed, [constant, ...curves])
  for (const [at, curve] of curves.entries())
    expect(found[at]).toBeCloseTo(fitLine(curve, placed.values, placed.weights).residual, 10)
  expect(Math.max(...found)).toBeLessThan(whole)
})
