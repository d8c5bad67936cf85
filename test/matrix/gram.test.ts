import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kernels, kernelText } from '../../scripts/kernels.ts'
import { seededRandom } from '../../src/base/random.ts'
import { cosineMatrix, cosinesBy } from '../../src/matrix/gram.ts'
import { plainKernel, vectorKernel } from '../../src/matrix/gram-kernel.ts'
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

/** Unit vectors and their products by plain loops: what every kernel must give to the last bit. */
function plainCosines(left: Vectors, right: Vectors): Float64Array {
  const [rows, columns] = [left, right].map(units)
  const { dimensions } = left
  const products = new Float64Array(left.count * right.count)
  for (let i = 0; i < left.count; i++) {
    for (let j = 0; j < right.count; j++) {
      let sum = 0
      for (let k = 0; k < dimensions; k++) sum += rows[i * dimensions + k] * columns[j * dimensions + k]
      products[i * right.count + j] = sum
    }
  }
  return products
}

function units({ count, dimensions, data }: Vectors): Float64Array {
  const unit = Float64Array.from(data)
  for (let row = 0; row < count; row++) {
    const vector = unit.subarray(row * dimensions, (row + 1) * dimensions)
    const length = Math.sqrt(vector.reduce((sum, part) => sum + part * part, 0))
    for (const [k, part] of vector.entries()) vector[k] = part / length
  }
  return unit
}

let known: ReturnType<typeof largeProducts> | undefined

/** Vectors of so many dimensions that 64 of them, or 104, are multiplied at once, and their products. */
function large() {
  known ??= largeProducts()
  return known
}

function largeProducts() {
  return [
    { count: 70, dimensions: 16_500 },
    { count: 110, dimensions: 10_000 },
  ].map(({ count, dimensions }) => {
    const left = vectors(count, dimensions, 3)
    const right = vectors(9, dimensions, 4)
    return { left, right, own: plainCosines(left, left), other: plainCosines(right, left) }
  })
}

function isSame(some: Float64Array, others: Float64Array): boolean {
  return some.length === others.length && some.every((value, at) => Object.is(value, others[at]))
}

describe.each([
  ['the kernel of WebAssembly', () => vectorKernel()!],
  ['the kernel of JavaScript', plainKernel],
])('%s', (_, make) => {
  const kernel = make()

  test('gives the bits of a plain loop, whatever the sizes', () => {
    const size = fc.integer({ min: 1, max: 150 })
    fc.assert(
      fc.property(
        size,
        size,
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (rows, columns, dimensions, seed) => {
          const left = vectors(rows, dimensions, seed)
          const right = vectors(columns, dimensions, seed + 1)
          const [a, b] = [rowsOf(left), rowsOf(right)]
          expect(cosinesBy(kernel, a, b)).toEqual(plainCosines(left, right))
          expect(cosinesBy(kernel, a, a)).toEqual(plainCosines(left, left))
        },
      ),
      { numRuns: 25 },
    )
  })

  test('gives them where there are too many numbers for its memory at once', () => {
    for (const { left, right, own, other } of large()) {
      const [a, b] = [rowsOf(left), rowsOf(right)]
      expect(isSame(cosinesBy(kernel, a, a), own)).toBe(true)
      expect(isSame(cosinesBy(kernel, b, a), other)).toBe(true)
    }
  })

  test('of no vectors, or of vectors without numbers, has no products', () => {
    expect(cosinesBy(kernel, [], [])).toEqual(new Float64Array())
    expect(cosinesBy(kernel, [], rowsOf(vectors(3, 4)))).toEqual(new Float64Array())
    expect(cosinesBy(kernel, rowsOf(vectors(3, 4)), [])).toEqual(new Float64Array())
  })
})

describe('the kernels in WebAssembly', () => {
  test.each(kernels)(
    '$target is what scripts/kernels.ts makes of $source; run "npm run kernels" after a change',
    async kernel => {
      expect(readFileSync(kernel.target, 'utf8')).toBe(await kernelText(kernel))
    },
  )

  test.each(kernels)(
    '$target does not depend on the machine: it has no relaxed instruction',
    ({ target }) => {
      const bytes = Buffer.from(/'(.+)'/.exec(readFileSync(target, 'utf8'))![1], 'base64')
      // Relaxed SIMD is the prefix 0xfd with opcodes from 0x100 on, in LEB128.
      const relaxed = [...bytes.keys()].filter(
        at => bytes[at] === 0xfd && bytes[at + 1] >= 0x80 && bytes[at + 2] >= 0x02,
      )
      expect(relaxed).toEqual([])
    },
  )
})
