import { describe, expect, test } from 'vitest'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { knownPeriods } from '../../src/series/periods.ts'

function periodsOf(id: string) {
  const { family, texts, values } = catalogueSeries(id)
  return knownPeriods(family, texts, values).map(({ period }) => period)
}

describe('the periods that a reader knows of', () => {
  test.each([
    'integers',
    'negatives',
    'thousands',
    'offset',
    'large',
    'floats',
    'currency',
    'versions',
    'words',
  ])('are the digit steps on %s, in places whatever the step of the values', id =>
    expect(periodsOf(id)).toEqual([2, 5, 10, 100]),
  )

  test.each(['dates', 'dates-year'])('are the week and the month on %s', id =>
    expect(periodsOf(id)).toEqual([7, 30.5]),
  )

  test.each([
    ['times', 'hour'],
    ['times-day', 'hour'],
    ['times-seconds', 'minute'],
  ])('on %s are 60 places: the %s', (id, name) => {
    const { family, texts, values } = catalogueSeries(id)
    expect(knownPeriods(family, texts, values)).toEqual([{ period: 60, name }])
  })

  test('are none where the family is not known', () =>
    expect(knownPeriods(null, ['1', '2', '3'], [1, 2, 3])).toEqual([]))

  test('are none where the steps differ', () =>
    expect(knownPeriods('number', ['1', '2', '4'], [1, 2, 4])).toEqual([]))

  test.each([
    ['of a millionth of the step are still even', 0.9e-6, [2, 5, 10, 100]],
    ['of more are not', 1.2e-6, []],
  ])('steps whose values are off by rounding %s', (_, off, periods) => {
    // The last value rules the step, so that one in the middle is off by just so much.
    for (const step of [1, -1, 1000, 0.001]) {
      for (const sign of [1, -1]) {
        const values = [0, 1, 2 + sign * off, 3, 4].map(value => 5000 + value * step)
        const found = knownPeriods('number', ['a', 'b', 'c', 'd', 'e'], values).map(({ period }) => period)
        expect(found, `${step} ${sign}`).toEqual(periods)
      }
    }
  })

  test('are none where all values are equal', () =>
    expect(knownPeriods('number', ['a', 'b', 'c'], [4, 4, 4])).toEqual([]))

  test.each([
    [1 + 0.9e-6, [7, 30.5]],
    [1 - 0.9e-6, [7, 30.5]],
    [1 + 1.2e-6, []],
    [1 - 1.2e-6, []],
  ])('are those of the calendar where a step of %d is a day', (step, periods) =>
    expect(knownPeriods('date', ['a', 'b', 'c'], [0, step, 2 * step]).map(({ period }) => period)).toEqual(
      periods,
    ),
  )

  test('are found forwards and backwards, and for times that do not say how long a step is, not at all', () => {
    expect(knownPeriods('date', ['c', 'b', 'a'], [2, 1, 0])).toHaveLength(2)
    expect(knownPeriods('time', ['noon', '12:01', '12:02'], [0, 1, 2])).toEqual([])
    expect(knownPeriods('time', ['12:01', '12:00', '11:59'], [2, 1, 0])).toEqual([])
    expect(knownPeriods('time', ['00:00:01', '00:00:02', '00:00:03'], [1, 2, 3])).toEqual([
      { period: 60, name: 'minute' },
    ])
    expect(knownPeriods('time', ['00:00:00', '00:00:59', '00:01:58'], [0, 59, 118])).toEqual([])
  })

  test('are none for dates that are a week apart, and for times that are five minutes apart', () => {
    expect(knownPeriods('date', ['2024-01-01', '2024-01-08', '2024-01-15'], [0, 7, 14])).toEqual([])
    expect(knownPeriods('time', ['00:00', '00:05', '00:10'], [0, 5, 10])).toEqual([])
  })

  test('do not depend on the unit in which times are counted', () => {
    const texts = ['10:00', '10:01', '10:02']
    for (const unit of [1, 60, 1 / 60])
      expect(knownPeriods('time', texts, [0, unit, 2 * unit])).toEqual([{ period: 60, name: 'hour' }])
  })
})
