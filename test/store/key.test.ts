import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyOf } from '../../src/store/key.ts'

const anyText = fc.array(fc.nat(0xffff)).map(units => String.fromCharCode(...units))

describe('keyOf', () => {
  test('has 32 bytes and is equal for equal parts', () => {
    expect(keyOf('a', 'b')).toHaveLength(32)
    expect(keyOf('a', 'b')).toEqual(keyOf('a', 'b'))
  })

  test('is the SHA-256 of the parts in UTF-16, little-endian, each after its length', () => {
    // printf '1:7' | iconv -t UTF-16LE | sha256sum
    expect(Buffer.from(keyOf('7')).toString('hex')).toBe(
      '1cc204f9334b36aeb26bd3dd89edf749745c6252b2b9cf3cf517a04fed773243',
    )
  })

  test('tells apart lists whose parts join to the same text', () => {
    const lists = [['ab'], ['a', 'b'], ['', 'ab'], ['ab', ''], ['1:ab'], ['a', '1:b'], []]
    expect(new Set(lists.map(parts => keyOf(...parts).join())).size).toBe(lists.length)
  })

  test('tells apart texts that differ in a lone surrogate only, and those from what UTF-8 writes for it', () => {
    const texts = ['\ud800', '\ud801', '\udc00', '\ufffd', '\ud800\udc00', '\udc00\ud800']
    expect(new Set(texts.map(text => keyOf(text).join())).size).toBe(texts.length)
  })

  test('tells apart any two lists of any texts', () => {
    fc.assert(
      fc.property(fc.array(anyText), fc.array(anyText), (one, other) => {
        expect(Buffer.compare(keyOf(...one), keyOf(...other)) === 0).toBe(
          JSON.stringify(one) === JSON.stringify(other),
        )
      }),
    )
  })
})
