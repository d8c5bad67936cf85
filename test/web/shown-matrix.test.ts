import { expect, test } from 'vitest'
import { centred } from '../../web/sections/series/shown-matrix.ts'

test('centred similarities have no row, no column and no mean of their own', () => {
  const n = 4
  const data = Float64Array.from({ length: n * n }, (_, at) => Math.sin(at) + (at % n) + Math.floor(at / n))
  const left = centred(data, n)
  for (let i = 0; i < n; i++) {
    const row = left.subarray(i * n, i * n + n).reduce((sum, value) => sum + value)
    const column = [0, 1, 2, 3].reduce((sum, j) => sum + left[j * n + i], 0)
    expect(row).toBeCloseTo(0, 12)
    expect(column).toBeCloseTo(0, 12)
  }
})
