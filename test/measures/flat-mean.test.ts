import { describe, expect, test } from 'vitest'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { measureMatrix } from '../../src/measures/measure-matrix.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { rangeSeries } from '../../src/series/range.ts'

const series = rangeSeries('1..30')
const n = series.texts.length

/** Similarities that hold nothing but what sums of doubles are wrong by. */
function nearly(value: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => value * (1 + ((at * 7) % 5) * 2 ** -52))
}

test.each([3, 4, 5, 20])('%d documents that are equally similar have no shape', count => {
  const few = rangeSeries(`1..${count}`)
  for (const value of [0.7, 1 / 3, 1e250, -0.1]) {
    const data = new Float64Array(count * count).fill(value)
    const scored = scoredSeries({ n: count, data, symmetric: true, gram: false }, few, 1)
    for (const id of ['caret', 'caret-pairs', 'spread', 'explained', 'asymmetry'])
      expect(measureCatalogue.find(each => each.id === id)!.compute(scored).value, id).toBeNaN()
  }
})

describe('similarities that differ by rounding errors alone', () => {
  test.each([1, 0.1, -3, 1e9, 1e-9])('count as equal, near %d', value => {
    const scored = scoredSeries({ n, data: nearly(value), symmetric: false, gram: false }, series, 1)
    for (const id of ['caret', 'caret-pairs', 'spread', 'explained', 'digit-step', 'asymmetry']) {
      const outcome = measureCatalogue.find(each => each.id === id)!.compute(scored)
      expect(outcome.value, id).toBeNaN()
      expect(outcome.reason, id).toMatch(/equal|same/)
    }
  })

  test('leave what is small but there', () => {
    const data = Float64Array.from(
      { length: n * n },
      (_, at) => 1 - 1e-9 * Math.abs((at % n) - Math.floor(at / n)),
    )
    const scored = scoredSeries({ n, data, symmetric: true, gram: false }, series, 1)
    expect(scored.profile.mean[0]).toBeGreaterThan(scored.profile.mean[1])
  })
})

test('scores that hang on the document alone have one mean at every lag', () => {
  const data = Float64Array.from({ length: n * n }, (_, at) => -series.values[at % n] / 1000)
  const scored = scoredSeries({ n, data, symmetric: false, gram: false }, series, 1)
  for (const id of ['caret', 'spread', 'digit-step']) {
    const outcome = measureCatalogue.find(each => each.id === id)!.compute(scored)
    expect(outcome.value, id).toBeNaN()
  }
})

test('an interval of resampled documents holds its value', () => {
  const asymmetric = Float64Array.from({ length: n * n }, (_, at) => -(at % n) / n)
  const steep = Float64Array.from(
    { length: n * n },
    (_, at) => -(Math.abs((at % n) - Math.floor(at / n)) ** 1.1) + 1e-3 * ((at * 31) % 7),
  )
  for (const data of [asymmetric, steep])
    for (const { id } of measureCatalogue) {
      const { value, interval } = measureMatrix(id, { n, data, symmetric: false, gram: false }, series, 1)
      if (value === null || interval === null || id.startsWith('decode')) continue
      expect(interval[0], id).toBeLessThanOrEqual(value)
      expect(interval[1], id).toBeGreaterThanOrEqual(value)
    }
})
