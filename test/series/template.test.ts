import { describe, expect, test } from 'vitest'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { checkTemplate, fillTemplate, templatedSeries } from '../../src/series/template.ts'

describe('checkTemplate', () => {
  test('gives back a template that has {d}', () => {
    expect(checkTemplate('a {d} b {d}', '--prompt')).toBe('a {d} b {d}')
  })

  test.each(['', 'the closest item', '{D}', '{ d }', '{0}', '{d'])(
    'refuses %j and names the option',
    text => {
      expect(() => checkTemplate(text, '--prompt')).toThrow(
        expect.objectContaining({
          code: 'usage',
          message: `--prompt: got ${JSON.stringify(text)}, which has no {d}; expected a text with {d} where the document goes, such as 'what is the closest item to {d}?'.`,
          details: { option: '--prompt', text },
        }),
      )
    },
  )
})

describe('a template', () => {
  test.each([
    ['a\0{d}', 'U+0000'],
    ['{d}\x1b[2J', 'U+001B'],
    ['\ud800{d}', 'U+D800'],
  ])('that holds what no document may hold is refused: %j', (text, character) => {
    expect(() => checkTemplate(text, '--template')).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: expect.stringContaining(`--template: got the character ${character} in `),
      }),
    )
  })

  test('may hold tabs, line ends and signs of every plane', () => {
    expect(checkTemplate('a\t{d}\n😀', '--prompt')).toBe('a\t{d}\n😀')
  })
})

describe('fillTemplate', () => {
  test('puts the document at every {d}, and nowhere else', () => {
    expect(fillTemplate('{d} or {d}? {D} {x}', '7')).toBe('7 or 7? {D} {x}')
  })

  test.each(['$&', '$1', '$$', '$`', '{d}', '\\', '$1.99'])('puts %j in as it is', document => {
    expect(fillTemplate('a {d} b {d}', document)).toBe(`a ${document} b ${document}`)
  })
})

describe('templatedSeries', () => {
  const integers = catalogueSeries('integers')

  test('puts each document into the sentence, and leaves values and ruler', () => {
    const series = templatedSeries(integers, 'The price is {d} euros.')
    expect([series.texts[0], series.texts[99]]).toEqual(['The price is 1 euros.', 'The price is 100 euros.'])
    expect(series.values).toEqual(integers.values)
    expect(series).toMatchObject({ family: 'number', ruler: 'linear', period: null, source: integers.source })
  })

  test('names the template in id and description', () => {
    const series = templatedSeries(integers, 'The price is {d} euros.')
    expect(series.id).toBe('integers:the-price-is-d-euros')
    expect(series.description).toBe(
      'The whole numbers 1 to 100, one apart. Each in the sentence "The price is {d} euros.".',
    )
    expect(templatedSeries(integers, '价格{d}元').id).toBe('integers:价格-d-元')
  })

  test('keeps the circle of a circular series', () => {
    expect(templatedSeries(catalogueSeries('times-day'), 'at {d}')).toMatchObject({
      ruler: 'circular',
      period: 1440,
    })
  })

  test('refuses a template without {d}, and one that makes documents too long', () => {
    expect(() => templatedSeries(integers, 'no place')).toThrow(/^--template: got "no place"/)
    expect(() => templatedSeries(integers, `${'x'.repeat(10_000)}{d}`)).toThrow(
      /document 1 has 10,001 characters/,
    )
  })
})
