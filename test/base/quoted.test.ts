import { describe, expect, test } from 'vitest'
import { quoted, shortened } from '../../src/base/quoted.ts'

describe('a text in a message', () => {
  test('stays whole up to its limit, and ends in an ellipsis beyond it', () => {
    expect(quoted('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`)
    expect(quoted('x'.repeat(61))).toBe(`"${'x'.repeat(60)}…"`)
    expect(shortened('abc', 2)).toBe('ab…')
  })

  test('shows what cannot be seen', () => {
    expect(quoted('a\u0000"')).toBe('"a\\u0000\\""')
  })

  test('is not cut inside a character of two units', () => {
    expect(shortened('ab😀c', 3)).toBe('ab…')
    expect(shortened('ab😀c', 4)).toBe('ab😀…')
  })
})
