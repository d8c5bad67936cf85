import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { percentileInterval, resampleHalves, resampleItems, resamplesFor } from '../../src/math/bootstrap.ts'
import { isConstant, pearson, spearman } from '../../src/math/correlation.ts'
import { fitLine } from '../../src/math/line.ts'
import { deviation, mean, quantile, weightedMean } from '../../src/math/quantile.ts'
import { averageRanks, denseRanks } from '../../src/math/rank.ts'
import { roundSignificant } from '../../src/math/round.ts'

const numbers = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 30 })

describe('averageRanks', () => {
  test('lets equal values share the mean of their ranks', () =>
    expect([...averageRanks([10, 20, 10, 5, 20, 20])]).toEqual([2.5, 5, 2.5, 1, 5, 5]))

  test('gives each value one more than are below it, plus half of those that tie with it', () => {
    fc.assert(
      fc.property(numbers, values => {
        const slow = values.map(value => {
          const below = values.filter(other => other < value).length
          const equal = values.filter(other => other === value).length
          return below + (equal + 1) / 2
        })
        expect([...averageRanks(values)]).toEqual(slow)
      }),
    )
  })
})

test('denseRanks numbers the distinct values from 0', () => {
  const { ranks, levels } = denseRanks([3, 1, 3, 2])
  expect([[...ranks], levels]).toEqual([[2, 0, 2, 1], 3])
})

describe('spearman', () => {
  // scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]).statistic, and with ties on both sides
  test.each([
    [[1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.8207826816681233],
    [[1, 1, 2, 3, 3, 4], [2, 1, 1, 5, 4, 4], 0.7272727272727272],
  ])('of %j and %j is that of SciPy', (x, y, expected) => expect(spearman(x, y)).toBeCloseTo(expected, 12))

  test('is 1 for any growing function of the values and −1 for any falling one', () => {
    expect(spearman([1, 2, 3, 10], [1, 8, 27, 1000])).toBe(1)
    expect(spearman([1, 2, 3, 10], [0, -1, -2, -900])).toBe(-1)
  })

  test('is not a number where a side is constant', () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNaN()
    expect(pearson([1, 2, 3], [4, 4, 4])).toBeNaN()
    expect(isConstant([2, 2])).toBe(true)
    expect(isConstant([2, 2.0000001])).toBe(false)
  })

  test('stays in [−1, 1] and does not care which side is which', () => {
    fc.assert(
      fc.property(numbers, fc.integer(), (values, from) => {
        const other = values.map((value, at) => Math.round(4 * Math.sin(value + at + from)))
        const forth = spearman(values, other)
        if (Number.isNaN(forth)) return
        expect(Math.abs(forth)).toBeLessThanOrEqual(1)
        expect(spearman(other, values)).toBeCloseTo(forth, 12)
      }),
    )
  })
})

describe('quantile', () => {
  // numpy.quantile, its default
  test.each([
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.1, 1.3],
    [[1, 2, 3, 4], 1, 4],
    [[7], 0.9, 7],
  ])('of %j at %d is %d', (values, probability, expected) =>
    expect(quantile(values, probability)).toBeCloseTo(expected, 12),
  )

  test('of nothing is not a number, and neither is the mean', () => {
    expect(quantile([], 0.5)).toBeNaN()
    expect(mean([])).toBeNaN()
  })
})

describe('mean and deviation', () => {
  // numpy.std of the same: 2.0
  test('are those of all values, as of a population', () => {
    expect(mean([2, 4, 4, 4, 5, 5, 7, 9])).toBe(5)
    expect(deviation([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2)
    expect(deviation([3])).toBe(0)
    expect(deviation([])).toBeNaN()
  })

  test('weigh each value, and leave out what is not a number or weighs nothing', () => {
    expect(weightedMean([1, 4], [3, 1])).toBe(1.75)
    expect(weightedMean([1, Number.NaN, 4], [1, 5, 1])).toBe(2.5)
    expect(weightedMean([1, Number.NaN], [2, 0])).toBe(1)
    expect(weightedMean([1, 2], [0, 0])).toBeNaN()
    expect(weightedMean([Number.NaN], [1])).toBeNaN()
  })
})

describe('fitLine', () => {
  test('finds the line that the points lie on', () => {
    const { slope, intercept, rSquared, residual } = fitLine([1, 2, 3], [5, 7, 9])
    expect([slope, intercept, rSquared, residual]).toEqual([2, 3, 1, 0])
  })

  test('lets a point of weight 2 count as two points', () => {
    const weighted = fitLine([0, 1, 2], [0, 3, 1], [1, 2, 1])
    const copied = fitLine([0, 1, 1, 2], [0, 3, 3, 1])
    expect(weighted.slope).toBeCloseTo(copied.slope, 12)
    expect(weighted.rSquared).toBeCloseTo(copied.rSquared, 12)
  })

  test('tells what it leaves, as a sum of squares and as a share', () => {
    // numpy.polyfit([0, 1, 2, 3], [1, 0, 3, 2], 1): slope 0.6, intercept 0.6
    const { slope, intercept, rSquared, residual } = fitLine([0, 1, 2, 3], [1, 0, 3, 2])
    expect([slope, intercept, rSquared, residual].map(each => Number(each.toFixed(12)))).toEqual([
      0.6, 0.6, 0.36, 3.2,
    ])
  })

  test('has no slope over one x, and explains nothing of a constant', () => {
    expect(fitLine([1, 1], [1, 2]).slope).toBeNaN()
    expect(fitLine([1, 2], [1, 1]).rSquared).toBeNaN()
  })
})

describe('the bootstrap over items', () => {
  test('draws n items in each resample, the same for the same seed and others for another', () => {
    const draw = (seed: number) => resampleItems(20, 50, seededRandom(seed, 'bootstrap', 'integers'))
    const weights = draw(1)
    for (let resample = 0; resample < 50; resample++)
      expect(weights.subarray(resample * 20, resample * 20 + 20).reduce((sum, count) => sum + count)).toBe(20)
    expect(draw(1)).toEqual(weights)
    expect(draw(2)).not.toEqual(weights)
  })

  test('draws each item equally often in the long run', () => {
    const weights = resampleItems(10, 20_000, seededRandom(3, 'bootstrap'))
    for (let item = 0; item < 10; item++) {
      let drawn = 0
      for (let resample = 0; resample < 20_000; resample++) drawn += weights[resample * 10 + item]
      expect(Math.abs(drawn / 20_000 - 1)).toBeLessThan(0.03)
    }
  })

  test('draws 1,000 times up to 200 items, then 200 times', () =>
    expect([3, 200, 201, 5000].map(resamplesFor)).toEqual([1000, 1000, 200, 200]))

  test('of halves holds ⌊n / 2⌋ different items in each, and each item equally often', () => {
    const [n, halves] = [9, 9000]
    const members = resampleHalves(n, halves, seededRandom(1, 'halves'))
    expect(members).toHaveLength(n * halves)
    const drawn = new Float64Array(n)
    for (let half = 0; half < halves; half++) {
      const row = members.subarray(half * n, (half + 1) * n)
      expect([...row].filter(member => member === 1)).toHaveLength(4)
      expect([...row].filter(member => member === 0)).toHaveLength(5)
      for (let item = 0; item < n; item++) drawn[item] += row[item]
    }
    for (const count of drawn) expect(Math.abs(count / halves - 4 / 9)).toBeLessThan(0.03)
  })

  test('counts a resample without a value as lying beyond both ends', () => {
    const values = Array.from({ length: 201 }, (_, at) => at)
    const [low, high] = percentileInterval([...values.slice(0, 199), Number.NaN, Number.NaN])!
    // Of 199 values from 0 to 198, the ends leave out 5 − 2 on each side.
    expect(low).toBeCloseTo(3, 9)
    expect(high).toBeCloseTo(195, 9)
    expect(percentileInterval([...values.slice(0, 195), ...new Array(6).fill(Number.NaN)])).toBeNull()
    expect(percentileInterval([4])).toEqual([4, 4])
    const [quarter, rest] = percentileInterval([0, 1, 2, 3, 4], 0.5)!
    expect([quarter, rest]).toEqual([1, 3])
  })

  test('has the 2.5 % and the 97.5 % point as its interval, and none where a resample is undefined', () => {
    const [low, high] = percentileInterval(Array.from({ length: 201 }, (_, at) => at))!
    expect(low).toBeCloseTo(5, 12)
    expect(high).toBeCloseTo(195, 12)
    expect(percentileInterval([1, Number.NaN])).toBeNull()
    expect(percentileInterval([])).toBeNull()
  })
})

test('roundSignificant keeps digits, not decimals', () => {
  expect(roundSignificant(4294967296.123456, 9)).toBe(4294967300)
  expect(roundSignificant(0.00012345678, 6)).toBe(0.000123457)
  expect(roundSignificant(-0.1 - 0.2, 6)).toBe(-0.3)
  expect(roundSignificant(0, 6)).toBe(0)
  expect(roundSignificant(Number.NaN, 6)).toBeNaN()
})
