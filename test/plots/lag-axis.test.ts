import { describe, expect, test } from 'vitest'
import { lagAxis, rulerAxis } from '../../src/plots/lag-axis.ts'
import { lagMeans } from '../../src/plots/lag-mean.ts'

describe('the axis of a caret', () => {
  test('has positions at first: i − j, for every pair', () => {
    expect([...lagAxis(3, 'en').x]).toEqual([0, -1, -2, 1, 0, -1, 2, 1, 0])
  })

  test('can have differences of the values, or ratios', () => {
    const values = [1, 10, 1000]
    expect([...rulerAxis({ values, period: null }, 'linear', 'en')!.x].slice(0, 3)).toEqual([0, -9, -999])
    const ratios = rulerAxis({ values, period: null }, 'log', 'en')!.x
    expect([...ratios].slice(6).map(each => Number(each.toFixed(12)))).toEqual([3, 2, 0])
  })

  test('takes the shorter way round a circle', () => {
    const { x } = rulerAxis({ values: [0, 6, 23], period: 24 }, 'linear', 'en')!
    expect([...x].slice(0, 3)).toEqual([0, -6, 1])
  })

  test('has no ratios where a value is not above 0', () => {
    expect(rulerAxis({ values: [0, 1], period: null }, 'log', 'en')).toBeNull()
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
    const axis = rulerAxis({ values: [0, 100], period: null }, 'linear', 'en')!
    expect(lagMeans([1, 0, 0, 1], axis).map(({ lag }) => lag)).toEqual([-100, 0, 100])
  })
})
