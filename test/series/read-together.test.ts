import { describe, expect, test } from 'vitest'
import { readTogether, readValues, reasonOf } from '../../src/series/read-together.ts'

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
    ['nothing', ['5', 'five'], '"five" reads as no number, money, date or time'],
    ['two kinds', ['5', '12:00'], '"5" is a number and "12:00" is a time'],
    ['money and a number', ['$5', '5'], '"$5" is money and "5" is a number'],
    ['two currencies', ['$100', '¥100'], '"$100" is in USD and "¥100" is in JPY or CNY'],
    ['two notations', ['1.5', '1,5'], '"1.5" has the decimal point and "1,5" has the decimal comma'],
    ['either', ['1,234', '5'], '"1,234" reads as 1234 (decimal point) and as 1.234 (decimal comma)'],
  ])('say why not: %s', (_, texts, reason) => {
    const together = readTogether(texts)
    expect(together.kind === 'read' ? null : reasonOf(texts, together)).toBe(reason)
  })

  const nameOf = (index: number) => `word ${index + 1}`

  test('are refused by the first without a reading, and by the first of another kind', () => {
    expect(() => readValues(['1', 'two', 'three'], nameOf)).toThrow(/^word 2: got "two", which reads as no/)
    expect(() => readValues(['1', '2', '12:00', '$1'], nameOf)).toThrow(
      /^word 3: got "12:00" \(time\) after "1" \(number\); one series holds one kind\./,
    )
  })

  test('are refused by the first that none before it goes with', () => {
    expect(() => readValues(['¥1', '2 JPY', '¥3', '4 CNY'], nameOf)).toThrow(
      /^word 4: got "4 CNY" \(CNY\) after "2 JPY" \(JPY, word 2\)/,
    )
  })
})
