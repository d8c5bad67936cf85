import { describe, expect, test } from 'vitest'
import { seriesFromLines } from '../../src/series/lines.ts'
import { fewestValues, ownSubject, withForms } from '../../src/series/own-subject.ts'
import { subjectCatalogue, subjectNamed } from '../../src/series/subjects.ts'

/** A series of `count` lines. */
function lines(write: (at: number) => string, count = 40, head = '') {
  return seriesFromLines(
    'ours.csv',
    head + Array.from({ length: count }, (_, at) => write(at + 1)).join('\n'),
  )
}

const prices = lines(at => `$${at * 100}.50`)

function written(names: readonly string[], series = prices, value = series.values[20]) {
  return ownSubject(series, names).forms.map(({ write }) => write(value))
}

describe('ownSubject', () => {
  test('writes the documents as they stand, and templates round them', () => {
    expect(written(['Price: {d}', '{d} ({d})'])).toEqual([
      '$2100.50',
      'Price: $2100.50',
      '$2100.50 ($2100.50)',
    ])
  })

  test.each([
    ['thousands separators', '2,100.50'],
    ['Thousands Separators', '2,100.50'],
    ['$2,038.50', '$2,100.50'],
    ['$17,000.99', '$2,100.50'],
    ['2038.50 dollars', '2100.50 dollars'],
    ['two thousand thirty-eight dollars and fifty cents', 'two thousand one hundred dollars and fifty cents'],
    ['USD 5.00', 'USD 2100.50'],
    ['JSON field', '{"price": 2100.5}'],
  ])('writes the form %s of the catalogue', (name, text) => {
    expect(written([name])[1]).toBe(text)
  })

  test.each([
    ['numbers', lines(at => String(at * 100)), '2,038', '2,100'],
    [
      'dates',
      lines(at => `2024-0${1 + (at % 9)}-${Math.min(28, 10 + (at % 19))}`, 36),
      '24 July 2024',
      /^\d+ \w+ 2024$/,
    ],
    ['times', lines(at => `${10 + Math.floor(at / 10)}:${10 + at}`), '7:05 PM', /^\d+:\d\d (?:AM|PM)$/],
  ])('finds a form of %s by what it makes of any value', (_, series, name, text) => {
    expect(written([name], series)[1]).toMatch(text)
  })

  test('rewrites the value where it stands in a document that says more', () => {
    const kettles = lines(at => `"Kettle, ${at * 100} W",${at * 100}`, 40, 'text,value\n')
    expect(written(['words', '2,038', 'Ours: {d}'], kettles)).toEqual([
      'Kettle, 2100 W',
      'Kettle, two thousand one hundred W',
      'Kettle, 2,100 W',
      'Ours: Kettle, 2100 W',
    ])
  })

  test('reads the values of a series in the unit that its documents are read in', () => {
    const minutes = {
      ...lines(at => `10:${10 + at}`),
      values: Array.from({ length: 40 }, (_, at) => 611 + at),
      readUnit: 60,
    }
    expect(written(['12 hours'], minutes, 631)).toEqual(['10:31', '10:31 AM'])
  })

  test('takes each form once, and of equal values the first document', () => {
    expect(written(['a {d}', 'a {d}'])).toHaveLength(2)
    const doubled = lines(at => `"a ${at}",${Math.ceil(at / 2)}`, 60, 'text,value\n')
    expect(ownSubject(doubled, ['b {d}']).usual.size).toBe(30)
    expect(ownSubject(doubled, ['b {d}']).forms[0].write(1)).toBe('a 1')
  })

  test('takes the forms of the catalogue that write nothing but the value where none is named', () => {
    const ids = ownSubject(prices).forms.map(({ id }) => id)
    expect(ids[0]).toBe('as written')
    expect(ids).toContain('currency sign and separators')
    expect(ids).not.toContain('product title')
    // That is how the series is written.
    expect(ids).not.toContain('currency sign before')
  })

  test('asks for a range in the words of its documents, or by the values beside them', () => {
    const { question } = ownSubject(prices)
    expect([question.below(100.5), question.above(100.5)]).toEqual(['less than $100.50', 'more than $100.50'])
    const kettles = lines(at => `"Kettle, ${at} W",${at}`, 40, 'text,value\n')
    expect(ownSubject(kettles, ['a {d}']).question.below(7)).toBe('less than 7')
    const dates = lines(at => `2024-01-${String(at).padStart(2, '0')}`, 31)
    expect(ownSubject(dates).question.above(dates.values[0])).toBe('after 2024-01-01')
  })

  test('leaves out forms in dollars of money in another currency', () => {
    const euros = lines(at => `€${at}.50`)
    for (const { write } of ownSubject(euros).forms)
      expect(write(euros.values[3])).not.toMatch(/\$|USD|dollar/)
  })

  test.each([
    [
      'no {d} and no form',
      ['The price is'],
      prices,
      /got "The price is", which has no \{d\} and is no form.*expected a text with \{d\}/,
    ],
    ['a form misspelt', ['thousand separator'], prices, /Did you mean "thousands separators"\?/],
    ['a form of other values', ['24 July 2024'], prices, /is how dates are written; the values are prices/],
    ['a form that it has', ['currency sign before'], prices, /is written so already/],
    ['{d} alone', ['{d}'], prices, /is written so already/],
    ['a control character', ['a\u0007 {d}'], prices, /control characters/],
    [
      'values that the catalogue does not write',
      ['words'],
      lines(at => `0.${at}5`),
      /holds "0\.\d+5", and the catalogue only writes whole numbers/,
    ],
    [
      'such values where no form is named',
      [],
      lines(at => `0.${at}5`),
      /--series: ours\.csv holds .+ Name the forms to compare: --form/,
    ],
    [
      'another currency',
      ['$2,038.50'],
      lines(at => `€${at}.50`),
      /holds "€1\.50", and this form writes dollars/,
    ],
    [
      'texts in which the value does not stand',
      ['words'],
      lines(at => `"item ${'x'.repeat(at)}",${at}`, 40, 'text,value\n'),
      /holds "item x", in which its value 1 does not stand once/,
    ],
    [
      'texts in which it stands twice',
      ['words'],
      lines(at => `"${at} of ${at}",${at}`, 40, 'text,value\n'),
      /does not stand once/,
    ],
    [
      'a short series',
      ['a {d}'],
      lines(String, fewestValues - 1),
      new RegExp(`got ${fewestValues - 1} different values; advice needs at least ${fewestValues}`),
    ],
  ])('refuses %s, and says what to do', (_, names, series, message) => {
    expect(() => ownSubject(series, names)).toThrow(message)
  })
})

describe('withForms', () => {
  test('compares the forms that are named with the plain one', () => {
    const { forms, question } = withForms(subjectNamed('prices'), ['{d} or so', '$2,038.50'])
    expect(forms.map(({ write }) => write(1299))).toEqual(['1299', '1299 or so', '$1,299.00'])
    expect(forms.map(({ id }) => id)).toContain(question.of)
  })

  test('leaves a subject as it is where none is named', () => {
    for (const subject of subjectCatalogue) expect(withForms(subject, [])).toBe(subject)
  })
})

test.each(subjectCatalogue.map(subject => [subject.id, subject] as const))(
  'the values that forms of %s are said to write have a document each',
  (_, { forms, usual, heldOut, writes }) => {
    let state = 0
    const random = () => (state = (state + 0.618_033_988_75) % 1)
    const values = [
      ...new Set(Array.from({ length: 60 }, (__, at) => (at % 2 === 0 ? usual : heldOut).draw(random))),
    ]
    for (const value of values) expect(writes.has(value)).toBe(true)
    for (const { id, write } of forms) expect(new Set(values.map(write)).size, id).toBe(values.length)
  },
)
