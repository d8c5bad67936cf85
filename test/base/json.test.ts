import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, isDeeperThan, type Json } from '../../src/base/json.ts'

describe('isDeeperThan', () => {
  test('counts lists and objects within each other', () => {
    for (const flat of [null, 1, 'a', undefined]) expect(isDeeperThan(flat, 0)).toBe(false)
    expect(isDeeperThan([], 0)).toBe(true)
    expect(isDeeperThan([1, 'a', null], 1)).toBe(false)
    expect(isDeeperThan([1, { a: [] }], 2)).toBe(true)
    expect(isDeeperThan([1, { a: [] }, 2], 3)).toBe(false)
  })

  test('does not end in a full stack itself', () => {
    const deep = JSON.parse(`${'['.repeat(500_000)}${']'.repeat(500_000)}`)
    expect(isDeeperThan(deep, 499_999)).toBe(true)
    expect(isDeeperThan(deep, 500_000)).toBe(false)
  })
})

describe('canonicalJson', () => {
  test('sorts keys by code unit at every depth, and leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: { d: undefined, c: [{ z: null, y: true }], B: '' } })).toBe(
      '{"a":{"B":"","c":[{"y":true,"z":null}]},"b":1}',
    )
    expect(canonicalJson({ '10': 1, '9': 2, é: 3, z: 4 })).toBe('{"10":1,"9":2,"z":4,"é":3}')
  })

  test('is JSON of the same value, without spaces between its parts', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = canonicalJson(value as Json)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(text.length).toBe(JSON.stringify(value).length)
      }),
    )
  })

  test('is the same for equal values, in whatever order their members were made', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), record => {
        const reversed = Object.fromEntries(Object.entries(record).reverse())
        expect(canonicalJson(reversed as Json)).toBe(canonicalJson(record as Json))
      }),
    )
  })

  test('keeps lone surrogates apart', () => {
    expect(canonicalJson('\ud800')).not.toBe(canonicalJson('\ud801'))
  })
})
