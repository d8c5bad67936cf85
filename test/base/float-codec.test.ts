import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFloats, encodeFloats } from '../../src/base/float-codec.ts'

test('a matrix of float64 comes back bit for bit', () => {
  fc.assert(
    fc.property(fc.float64Array({ maxLength: 50 }), values => {
      expect(decodeFloats(encodeFloats(values, 'float64'), 'float64')).toEqual(values)
    }),
  )
})

test('a matrix of float32 comes back as the nearest float32', () => {
  fc.assert(
    fc.property(fc.float32Array({ maxLength: 50 }), values => {
      expect(decodeFloats(encodeFloats(values, 'float32'), 'float32')).toEqual(Float64Array.from(values))
    }),
  )
})

test('numbers are little-endian, whatever the machine', () => {
  expect(encodeFloats([1, -2], 'float32')).toBe('AACAPwAAAMA=')
  expect(encodeFloats([1], 'float64')).toBe('AAAAAAAA8D8=')
})

test('a large matrix is encoded too', () => {
  const values = Float64Array.from({ length: 300 * 300 }, (_, at) => at / 7)
  expect(decodeFloats(encodeFloats(values, 'float64'), 'float64')).toEqual(values)
})
