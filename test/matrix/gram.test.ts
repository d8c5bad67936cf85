import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { rowsOf, type Vectors } from '../../src/models/embedder.ts'

function vectors(count: number, dimensions: number, seed = 1): Vectors {
  const draw = seededRandom(seed, 'vectors')
  return { count, dimensions, data: Float32Array.from({ length: count * dimensions }, () => draw() - 0.5) }
}

function slowCosine(a: Vectors, i: number, b: Vectors, j: number): number {
  let dot = 0
  let left = 0
  let right = 0
  for (let k = 0; k < a.dimensions; k++) {
    const x = a.data[i * a.dimensions + k]
    const y = b.data[j * b.dimensions + k]
    dot += x * y
    left += x * x
    right += y * y
  }
  return dot / Math.sqrt(left * right)
}

describe('cosineMatrix', () => {
  test.each([
    [1, 1, 1],
    [2, 3, 5],
    [16, 16, 8],
    [17, 33, 7],
    [31, 15, 64],
    [50, 49, 3],
  ])('of %i and %i vectors of %i dimensions has every cosine', (rows, columns, dimensions) => {
    const left = vectors(rows, dimensions, 1)
    const right = vectors(columns, dimensions, 2)
    const cosines = cosineMatrix(rowsOf(left), rowsOf(right))
    expect(cosines.length).toBe(rows * columns)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        expect(cosines[i * columns + j]).toBeCloseTo(slowCosine(left, i, right, j), 12)
  })

  test.each([1, 2, 15, 16, 17, 40])(
    'of %i vectors with themselves is exactly symmetric, with 1 on the diagonal',
    n => {
      const own = vectors(n, 12)
      const rows = rowsOf(own)
      const cosines = cosineMatrix(rows, rows)
      for (let i = 0; i < n; i++) {
        expect(cosines[i * n + i]).toBeCloseTo(1, 12)
        for (let j = 0; j < n; j++) {
          expect(cosines[i * n + j]).toBe(cosines[j * n + i])
          expect(cosines[i * n + j]).toBeCloseTo(slowCosine(own, i, own, j), 12)
        }
      }
    },
  )

  test('of doubles does not care how long a vector is, from the smallest to the largest', () => {
    const { count, dimensions, data } = vectors(5, 6)
    const one = { count, dimensions, data: Float64Array.from(data) }
    const rows = rowsOf(one)
    const wanted = cosineMatrix(rows, rows)
    for (const scale of [1e-307, 1e-200, 1e-160, 1e160, 1e200, 1e307]) {
      const scaled = rowsOf({ ...one, data: one.data.map(value => value * scale) })
      for (const [at, cosine] of cosineMatrix(scaled, scaled).entries())
        expect(cosine).toBeCloseTo(wanted[at], 12)
      for (const [at, cosine] of cosineMatrix(rows, scaled).entries())
        expect(cosine).toBeCloseTo(wanted[at], 12)
    }
  })

  test('takes the smallest numbers that there are', () => {
    const least = rowsOf({
      count: 3,
      dimensions: 2,
      data: Float64Array.of(5e-324, 0, 0, 5e-324, 5e-324, 5e-324),
    })
    const half = Math.SQRT1_2
    expect(Array.from(cosineMatrix(least, least), value => value.toFixed(12))).toEqual(
      [1, 0, half, 0, 1, half, half, half, 1].map(value => value.toFixed(12)),
    )
    const single = rowsOf({ count: 2, dimensions: 2, data: Float32Array.of(1.4e-45, 0, 1.4e-45, 1.4e-45) })
    expect(cosineMatrix(single, single)[1]).toBeCloseTo(half, 12)
  })

  test('does not care how long a vector is, from the smallest to the largest', () => {
    const one = vectors(5, 6)
    for (const scale of [1e-18, 1, 1e18]) {
      const scaled = { ...one, data: one.data.map(value => value * scale) }
      for (const [at, cosine] of cosineMatrix(rowsOf(one), rowsOf(scaled)).entries())
        expect(cosine).toBeCloseTo(cosineMatrix(rowsOf(one), rowsOf(one))[at], 6)
    }
  })
})
