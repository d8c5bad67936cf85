import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import { defineSeries, type Series } from '../../src/series/series.ts'

const three: Series = {
  id: 'three',
  family: 'number',
  description: 'One to three.',
  source: 'numeracy',
  texts: ['1', '2', '3'],
  values: [1, 2, 3],
  ruler: 'linear',
  period: null,
}
const counted = (count: number) => ({
  texts: Array.from({ length: count }, (_, index) => `text ${index}`),
  values: Array.from({ length: count }, (_, index) => index),
})

describe('defineSeries', () => {
  test('gives the series as it was, and keeps it so', () => {
    expect(defineSeries(three)).toEqual(three)
    expect(Object.isFrozen(defineSeries({ ...three }))).toBe(true)
  })

  test('takes 100,000 documents, and documents of 10,000 characters', () => {
    expect(defineSeries({ ...three, ...counted(100_000) }).texts).toHaveLength(100_000)
    const long = 'x'.repeat(10_000)
    expect(defineSeries({ ...three, texts: ['1', '2', long] }).texts[2]).toBe(long)
  })

  test.each<[what: string, change: Partial<Series>, message: string]>([
    [
      'fewer values than documents',
      { values: [1, 2] },
      'Series three: got 3 documents but 2 values; give one value for each document.',
    ],
    [
      'a control character',
      { texts: ['1', '2\x07', '3'] },
      'Series three: document 2 holds the control character U+0007. Remove it.',
    ],
    ['two documents', counted(2), 'Series three: got 2 documents; a series needs at least 3. Add documents.'],
    ['one document', counted(1), 'Series three: got 1 document; a series needs at least 3. Add documents.'],
    [
      'more than 100,000 documents',
      counted(100_001),
      'Series three: got 100,001 documents; at most 100,000 are taken. Take a part of them (of a table: --rows 100000), or a larger step.',
    ],
    ['a document of spaces', { texts: ['1', ' \t', '3'] }, 'Series three: document 2 is empty. Remove it.'],
    [
      'a document of more than 10,000 characters',
      { texts: ['1', '2', 'x'.repeat(10_001)] },
      'Series three: document 3 has 10,001 characters; at most 10,000 are taken. Shorten it.',
    ],
    [
      'a document twice',
      { texts: ['1', '2', '1'] },
      'Series three: documents 1 and 3 are both "1"; each may stand once. Remove one.',
    ],
    [
      'one value throughout',
      { values: [2, 2, 2] },
      'Series three: all documents have the value 2; two of them at least must differ. Add other values.',
    ],
    [
      'a value that is no number',
      { values: [1, Number.NaN, 3] },
      'Series three: document 2 ("2") has the value NaN; expected a finite number.',
    ],
    [
      'a value without end',
      { values: [1, 2, Number.POSITIVE_INFINITY] },
      'Series three: document 3 ("3") has the value Infinity; expected a finite number.',
    ],
    [
      'a circle without a period',
      { ruler: 'circular' },
      'Series three: a circular ruler needs a period above 0.',
    ],
    [
      'a circle of period 0',
      { ruler: 'circular', period: 0 },
      'Series three: a circular ruler needs a period above 0.',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(errorOf({ ...three, ...change })).toMatchObject({
      code: 'input',
      message,
      details: { series: 'three' },
    })
  })
})

function errorOf(series: Series): NumeracyError {
  try {
    defineSeries(series)
  } catch (error) {
    if (error instanceof NumeracyError) return error
    throw error
  }
  throw new Error('It was taken for a series')
}
