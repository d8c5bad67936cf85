import { describe, expect, test } from 'vitest'
import { lagAxis, rulerAxis, seriesAxis } from '../../src/plots/lag-axis.ts'
import { lagMeans } from '../../src/plots/lag-mean.ts'
import { noise, placed } from '../fixtures/matrices.ts'

describe('the axis of a caret', () => {
  test('has positions at first: i − j, for every pair', () => {
    expect([...lagAxis(3, 'en').x]).toEqual([0, -1, -2, 1, 0, -1, 2, 1, 0])
  })

  test('can have differences of the values, or ratios', () => {
    const values = [1, 10, 1000]
    expect([...rulerAxis({ values, ruler: 'linear', period: null }, 'linear', 'en')!.x].slice(0, 3)).toEqual([
      0, -9, -999,
    ])
    const ratios = rulerAxis({ values, ruler: 'linear', period: null }, 'log', 'en')!.x
    expect([...ratios].slice(6).map(each => Number(each.toFixed(12)))).toEqual([3, 2, 0])
  })

  test('takes the shorter way round a circle', () => {
    const { x } = rulerAxis({ values: [0, 6, 23], ruler: 'circular', period: 24 }, 'linear', 'en')!
    expect([...x].slice(0, 3)).toEqual([0, -6, 1])
  })

  test('has no ratios where a value is not above 0', () => {
    expect(rulerAxis({ values: [0, 1], ruler: 'linear', period: null }, 'log', 'en')).toBeNull()
  })
})

describe('the means at each distance', () => {
  test('are those of the pairs that stand so far apart, with their spread', () => {
    const data = [1, 0.2, 0, 0.4, 1, 0.6, 0, 0.8, 1]
    expect(lagMeans(data, lagAxis(3, 'en'))).toEqual([
      { lag: -2, pairs: 1, mean: 0, deviation: 0 },
      { lag: -1, pairs: 2, mean: 0.4, deviation: expect.closeTo(0.2, 12) },
      { lag: 0, pairs: 3, mean: 1, deviation: 0 },
      { lag: 1, pairs: 2, mean: expect.closeTo(0.6, 12), deviation: expect.closeTo(0.2, 12) },
      { lag: 2, pairs: 1, mean: 0, deviation: 0 },
    ])
  })

  test('leave out distances at which no pair stands', () => {
    const axis = rulerAxis({ values: [0, 100], ruler: 'linear', period: null }, 'linear', 'en')!
    expect(lagMeans([1, 0, 0, 1], axis).map(({ lag }) => lag)).toEqual([-100, 0, 100])
  })

  test('of documents that are not evenly spaced are those of the bins that the measures have', () => {
    const values = Array.from({ length: 20 }, (_, at) => at * at)
    const series = placed(values)
    const scored = noise(series)
    const axis = seriesAxis(series, 'en')
    expect(axis.label).toBe('distance of the values')
    expect([...axis.x].slice(0, 4)).toEqual([0, -1, -4, -9])
    const means = lagMeans(scored.raw, axis)
    const { lags, mean, deviation } = scored.profile
    const right = means.filter(({ lag }) => lag > 0)
    const left = means.filter(({ lag }) => lag < 0).reverse()
    for (const [side, sign] of [
      [right, 1],
      [left, -1],
    ] as const) {
      expect(side.map(({ lag }) => sign * lag)).toEqual([...lags])
      for (const [at, each] of side.entries()) {
        expect(each.mean).toBeCloseTo(mean[at], 12)
        expect(each.deviation).toBeCloseTo(deviation[at], 12)
      }
    }
    expect(means.find(({ lag }) => lag === 0)).toMatchObject({ pairs: 20 })
  })
})

describe('the axis of a series', () => {
  test.each([
    [[1, 2, 3], 'linear', null, 'lag i − j'],
    [[1, 10, 100], 'log', null, 'lag i − j'],
    [[1, 2, 9], 'log', null, 'distance of the values, ln of their ratio'],
    [[0, 1, 5], 'circular', 24, 'distance of the values round the circle'],
  ] as const)('of %j on the %s ruler has the label of its ruler', (values, ruler, period, label) => {
    const series = { values: [...values], ruler, period }
    expect(seriesAxis(series, 'en').label).toBe(label)
    expect(rulerAxis(series, 'lag', 'en')!.label).toBe(label)
    expect(seriesAxis(series, 'zh').label).not.toBe(label)
  })
})
