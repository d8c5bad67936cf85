import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scoreBytes, scoresOf, vectorBytes, vectorOf } from '../../../src/models/decorators/answer-bytes.ts'

/** The same bytes at an odd place of a larger buffer, as a database may give them. */
function unaligned(bytes: Uint8Array): Uint8Array {
  const buffer = new Uint8Array(bytes.length + 5).fill(255)
  buffer.set(bytes, 3)
  return buffer.subarray(3, 3 + bytes.length)
}

const vectors = fc
  .float32Array({ minLength: 1, noNaN: true, noDefaultInfinity: true })
  .filter(vector => vector.some(value => value !== 0))

describe('bytes of answers', () => {
  test('give back every vector bit by bit, wherever they lie in memory', () => {
    fc.assert(
      fc.property(vectors, vector => {
        const bytes = unaligned(vectorBytes(vector))
        expect(vectorOf(bytes, vector.length)).toEqual(vector)
        expect(vectorOf(bytes, null)).toEqual(vector)
      }),
    )
  })

  test('give back every score bit by bit, wherever they lie in memory', () => {
    fc.assert(
      fc.property(fc.float64Array({ noNaN: true, noDefaultInfinity: true }), scores => {
        expect(scoresOf(unaligned(scoreBytes(scores)), scores.length)).toEqual(scores)
      }),
    )
  })

  test('are no vector and no scores when they are too few, too many or cut', () => {
    const vector = vectorBytes(Float32Array.of(1, 2))
    for (const dimensions of [1, 3]) expect(vectorOf(vector, dimensions)).toBeUndefined()
    expect(vectorOf(vector.subarray(1), null)).toBeUndefined()
    expect(vectorOf(new Uint8Array(), null)).toBeUndefined()
    const scores = scoreBytes(Float64Array.of(1, 2))
    for (const count of [0, 1, 3]) expect(scoresOf(scores, count)).toBeUndefined()
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'are no vector and no scores where one number is %d, at whatever place',
    value => {
      fc.assert(
        fc.property(vectors, fc.nat(), (vector, at) => {
          vector[at % vector.length] = value
          expect(vectorOf(vectorBytes(vector), null)).toBeUndefined()
          expect(scoresOf(scoreBytes(Float64Array.from(vector)), vector.length)).toBeUndefined()
        }),
      )
    },
  )

  test('are no vector where all numbers are zero, which no adapter lets pass', () => {
    expect(vectorOf(vectorBytes(Float32Array.of(0, -0, 0)), 3)).toBeUndefined()
    expect(vectorOf(vectorBytes(Float32Array.of(0, 1e-45, 0)), 3)).toBeDefined()
  })
})
