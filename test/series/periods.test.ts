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
