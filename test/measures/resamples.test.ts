import { describe, expect, test } from 'vitest'
import { firstOf, resamplesOf } from '../../src/measures/resamples.ts'

const n = 7
const all = resamplesOf('made-up', n, 1)
const sums = (draws: Uint16Array) =>
  Array.from({ length: draws.length / n }, (_, at) =>
    draws.subarray(at * n, (at + 1) * n).reduce((sum, times) => sum + times, 0),
  )

describe('resamples', () => {
  test('draw as many documents as there are, halves of them once each, and all but a tenth', () => {
    expect(all.count).toBe(1000)
    expect(sums(all.items)).toEqual(new Array(1000).fill(n))
    expect(sums(all.halves)).toEqual(new Array(1000).fill(3))
    expect(Math.max(...all.halves)).toBe(1)
    expect(sums(all.tenths)).toEqual(new Array(1000).fill(6))
    expect(Math.max(...all.tenths)).toBe(1)
    expect(Math.max(...all.items)).toBeGreaterThan(1)
  })

  test('depend on the series and on the seed', () => {
    expect(resamplesOf('made-up', n, 1)).toEqual(all)
    for (const other of [resamplesOf('other', n, 1), resamplesOf('made-up', n, 2)]) {
      expect(other.items).not.toEqual(all.items)
      expect(other.halves).not.toEqual(all.halves)
      expect(other.tenths).not.toEqual(all.tenths)
    }
  })

  test('begin with the same draws where fewer are taken', () => {
    const few = firstOf(all, 30)
    expect(few).toEqual({
      n,
      count: 30,
      items: all.items.slice(0, 30 * n),
      halves: all.halves.slice(0, 30 * n),
      tenths: all.tenths.slice(0, 30 * n),
    })
    expect(firstOf(few, 200)).toEqual(few)
  })
})
