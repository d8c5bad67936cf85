import { describe, expect, test } from 'vitest'
import { asymmetry } from '../../src/measures/asymmetry.ts'
import { drawsOn } from '../../src/measures/draw.ts'
import { asymmetricNoise, counted, noise, scoredFrom } from '../fixtures/matrices.ts'

describe('asymmetry', () => {
  test('is the odd part over the even part, of which the mean is taken off', () => {
    // Sums of both directions 6, 8, 10 about their mean of 8, differences 2, 0, −4; the diagonal says nothing.
    const data = Float64Array.of(9, 4, 4, 2, -9, 3, 4, 7, 50)
    const { value } = asymmetry.compute(scoredFrom(counted(3), data, false))
    expect(value).toBeCloseTo(Math.sqrt((4 + 0 + 16) / (4 + 0 + 4)), 12)
  })

  test('under the weights of a draw is that of the documents drawn, as often as they were', () => {
    const scored = asymmetricNoise(counted(6))
    const { raw } = scored
    const under = (weights: number[]) => asymmetry.weighted!(scored)(drawsOn(scored)(weights))
    const first = Float64Array.from({ length: 16 }, (_, at) => raw[Math.floor(at / 4) * 6 + (at % 4)])
    const four = asymmetry.compute(scoredFrom(counted(4), first, false)).value
    expect(under([1, 1, 1, 1, 0, 0])).toBeCloseTo(four, 12)
    expect(under([2, 2, 2, 2, 0, 0])).toBeCloseTo(four, 12)
    // By hand: what each pair of documents counts is the product of their weights.
    const weights = [3, 0, 1, 2, 0, 1]
    const pairs = weights.flatMap((weight, i) =>
      weights.slice(0, i).map((other, j) => ({
        weight: weight * other,
        odd: raw[i * 6 + j] - raw[j * 6 + i],
        even: raw[i * 6 + j] + raw[j * 6 + i],
      })),
    )
    const sum = (of: (pair: (typeof pairs)[number]) => number) =>
      pairs.reduce((total, pair) => total + pair.weight * of(pair), 0)
    const mean = sum(({ even }) => even) / sum(() => 1)
    const wanted = Math.sqrt(sum(({ odd }) => odd ** 2) / sum(({ even }) => (even - mean) ** 2))
    expect(under(weights)).toBeCloseTo(wanted, 12)
  })

  test('is 0 under every draw where the matrix is symmetric', () => {
    const scored = noise(counted(4))
    expect(asymmetry.weighted!(scored)(drawsOn(scored)([1, 0, 2, 1]))).toBe(0)
  })

  test('is undefined, with a reason, where all similarities are equal', () => {
    expect(asymmetry.compute(scoredFrom(counted(3), new Float64Array(9).fill(0.5), false))).toEqual({
      value: Number.NaN,
      reason: 'All similarities are equal.',
    })
    const opposed = Float64Array.of(0, 1, 1, -1, 0, 1, -1, -1, 0)
    expect(asymmetry.compute(scoredFrom(counted(3), opposed, false)).value).toBeNaN()
  })
})
