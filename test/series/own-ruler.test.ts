import { describe, expect, test } from 'vitest'
import { catalogueSeries, seriesCatalogue } from '../../src/series/catalogue.ts'
import { kindOf } from '../../src/series/kinds.ts'
import { onRuler } from '../../src/series/own-ruler.ts'
import { rangeSeries } from '../../src/series/range.ts'

describe('a series on another ruler', () => {
  test('has the same documents and values under an id of its own, and is of the same kind', () => {
    const series = catalogueSeries('integers')
    const log = onRuler(series, { ruler: 'log' })
    expect(log).toMatchObject({
      id: 'integers:log-ruler',
      texts: series.texts,
      values: series.values,
      ruler: 'log',
      period: null,
    })
    expect(kindOf(log.id)).toEqual(kindOf('integers'))
    expect(onRuler(rangeSeries('1..500:7'), { ruler: 'log' }).id).toBe('1..500:7:log-ruler')
  })

  test('is itself where the ruler is its own', () => {
    for (const series of seriesCatalogue) expect(onRuler(series, { ruler: series.ruler })).toBe(series)
    for (const series of seriesCatalogue) expect(onRuler(series, {})).toBe(series)
  })

  test('may be laid round a circle, and taken off it', () => {
    const round = onRuler(rangeSeries('0..59'), { ruler: 'circular', period: 60 })
    expect(round).toMatchObject({ id: '0..59:circular-ruler-60', ruler: 'circular', period: 60 })
    const circular = seriesCatalogue.find(({ ruler }) => ruler === 'circular')!
    expect(onRuler(circular, { ruler: 'linear' })).toMatchObject({ ruler: 'linear', period: null })
  })

  test.each(seriesCatalogue.map(({ id }) => id))(
    'of the catalogue is made or refused with a reason: %s on log',
    id => {
      const series = catalogueSeries(id)
      const fits =
        series.values.every(value => value > 0) && !['date', 'time', 'version'].includes(series.family)
      if (fits) expect(onRuler(series, { ruler: 'log' }).ruler).toBe('log')
      else expect(() => onRuler(series, { ruler: 'log' })).toThrow(/^--ruler log: /)
    },
  )

  test.each([
    [{ ruler: 'log' }, '-3..3', /holds "-3" with the value -3; expected values above 0/],
    [{ ruler: 'circular' }, '0..59', /length of the circle of 0\.\.59 is not known\. Add --period/],
    [{ ruler: 'log', period: 5 }, '1..9', /--period: got 5 for a log ruler/],
    [{ period: 5 }, '1..9', /--period: got 5 for a linear ruler/],
  ] as const)('is refused for %j of %s', (choice, range, problem) => {
    expect(() => onRuler(rangeSeries(range), choice)).toThrow(problem)
  })
})
