import { describe, expect, test } from 'vitest'
import { measureZero } from '../../src/measures/score.ts'
import { scoreZero, zeroLinearity, zeroOrder } from '../../src/measures/zero.ts'

const values = [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]
const straight = values.map(value => 1 - Math.abs(value) / 10)
const curved = values.map(value => 1 / (1 + Math.abs(value)))
const shaken = values.map((value, at) => 1 - Math.abs(value) / 10 + 0.3 * Math.sin(7 * at))

describe('the zero experiment', () => {
  test('is 1, surely, where similarity to zero falls in a straight line with the size of the number', () => {
    for (const measure of [zeroOrder, zeroLinearity]) {
      const { value, interval } = scoreZero(measure, straight, values, 1)
      expect(value).toBeCloseTo(1, 12)
      expect(interval![0]).toBeCloseTo(1, 9)
      expect(interval![1]).toBeCloseTo(1, 9)
      const rising = scoreZero(
        measure,
        straight.map(score => -score),
        values,
        1,
      )
      expect(rising.value).toBeCloseTo(-1, 12)
    }
  })

  test('is of the order alone where the fall is bent', () => {
    expect(scoreZero(zeroOrder, curved, values, 1).value).toBeCloseTo(1, 12)
    // R² of the line through 1/(1 + size) at the sizes 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, by hand.
    const points = values.filter(value => value !== 0).map(Math.abs)
    const mean = (of: (x: number) => number) => points.reduce((sum, x) => sum + of(x), 0) / points.length
    const y = (x: number) => 1 / (1 + x)
    const covariance = mean(x => x * y(x)) - mean(x => x) * mean(y)
    const wanted =
      covariance ** 2 / ((mean(x => x * x) - mean(x => x) ** 2) * (mean(x => y(x) ** 2) - mean(y) ** 2))
    expect(scoreZero(zeroLinearity, curved, values, 1).value).toBeCloseTo(wanted, 12)
    expect(wanted).toBeLessThan(0.95)
  })

  test('does not look at zero itself', () => {
    const other = shaken.map((score, at) => (values[at] === 0 ? -100 : score))
    for (const measure of [zeroOrder, zeroLinearity])
      expect(scoreZero(measure, other, values, 1)).toEqual(scoreZero(measure, shaken, values, 1))
  })

  test('takes what differs beyond the sixth digit for a tie', () => {
    const near = straight.map((score, at) => (score === 0.9 ? 0.9 + at * 1e-9 : score))
    expect(scoreZero(zeroOrder, near, values, 1).value).toBeCloseTo(1, 12)
  })

  test('is the same in any unit of the similarities, and in its order whatever is added to them', () => {
    for (const unit of [1e-300, 1e-170, 1e170, 1e300])
      for (const measure of [zeroOrder, zeroLinearity]) {
        const found = scoreZero(
          measure,
          shaken.map(score => score * unit),
          values,
          1,
        )
        expect(found.value).toBeCloseTo(scoreZero(measure, shaken, values, 1).value, 9)
      }
    const added = shaken.map(score => score + 1e7)
    expect(scoreZero(zeroOrder, added, values, 1).value).toBeCloseTo(
      scoreZero(zeroOrder, shaken, values, 1).value,
      12,
    )
  })

  test('has an interval that holds its value and is drawn from the seed', () => {
    for (const measure of [zeroOrder, zeroLinearity]) {
      const { value, interval } = scoreZero(measure, shaken, values, 1)
      expect(interval![0]).toBeLessThan(value)
      expect(interval![1]).toBeGreaterThan(value)
      expect(scoreZero(measure, shaken, values, 1).interval).toEqual(interval)
      expect(scoreZero(measure, shaken, values, 2).interval).not.toEqual(interval)
    }
  })

  test('weighs each number as often as it was drawn', () => {
    const drawn = [0, 0, 1, 3, 3, 3, 5]
    const of = (places: readonly number[]) => ({
      scores: Float64Array.from(places, place => shaken[place]),
      sizes: Float64Array.from(places, place => Math.abs(values[place])),
    })
    const weights = values.map((_, at) => drawn.filter(place => place === at).length)
    const all = of(values.map((_, at) => at))
    for (const measure of [zeroOrder, zeroLinearity])
      expect(measure.weighted(all)(weights)).toBeCloseTo(measure.compute(of(drawn)), 9)
  })

  test('is undefined, with a reason, where all similarities to zero are equal', () => {
    for (const measure of [zeroOrder, zeroLinearity])
      expect(scoreZero(measure, new Float64Array(12).fill(0.3), values, 1)).toEqual({
        value: Number.NaN,
        reason: 'All similarities to zero are equal.',
      })
  })

  test('is told in both measures, with their chance of 0 and their intervals', () => {
    expect(measureZero(shaken, values, 1)).toEqual(
      [zeroOrder, zeroLinearity].map(measure => ({
        id: measure.id,
        chance: 0,
        ...scoreZero(measure, shaken, values, 1),
      })),
    )
    expect(measureZero(new Float64Array(12), values, 1)[0]).toEqual({
      id: 'zero-order',
      value: null,
      interval: null,
      chance: 0,
      reason: 'All similarities to zero are equal.',
    })
  })
})
