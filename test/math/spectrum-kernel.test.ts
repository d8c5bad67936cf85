import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { logarithm } from '../../src/math/logarithm.ts'
import { harmonics } from '../../src/math/spectrum.ts'
import { plainSpectrum } from '../../src/math/spectrum-kernel.ts'
import { vectorSpectrum } from '../../src/math/vector-spectrum.ts'

const vectors = vectorSpectrum()!

/** The bits of numbers, but for the sign of 0. */
function bits(values: Float64Array): bigint[] {
  return [...new BigUint64Array(values.map(value => value + 0).buffer)]
}

describe('two series at a time', () => {
  test('give the bits of one after another, for any number of them, and leave the random source where they do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 7 }).chain(steps =>
          fc.record({
            amplitude: fc.array(fc.double({ min: 0, max: 3, noNaN: true }), {
              minLength: 2 ** steps,
              maxLength: 2 ** steps,
            }),
            n: fc.integer({ min: 1, max: 2 ** steps }),
            dimensions: fc.integer({ min: 1, max: 9 }),
            seed: fc.nat(),
          }),
        ),
        ({ amplitude, n, dimensions, seed }) => {
          const series = { amplitude: Float64Array.from(amplitude), n, dimensions }
          const [own, other, wrapped] = [1, 2, 3].map(() => seededRandom(seed, 'series'))
          const found = bits(plainSpectrum.autocorrelations(series, other))
          expect(bits(vectors.autocorrelations(series, own))).toEqual(found)
          // A source that has no state to take.
          expect(bits(vectors.autocorrelations(series, () => wrapped()))).toEqual(found)
          const next = other()
          expect([own(), wrapped()]).toEqual([next, next])
        },
      ),
      { numRuns: 150 },
    )
  })

  test('give them where a point is so close to the rim that its logarithm is almost 0', () => {
    const near = [Math.sqrt(1 - 2 ** -22), 2 ** -14, 0.5, 2 ** -30]
    let calls = 0
    const random = () => (calls++ % 2 === 0 ? (near[(calls >> 1) % near.length] + 1) / 2 : 0.5)
    const series = { amplitude: new Float64Array(16).fill(1), n: 8, dimensions: 3 }
    const found = vectors.autocorrelations(series, random)
    calls = 0
    expect(bits(found)).toEqual(bits(plainSpectrum.autocorrelations(series, random)))
  })
})

describe('eight curves at a time', () => {
  test('are explained to the bit as one after another, by one period and the next', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 40 }),
        fc.integer({ min: 1, max: 19 }),
        fc.array(fc.double({ min: 2, max: 30, noNaN: true }), { minLength: 1, maxLength: 3 }),
        fc.nat(),
        (size, count, periods, seed) => {
          const random = seededRandom(seed, 'curves')
          const curves = Array.from({ length: count }, () => Float64Array.from({ length: size }, random))
          const places = Float64Array.from({ length: size }, (_, at) => at + 1)
          const explainedBy = vectors.explainedOf(curves)
          const plainly = plainSpectrum.explainedOf(curves)
          for (const period of periods) {
            const fitted = harmonics(
              places,
              places.map(place => size + 1 - place),
              period,
            )
            expect(bits(explainedBy(fitted))).toEqual(bits(plainly(fitted)))
          }
        },
      ),
      { numRuns: 80 },
    )
  })
})

test('the logarithm is within one unit in the last place, close to 1 and far from it', () => {
  const powers = Array.from({ length: 400 }, (_, at) => 2 ** (at - 200))
  const random = seededRandom(1, 'logarithm')
  const near = [0, 1, -1, 3, -5].map(step => 1 + step * 2 ** -50)
  const values = [...powers, ...near, ...powers.map(power => power * (1 + random()))]
  for (const value of values) {
    const wanted = Math.log(value)
    expect(Math.abs(logarithm(value) - wanted)).toBeLessThanOrEqual(Math.abs(wanted) * 2 ** -52)
  }
})
