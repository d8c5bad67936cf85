import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printable, printableJson, printableLine, xmlText } from '../../src/base/control-characters.ts'

const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)),
})

/** What a terminal may act on, from its own tables: categories of Unicode, not the code under test. */
const dangerous = /[^\P{Cc}\n\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/u

test('what a terminal may act on is shown as its picture', () => {
  expect(printable('a\u001b[2J\u0007\u0000\u007f\u009b31m\u202eb')).toBe('a␛[2J␇␀␡�31m�b')
  expect(printable('one\r\ntwo\rthree\tfour')).toBe('one\ntwo␍three\tfour')
  expect(printableLine('one\ntwo\tthree')).toBe('one␊two␉three')
})

test('nothing that a terminal may act on is left of any text, and the rest stays as it is', () => {
  fc.assert(
    fc.property(anyText, text => {
      expect(printable(text)).not.toMatch(dangerous)
      expect(printableJson(JSON.stringify(text))).not.toMatch(dangerous)
      if (!dangerous.test(text)) expect(printable(text)).toBe(text)
    }),
  )
})

test('JSON means the same afterwards', () => {
  fc.assert(
    fc.property(anyText, text => {
      expect(JSON.parse(printableJson(JSON.stringify([text])))).toEqual([text])
    }),
  )
})

test('what XML 1.0 forbids is shown as its picture, and nothing else is changed', () => {
  expect(xmlText('\u0000\u000b\u001b\ufffe\ud800x')).toBe('␀␋␛��x')
  const allowed = '\t\n\r \u007f\u0085\u202e\u{1f600}价格'
  expect(xmlText(allowed)).toBe(allowed)
})
