import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { drawFacts } from '../../../src/experiments/same/facts.ts'
import { seriesCatalogue } from '../../../src/series/catalogue.ts'
import { readQuantities } from '../../../src/series/quantities/quantities.ts'
import { numberDifferences, sameNumbers } from '../../../src/series/quantities/same-numbers.ts'
import { drawnValues } from '../../../src/series/subject.ts'
import { subjectCatalogue } from '../../../src/series/subjects.ts'
import {
  dayFormats,
  minuteFormats,
  sentences,
  type ValueFormat,
  wholeFormats,
} from '../../fixtures/value-formats.ts'
import { writtenKinds } from '../../fixtures/written-values.ts'

describe('values of one kind', () => {
  test.each(writtenKinds)('$kind: the same in every format, and no two values alike', ({ values }) => {
    const texts = values.flatMap((row, value) => row.map(text => ({ value, text })))
    const wrong = texts.flatMap(a =>
      texts
        .filter(b => sameNumbers(a.text, b.text) !== (a.value === b.value))
        .map(b => `${a.text} and ${b.text}`),
    )
    expect(wrong).toEqual([])
  })

  test.each(seriesCatalogue)(
    'the documents of the series $id are the same as themselves alone',
    ({ texts }) => {
      const some = texts.slice(0, 36)
      const wrong = some.flatMap((a, i) =>
        some.filter((b, j) => sameNumbers(a, b) !== (i === j)).map(b => `${a} and ${b}`),
      )
      expect(wrong).toEqual([])
    },
  )

  const forms = subjectCatalogue.flatMap(subject =>
    subject.forms.map(form => ({ subject, form, id: `${subject.id} ${form.id}` })),
  )
  test.each(forms)('no two values of the form $id are the same', ({ subject, form }) => {
    for (const range of [subject.usual, subject.heldOut]) {
      const texts = drawnValues(range, 30, seededRandom(1, subject.id)).map(value => form.write(value))
      for (const [i, a] of texts.entries())
        for (const [j, b] of texts.entries()) expect(sameNumbers(a, b), `${a} and ${b}`).toBe(i === j)
    }
  })

  test('a date or a time is the same in every form that is read as one', () => {
    for (const subject of subjectCatalogue.filter(({ id }) => id === 'dates' || id === 'times')) {
      const read = subject.forms.filter(({ id }) => id !== 'Unix seconds')
      for (const value of drawnValues(subject.usual, 20, seededRandom(2, subject.id)))
        for (const one of read)
          for (const other of read)
            expect(
              sameNumbers(one.write(value), other.write(value)),
              `${one.write(value)} and ${other.write(value)}`,
            ).toBe(true)
    }
  })
})

describe('the facts of the experiment same', () => {
  test.each([1, 2, 3])(
    'hold the same numbers in other words and formats, and others where the value is another (seed %i)',
    seed => {
      const pairs = drawFacts(seed, 'full').flatMap(({ base, others }) =>
        others.map(({ text, change }) => ({ base, text, change })),
      )
      const merged = pairs.filter(({ base, text, change }) => change !== null && sameNumbers(base, text))
      expect(merged).toEqual([])
      // A wording that says a number of its own is another text.
      const refused = pairs.filter(({ base, text, change }) => change === null && !sameNumbers(base, text))
      expect(refused.filter(({ text }) => !text.startsWith('Half of the participants'))).toEqual([])
    },
  )
})

describe('sameNumbers', () => {
  test.each([
    ['15 October', '2025-10-15'],
    ['15 October', 'Wednesday, 15 October'],
    ['10/11/2025', '2025-11-10'],
    ['10/11/2025', '2025-10-11'],
    ['in 2025', '2025年'],
    ['¥100', '100元'],
    ['¥100', '100 yen'],
    ['5 pounds', '£5'],
    ['5 pounds', '5 lbs'],
    ['minus five degrees', '-5 °C'],
    ['1:30 h', '90 minutes'],
    ['19:05 h', '7:05 pm'],
    ['1905', '19:05'],
    ['20251015', '2025-10-15'],
    ['bh-7', 'borehole 7'],
    ['water-district-5', 'Water district 5'],
    ['118/76', '118 over 76 mmHg'],
    ['3/4', '0.75'],
    ['2025-10-15T19:05:00Z', '2025-10-15T21:05:00+02:00'],
    ['2025-10-15T23:30:00-02:00', '2025-10-16T01:30Z'],
    ['2025-10-15 19:05', '15 October 2025 at 7:05 pm'],
    ['19:05 UTC', '19:05'],
    ['p < 0.01', 'p below 0.01'],
    ['5 to 10 kg', '5 kg to 10 kg'],
    ['$10-20', 'from $10 to $20'],
    ['between 10 and 20 kg', '10-20 kg'],
    ['60 km/h', '60 kilometers per hour'],
    ['$300 a month', '$300/month'],
    ['Monthly rent: $300', 'The rent is $300 a month'],
    ['每月300元', '300元/月'],
    ['plan of the budget for 2020-2021', 'budget-plan-2020-2021'],
    ['Revision 21 of Part 9', 'Part 9, Revision 21'],
    ['3 tablets', 'three tablets'],
    ['twice a day', '2 a day'],
    ['Part II', 'part 2'],
    ['Flight LH 400', 'flight LH400'],
    ['ISO 9001', 'ISO-9001'],
    ['ten past six pm', '18:10'],
    ['早上八点半', '8:30 am'],
    ['3.5万元', '35000元'],
    ['€1.5bn', '1.5 billion euros'],
    ['2 lb', '32 oz'],
    ['one tablet', '1 tablet'],
    ['the second floor', '2nd floor'],
    ['within a week', 'within 7 days'],
    ['{"weight": 5}', 'weight 5'],
    ['kg 5', '5 kg'],
  ])('%s and %s may be the same', (a, b) => {
    expect([sameNumbers(a, b), sameNumbers(b, a)]).toEqual([true, true])
  })

  test.each([
    ['10/11/2025', '11/10/2025'],
    ['10/11/2025', '10/12/2025'],
    ['1.299', '1299'],
    ['1,299', '1.299'],
    ['548', '548.000'],
    ['1,200 €', '1.200,00 €'],
    ['1.200 €', '1,20 €'],
    ['1.1', '1.10'],
    ['$5', '5'],
    ['5 kg', '5'],
    ['$5', '$5 and $6'],
    ['$5 and $6', '$5'],
    ['from 5 to 7', 'from 7 to 5'],
    ['10-20', '20-10'],
    ['flight at 10:20, landing at 20:10', 'flight at 20:10, landing at 10:20'],
    ['2/4', '1/2'],
    ['118/76', '76/118'],
    ['order 010234', 'order 10234'],
    ['19:05 UTC', '19:05 EST'],
    ['2025-10-15T19:05Z', '2025-10-15T19:05+02:00'],
    ['15 October 2025', 'October 2025'],
    ['in 2025', 'on 15 October 2025'],
    ['Thursday, 15 October', '2025-10-15'],
    ['in May', 'in June'],
    ['in May 2025', 'in May 2026'],
    ['p < 0.01', 'p > 0.01'],
    ['$300 a month', '$300 a year'],
    ['每月300元', '每年300元'],
    ['50 km/h', '50 km/min'],
    ['section 12', 'article 12'],
    ['the third floor', 'the fifth floor'],
    ['one tablet', 'two tablets'],
    ['first floor', 'second floor'],
    ['值是一。', '值是二。'],
    ['half of them', 'a quarter of them'],
    ['thirteen', 'thirty'],
    ['once a day', 'twice a day'],
    ['user_12', 'user_21'],
    ['World War II', 'World War I'],
    ['Henry VIII', 'Henry VII'],
    ['five below zero', 'five above zero'],
    ['5x10 cm', '10x5 cm'],
    ['192.168.1.1', '192.168.1.11'],
    ['#ff0011', '#ff0012'],
    ['vitamin B12', 'vitamin B6'],
    ['seat 12A', 'seat 12B'],
    ['上午八点', '下午八点'],
    ['第三条', '第三款'],
    ['20%', '20‰'],
    ['20:00 CET', '20:00 PST'],
    ['Fri 5 May', 'Sat 5 May'],
    ['0.1', '0.10000000000000001'],
    ['15 October and 15 October 2024', '15 October and 15 October 2025'],
    ['9.9', '9.11'],
    ['quarter past seven', 'quarter to seven'],
  ])('%s and %s are not the same', (a, b) => {
    expect([sameNumbers(a, b), sameNumbers(b, a)]).toEqual([false, false])
  })

  test.each([
    'The one that we chose, and no one else: one of them.',
    'First, add water. For a second time he may march on.',
    'I may go, as an august guest in the second half said.',
    '我们一起走吧，统一了，十分重要，万一下雨呢，有一些三明治吗？'.replace('三', ''),
    'Dear Jan, the dec and the mar are words.',
    'no and or at in of',
  ])('reads nothing in %j', text => {
    expect(readQuantities(text).map(quantity => quantity.text)).toEqual([])
  })

  test('names what differs, in either text', () => {
    const { first, second } = numberDifferences('Pay $5 on 15 October.', 'On October 15th pay $6, or 7%.')
    expect(first.map(({ text }) => text)).toEqual(['$5'])
    expect(second.map(({ text }) => text)).toEqual(['$6', '7%'])
    expect(numberDifferences('$5', 'five dollars')).toEqual({ first: [], second: [] })
  })

  test('matches what is written differently as long as there is a way to', () => {
    // The year-less date is wanted by the second of them, as the first has its own.
    expect(sameNumbers('15 October 2025 and 15 October', 'on 2024-10-15, on 2025-10-15')).toBe(true)
    expect(sameNumbers('¥100, 100元 and 100 yen', '100日元, 100 yuan and ¥100')).toBe(true)
    expect(sameNumbers('¥100, 100元 and 100元', '100日元, 100 yen and ¥100')).toBe(false)
  })
})

describe('two values in one format', () => {
  const value = fc.oneof(
    fc.nat(999_999),
    fc.nat(999),
    fc.double({ min: 0, max: 6, noNaN: true }).map(size => Math.min(999_999, Math.floor(10 ** size))),
  )
  /** A value, and another that is like it: next to it, a digit changed, digits swapped, tenfold, a thousandfold. */
  const pairs = (most: number) =>
    fc.tuple(value, value, fc.nat(4), fc.nat(5), fc.nat(9)).map(([one, other, how, at, digit]) => {
      const a = one % (most + 1)
      const digits = Array.from(String(a))
      const place = at % digits.length
      const swapped = digits.with(place, digits[0]).with(0, digits[place]).join('')
      const like = [
        a + 1,
        Number(digits.with(place, String(digit)).join('')),
        Number(swapped),
        10 * a,
        1000 * a,
        other,
      ]
      return [a, like[how] % (most + 1)] as const
    })

  const formats: readonly (ValueFormat & { readonly most: number })[] = [
    ...wholeFormats.map(format => ({ ...format, most: 999_999 })),
    ...dayFormats.map(format => ({ ...format, name: `dates: ${format.name}`, most: 30_000 })),
    ...minuteFormats.map(format => ({ ...format, name: `times: ${format.name}`, most: 1439 })),
  ]
  test.each(formats)('are never the same, and one value always is: $name', ({ write, most }) => {
    fc.assert(
      fc.property(pairs(most), fc.constantFrom(...sentences), ([one, other], sentence) => {
        const [a, b] = [one, other].map(each => sentence.replace('{d}', () => write(each)))
        expect(sameNumbers(a, b), `${a} and ${b}`).toBe(one === other)
      }),
      { numRuns: 30 },
    )
  })
})

describe('any texts', () => {
  const pieces = fc.constantFrom(
    ...Array.from('0123456789.,:/-+ %$€年月日一二十百千万点零两§#°kmgv()\'"½²'),
    ' may ',
    ' 5 ',
    ' mg ',
    ' October ',
    ' pm ',
    ' one ',
    ' twenty ',
    '2025',
    ' to ',
    ' a month ',
    '百分之',
    'INV-',
    '零下',
    ' half ',
  )
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 25 }).map(parts => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )

  test('are read without overlap, in order, as pieces of the text', () => {
    fc.assert(
      fc.property(text, each => {
        let behind = 0
        for (const { start, end, text: piece, readings } of readQuantities(each)) {
          expect(start).toBeGreaterThanOrEqual(behind)
          expect(end).toBeGreaterThan(start)
          expect(piece).toBe(each.slice(start, end))
          expect(readings.length).toBeGreaterThan(0)
          for (const { value } of readings) expect(value).not.toBeNaN()
          behind = end
        }
        expect(behind).toBeLessThanOrEqual(each.length)
      }),
      { numRuns: 1000 },
    )
  })

  test('are the same as themselves, and as another text if that is as they', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(sameNumbers(a, a)).toBe(true)
        expect(sameNumbers(a, b)).toBe(sameNumbers(b, a))
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    '1',
    '1,',
    '1.',
    '1 ',
    '1-',
    'a-',
    'a1-',
    '1/',
    '1:',
    '$',
    '(',
    'one ',
    'hundred ',
    'a hundred and ',
    '一',
    '千',
    '1,234,',
    '1.234.',
    '1 234 ',
    'october ',
    'monday, ',
    'mon ',
    'twenty ',
    'third ',
    'quarter to ',
    'once a ',
    'II ',
    '7 pm ',
    '五十',
    '第一条',
    '15 october ',
    '2025-',
    '10/11/',
    '§ 1(',
    'v1.',
    '5 mg ',
    '1h',
    '½',
    '+1 ',
    'é1',
    '7:05 ',
    '1 h 30 min ',
    '1 - ',
    'p1y',
    '每',
    '/月',
    '≤1',
    'K 123 ',
    'AB 1-',
    'T1',
    '2025-10-15T19:05+02:00 ',
    '1_',
    '😀1',
    '¥1 ',
    '15 October, 15 October 2025, ',
  ])('of 8,000 characters that repeat %j are read to their end', piece => {
    const long = piece.repeat(Math.ceil(8_000 / piece.length))
    expect(sameNumbers(long, long)).toBe(true)
    expect(sameNumbers(long, `${long} and 7.25 °C`)).toBe(false)
  })
})
