import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { type CatalogueSubject, drawnValues } from '../../src/series/subject.ts'
import { subjectCatalogue, subjectNamed } from '../../src/series/subjects.ts'
import { inWords } from '../../src/series/written.ts'

const written = (subject: string, form: string, value: number) =>
  subjectNamed(subject)
    .forms.find(({ id }) => id === form)!
    .write(value)

/** Days since 1970-01-01. */
const day = (date: string) => Date.parse(date) / 86_400_000

describe.each(subjectCatalogue)('$id', (subject: CatalogueSubject) => {
  const values = drawnValues(subject.usual, 90, seededRandom(3, 'test'))
  const others = drawnValues(subject.heldOut, 60, seededRandom(3, 'test'))

  test('are written plain first, and in each form as distinct texts', () => {
    expect(subject.forms[0].id).toBe('plain')
    for (const { id, write } of subject.forms) {
      const texts = new Set([...values, ...others].map(write))
      expect(texts.size, id).toBe(new Set([...values, ...others]).size)
      expect(
        [...texts].every(text => text.trim() === text && text !== ''),
        id,
      ).toBe(true)
    }
  })

  test('are drawn ascending, from two ranges that share no value', () => {
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(values).toHaveLength(90)
    expect(others.some(value => values.includes(value))).toBe(false)
  })

  test('are asked about by a question to documents in one of the forms', () => {
    expect(subject.forms.map(({ id }) => id)).toContain(subject.question.of)
    expect(subject.question.below(values[20])).toMatch(/^(?:less than|under|before) /)
    expect(subject.question.above(values[20])).toMatch(/^(?:more than|over|after) /)
  })
})

describe('a form', () => {
  test.each([
    ['numbers', 'plain', 1249, '1249'],
    ['numbers', 'zero-padded', 1249, '001249'],
    ['numbers', 'thousands separators', 1249, '1,249'],
    ['numbers', 'fixed decimals', 1249, '1249.00'],
    ['numbers', 'words', 1249, 'one thousand two hundred forty-nine'],
    ['numbers', 'digits spaced', 1249, '1 2 4 9'],
    ['numbers', 'scientific', 1249, '1.249e+3'],
    ['prices', 'plain', 1249.5, '1249.5'],
    ['prices', 'thousands separators', 1249.5, '1,249.50'],
    ['prices', 'words', 1.99, 'one dollar and ninety-nine cents'],
    ['prices', 'currency sign before', 2, '$2.00'],
    ['prices', 'currency after', 12.5, '12.50 dollars'],
    ['prices', 'JSON field', 12.5, '{"price": 12.5}'],
    ['dates', 'compact', day('2024-07-24'), '20240724'],
    ['dates', 'day month year', day('2024-07-24'), '24 July 2024'],
    ['dates', 'month day year', day('2024-07-24'), 'July 24, 2024'],
    ['dates', 'with weekday', day('2024-07-24'), 'Wednesday, July 24, 2024'],
    ['dates', 'Unix seconds', day('2024-07-24'), '1721779200'],
    ['times', 'plain', 19 * 3600 + 7 * 60, '19:07'],
    ['times', '12 hours', 19 * 3600 + 7 * 60, '7:07 PM'],
    ['times', '12 hours', 30 * 60, '12:30 AM'],
    ['times', '12 hours', 12 * 3600, '12:00 PM'],
    ['times', 'words', 19 * 3600 + 7 * 60, 'seven oh seven PM'],
    ['times', 'compact', 9 * 3600 + 5 * 60, '0905'],
  ])('of %s, %s, writes %s as %s', (subject, form, value, text) => {
    expect(written(subject, form, value)).toBe(text)
  })

  // Years and weeks as `date +%G-W%V-%u` gives them.
  test.each([
    ['2024-07-24', '2024-W30-3'],
    ['2021-01-03', '2020-W53-7'],
    ['2021-01-04', '2021-W01-1'],
    ['2024-12-30', '2025-W01-1'],
    ['1970-01-01', '1970-W01-4'],
    ['1969-12-28', '1969-W52-7'],
  ])('of the ISO week writes %s as %s', (date, week) => {
    expect(written('dates', 'ISO week', day(date))).toBe(week)
  })
})

describe('inWords', () => {
  test.each([
    [0, 'zero'],
    [13, 'thirteen'],
    [20, 'twenty'],
    [21, 'twenty-one'],
    [100, 'one hundred'],
    [305, 'three hundred five'],
    [1000, 'one thousand'],
    [10_011, 'ten thousand eleven'],
    [999_999, 'nine hundred ninety-nine thousand nine hundred ninety-nine'],
  ])('writes %s as %s', (value, words) => {
    expect(inWords(value)).toBe(words)
  })
})

test('a subject that is not there is refused with those that are', () => {
  expect(() => subjectNamed('price')).toThrow(/got "price"; expected one of numbers, prices, dates, times/)
})
