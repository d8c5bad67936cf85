import { describe, expect, test } from 'vitest'
import { problemOf, readTogether, reasonOf } from '../../src/series/read-together.ts'

describe('texts read together', () => {
  test('have one family and a value each', () => {
    expect(readTogether(['$2', '$1.99'])).toEqual({ kind: 'read', family: 'money', values: [2, 1.99] })
  })

  test('settle among them the notation of those that leave it open', () => {
    expect(readTogether(['1,234', '0.5'])).toMatchObject({ values: [1234, 0.5] })
    expect(readTogether(['1,234', '0,5'])).toMatchObject({ values: [1.234, 0.5] })
    expect(readTogether(['03/02/2024', '25/12/2024'])).toMatchObject({ values: [19_756, 20_082] })
    expect(readTogether(['03/02/2024', '12/25/2024'])).toMatchObject({ values: [19_784, 20_082] })
  })

  test('stay open where none settles it, with the values of either notation', () => {
    expect(readTogether(['5', '1,234'])).toMatchObject({
      kind: 'open',
      family: 'number',
      at: 1,
      values: [
        [5, 1234],
        [5, 1.234],
      ],
    })
  })

  test('can be said to be versions, and no longer decimals', () => {
    expect(readTogether(['9.11', '9.9'], 'version')).toMatchObject({ values: [9_011_000, 9_009_000] })
  })

  test.each([
    ['nothing', ['5', 'five'], '"five" reads as no number, money, date, time or quantity'],
    ['two kinds', ['5', '12:00'], '"5" is a number and "12:00" is a time'],
    ['money and a number', ['$5', '5'], '"$5" is money and "5" is a number'],
    ['two currencies', ['$100', '¥100'], '"$100" is in USD and "¥100" is in JPY or CNY'],
    ['two notations', ['1.5', '1,5'], '"1.5" has the decimal point and "1,5" has the decimal comma'],
    ['either', ['1,234', '5'], '"1,234" reads as 1234 (decimal point) and as 1.234 (decimal comma)'],
  ])('say why not: %s', (_, texts, reason) => {
    const together = readTogether(texts)
    expect(together.kind === 'read' ? null : reasonOf(texts, together)).toBe(reason)
  })
})

describe('what is wrong with texts', () => {
  const nameOf = (index: number) => `word ${index + 1}`
  const problem = (...texts: string[]) => {
    const read = readTogether(texts)
    if (read.kind === 'read' || read.kind === 'unread') throw new Error(read.kind)
    return `${nameOf(read.at)}${problemOf(texts, read, nameOf, 'line')}`
  }

  test('is said of the first of another kind, and of the first that none before it goes with', () => {
    expect(problem('1', '2', '12:00', '$1')).toContain(
      'word 3 (time) after "1" (number); one series holds one kind.',
    )
    expect(problem('¥1', '2 JPY', '¥3', '4 CNY')).toContain('word 4 (CNY) after "2 JPY" (JPY, word 2)')
    expect(problem('5 m', '6 kg')).toContain('word 2 (mass in g) after "5 m" (length in m, word 1)')
    expect(problem('1 gal', '2 l')).toContain('(volume in l) after "1 gal" (volume in gallons of one kind')
    expect(problem('2024-01-01T10:00Z', '2024-01-01', '2024-01-01T10:00')).toContain(
      'word 3 (a time without a zone) after "2024-01-01T10:00Z" (a time with a zone, word 1)',
    )
  })

  test('is both readings, and how to choose', () => {
    expect(problem('1.234', '5')).toContain(
      'reads as 1.234 (decimal point) and as 1234 (decimal comma), and no other line decides. Add --decimal',
    )
    expect(problem('01/02/2024 10:30', '02/02/2024 10:30')).toContain(
      'reads as 2024-02-01T10:30Z (day before month) and as 2024-01-02T10:30Z (month before day)',
    )
  })
})
