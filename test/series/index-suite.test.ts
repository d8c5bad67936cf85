import { describe, expect, test } from 'vitest'
import { anchorsOf, indexSeries, isOfIndex } from '../../src/series/index-suite.ts'
import { lagsOf } from '../../src/series/lags.ts'
import { readingsAs } from '../../src/series/value.ts'

const suite = indexSeries(1)

describe('the suite of the index', () => {
  test('has six kinds of values, each bare and in a sentence', () => {
    expect(suite.map(({ id, ruler }) => `${id} ${ruler}`)).toEqual([
      'index-whole linear',
      'index-whole-sentence linear',
      'index-sizes log',
      'index-sizes-sentence log',
      'index-prices log',
      'index-prices-sentence log',
      'index-decimals log',
      'index-decimals-sentence log',
      'index-dates linear',
      'index-dates-sentence linear',
      'index-times circular',
      'index-times-sentence circular',
    ])
    expect(suite.every(({ id }) => isOfIndex(id))).toBe(true)
    expect(isOfIndex('integers')).toBe(false)
  })

  test.each(indexSeries(1))('$id has 60 documents without a doubled value, in ascending order', series => {
    expect(series.texts).toHaveLength(60)
    expect(new Set(series.values).size).toBe(60)
    expect([...series.values]).toEqual(series.values.toSorted((a, b) => a - b))
    expect(lagsOf(series).isEven).toBe(false)
  })

  test('reads as the values it has, where documents are bare', () => {
    for (const { id, family, texts, values, readUnit } of suite) {
      if (id.endsWith('-sentence')) continue
      for (const [at, text] of texts.entries()) {
        // 1.104 may have a mark between thousands, for one who sees nothing else.
        const read = readingsAs(family, text).map(({ value }) => value / (readUnit ?? 1))
        expect(read, text).toContainEqual(expect.closeTo(values[at], 9))
      }
    }
  })

  test('keeps to its ranges and notations, whatever the seed', () => {
    const shapes: Record<string, [RegExp, number, number]> = {
      'index-whole': [/^\d{1,4}$/, 0, 9999],
      'index-sizes': [/^[1-9]\d{0,6}$/, 1, 1e6],
      'index-prices': [/^\$\d{1,4}\.\d\d$/, 0.99, 9999.99],
      'index-decimals': [/^\d{1,2}\.\d{1,4}$/, 0.0001, 10],
      'index-dates': [/^202[0-4]-\d\d-\d\d$/, 18262, 20088],
      'index-times': [/^\d\d:\d\d$/, 0, 1439],
    }
    for (const seed of [1, 2, 77])
      for (const { id, texts, values } of indexSeries(seed)) {
        const bare = id.replace('-sentence', '')
        const [shape, low, high] = shapes[bare]
        expect(Math.min(...values), id).toBeGreaterThanOrEqual(low)
        expect(Math.max(...values), id).toBeLessThanOrEqual(high)
        if (bare === id) for (const text of texts) expect(text).toMatch(shape)
        else for (const text of texts) expect(text).toMatch(/^The .+ .+\.$/)
      }
  })

  test('is that of its seed: the same again, and others for another', () => {
    expect(indexSeries(1)).toEqual(suite)
    for (const [at, other] of indexSeries(2).entries()) expect(other.values).not.toEqual(suite[at].values)
    expect(suite[0].values).not.toEqual(suite[1].values)
  })
})

test('anchors are all documents, or spread evenly over them', () => {
  expect(anchorsOf(5, 5)).toEqual([0, 1, 2, 3, 4])
  expect(anchorsOf(60, 20).slice(0, 3)).toEqual([1, 4, 7])
  expect(anchorsOf(60, 20).at(-1)).toBe(58)
})
