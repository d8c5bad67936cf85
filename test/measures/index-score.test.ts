import { describe, expect, test } from 'vitest'
import { oracle } from '../../src/matrix/references/oracle.ts'
import { random } from '../../src/matrix/references/random.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { concordance } from '../../src/measures/concordance.ts'
import { digitOrder as digitOrderMeasure } from '../../src/measures/digit-order.ts'
import type { IndexAnswer } from '../../src/measures/index-answer.ts'
import { indexOf } from '../../src/measures/index-score.ts'
import { ndcg } from '../../src/measures/retrieval.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { anchorsOf, indexSeries } from '../../src/series/index-suite.ts'
import { rangeSeries } from '../../src/series/range.ts'
import type { Series } from '../../src/series/series.ts'

const suite = indexSeries(1).filter(({ id }) => id === 'index-whole' || id === 'index-times-sentence')

function answers(
  similarities: (series: Series) => Float64Array,
  rows = 60,
  all: readonly Series[] = suite,
): IndexAnswer[] {
  return all.map(series => {
    const n = series.texts.length
    const whole = similarities(series)
    const data = Float64Array.from(
      anchorsOf(n, rows).flatMap(row => [...whole.subarray(row * n, (row + 1) * n)]),
    )
    return { series, data, rows, symmetric: rows === n }
  })
}

const perfect = (series: Series) => oracle.similarities(series, 1)
const inverse = (series: Series) => perfect(series).map(value => -value)

describe('the index', () => {
  test('is 100 for a perfect order, of all rows and of some, and its nDCG@10 is 1', () => {
    for (const rows of [60, 20]) {
      const { score } = indexOf(answers(perfect, rows), 1)
      expect(score.value).toBe(100)
      expect(score.interval).toEqual([100, 100])
      expect(score.ndcg10.value).toBeCloseTo(1, 12)
      expect(score.parts.map(({ series }) => series)).toEqual(suite.map(({ id }) => id))
    }
  })

  test('is −100 for a reversed order: no series counts for less', () => {
    const { score } = indexOf(answers(inverse), 1)
    expect(score.value).toBe(-100)
    expect(score.parts.every(({ value, concordance }) => value === -1 && concordance === 0)).toBe(true)
  })

  test('is never above 0 for a string matcher', () => {
    for (const reference of spellingReferences) {
      const { score, headlines } = indexOf(
        answers(series => reference.similarities(series, 1)),
        1,
      )
      expect(score.value, reference.id).toBeLessThanOrEqual(0)
      for (const part of score.parts) expect(part.concordance).toBeLessThanOrEqual(part.floor)
      for (const { value, floor } of headlines) expect(floor.margin).toBe(value - floor.value)
    }
  })

  test('is the mean of (C − F) / (1 − F), with C and F as the measures have them', () => {
    const blurred = (series: Series) => {
      const noise = random.similarities(series, 1)
      return perfect(series).map((value, at) => value + noise[at] / 2)
    }
    const given = answers(blurred)
    const { score, headlines } = indexOf(given, 1)
    const expected = given.map(({ series, data }) => {
      const scored = (values: Float64Array) =>
        scoredSeries({ n: 60, data: values, symmetric: true, gram: false }, { ...series, family: null }, 1)
      const c = concordance.compute(scored(data)).value
      const f = Math.max(
        ...spellingReferences.map(each => concordance.compute(scored(each.similarities(series, 1))).value),
      )
      return { value: Math.max(-1, (c - f) / (1 - f)), ndcg10: ndcg.compute(scored(data)).value }
    })
    const mean = (of: 'value' | 'ndcg10') =>
      expected.reduce((sum, each) => sum + each[of], 0) / expected.length
    expect(score.value).toBeCloseTo(100 * mean('value'), 9)
    expect(score.ndcg10.value).toBeCloseTo(mean('ndcg10'), 12)
    expect(score.interval![0]).toBeLessThan(score.value)
    expect(score.interval![1]).toBeGreaterThan(score.value)
    expect(headlines.map(({ resamples }) => resamples)).toEqual(given.map(() => 1000))
  })

  test('knows the digits from triples whose first document is an anchor, and no others', () => {
    const series = rangeSeries('21..80')
    const closeness = (texts: readonly string[]) =>
      Float64Array.from(texts.flatMap(a => texts.map(b => 0 - Math.abs(Number(a) - Number(b)))))
    const n = 60
    const anchors = anchorsOf(n, 20)
    const data = closeness(series.texts)
    for (const row of Array.from({ length: n }, (_, at) => at))
      if (!anchors.includes(row)) data.subarray(row * n, (row + 1) * n).reverse()
    const [{ digitOrder }] = indexOf(
      answers(() => data, 20, [series]),
      1,
    ).headlines
    expect(digitOrder).toMatchObject({ id: 'digit-order', value: 1, interval: [1, 1] })
    const [place] = digitOrder.details!.places as { place: number; triples: number }[]
    const whole = digitOrderMeasure.compute(
      scoredSeries({ n, data: closeness(series.texts), symmetric: true, gram: false }, series, 1),
    )
    const [all] = whole.details!.places as { place: number; triples: number }[]
    expect(place.place).toBe(1)
    expect(place.triples).toBeGreaterThan(0.2 * all.triples)
    expect(place.triples).toBeLessThan(0.5 * all.triples)
  })

  test('looks at the anchors that were asked and at no other', () => {
    const [series] = suite
    const n = 60
    const anchors = anchorsOf(n, 20)
    const mixed = random.similarities(series, 1)
    const good = perfect(series)
    for (const row of anchors) mixed.set(good.subarray(row * n, (row + 1) * n), row * n)
    expect(
      indexOf(
        answers(() => mixed, 20, [series]),
        1,
      ).score.value,
    ).toBe(100)
    expect(
      indexOf(
        answers(() => mixed, 60, [series]),
        1,
      ).score.value,
    ).toBeLessThan(100)
  })
})
