import { describe, expect, test } from 'vitest'
import { randomInteger, seededRandom, standardNormal } from '../../src/base/random.ts'

const drawn = (count: number, ...use: Parameters<typeof seededRandom>) => {
  const random = seededRandom(...use)
  return Array.from({ length: count }, random)
}

describe('seededRandom', () => {
  test('gives these numbers for ever: runs of old are repeated by them', () => {
    expect(drawn(3, 1, 'bootstrap', 'integers')).toEqual([
      0.8232589387334883, 0.5337802981957793, 0.5522246775217354,
    ])
  })

  test('gives the same stream for the same seed and use, another for any other', () => {
    const streams = [
      drawn(4, 1),
      drawn(4, 2),
      drawn(4, -1),
      drawn(4, 1, ''),
      drawn(4, 1, 'a'),
      drawn(4, 1, 'a', 'b'),
      drawn(4, 1, 'ab'),
      drawn(4, 1, 'b', 'a'),
    ]
    expect(drawn(4, 1, 'a', 'b')).toEqual(streams[5])
    expect(new Set(streams.map(String)).size).toBe(streams.length)
  })

  test('gives numbers from 0 to below 1, spread evenly', () => {
    const numbers = drawn(20_000, 7, 'spread')
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...numbers)).toBeLessThan(1)
    const tenths = new Array<number>(10).fill(0)
    for (const number of numbers) tenths[Math.floor(number * 10)]++
    const chiSquare = tenths.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)
    // 99.9 % of fair streams are below this, with nine degrees of freedom.
    expect(chiSquare).toBeLessThan(27.9)
  })

  test('gives streams of neighbouring seeds that have nothing in common', () => {
    const [one, next] = [drawn(5000, 1), drawn(5000, 2)]
    const covariance = one.reduce((sum, value, index) => sum + (value - 0.5) * (next[index] - 0.5), 0) / 5000
    expect(Math.abs(covariance * 12)).toBeLessThan(0.05)
  })
})

describe('randomInteger', () => {
  test('gives each whole number below the bound, and no other', () => {
    const random = seededRandom(1, 'dice')
    const rolled = new Set(Array.from({ length: 500 }, () => randomInteger(random, 6)))
    expect([...rolled].toSorted()).toEqual([0, 1, 2, 3, 4, 5])
  })
})

describe('standardNormal', () => {
  test('gives numbers with mean 0 and variance 1, of which one in twenty lies beyond 1.96', () => {
    const random = seededRandom(1, 'normal')
    const numbers = Array.from({ length: 20_000 }, () => standardNormal(random))
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
    expect(Math.abs(mean)).toBeLessThan(0.03)
    const variance = numbers.reduce((sum, value) => sum + value ** 2, 0) / numbers.length
    expect(Math.abs(variance - 1)).toBeLessThan(0.05)
    const beyond = numbers.filter(value => Math.abs(value) > 1.959964).length / numbers.length
    expect(Math.abs(beyond - 0.05)).toBeLessThan(0.008)
  })
})
