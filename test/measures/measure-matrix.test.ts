import { expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { judgeHere, noControls } from '../../src/measures/kept-judge.ts'
import { measureMatrix } from '../../src/measures/measure-matrix.ts'
import { rangeSeries } from '../../src/series/range.ts'

const series = rangeSeries('1..40')
const random = seededRandom(1, 'measure-matrix')
const rows = series.values.map(value =>
  Float64Array.from({ length: 8 }, (_, at) => Math.sin(value / (10 + at)) + random() / 10),
)
const similarity = { n: rows.length, data: cosineMatrix(rows, rows), symmetric: true, gram: true }

test('one measure of a matrix has the value and the interval that it has in a run', async () => {
  const { measures } = await judgeHere().model({ similarity, series, controls: noControls, seed: 7 })
  for (const { id } of measureCatalogue) {
    const { value, interval, chance, reason } = measures.find(each => each.id === id)!
    const own = measureMatrix(id, similarity, series, 7)
    expect([own.value, own.interval, own.chance, own.reason], id).toEqual([value, interval, chance, reason])
  }
})

test('a measure that is not defined has a reason and no interval', () => {
  expect(measureMatrix('rsa', { ...similarity, symmetric: false }, series, 1)).toMatchObject({
    value: null,
    interval: null,
    reason: expect.stringContaining('asymmetric'),
  })
})

test('a measure that is not there is refused with the nearest names', () => {
  expect(() => measureMatrix('concordence', similarity, series, 1)).toThrow(
    expect.objectContaining({
      code: 'unknown',
      message: expect.stringContaining('Did you mean concordance?'),
    }),
  )
  expect(() => measureMatrix('beauty', similarity, series, 1)).toThrow(/There are concordance, /)
})
