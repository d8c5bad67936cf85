import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance, nearestNames } from '../../src/math/edit-distance.ts'

function slow(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const rest = slow(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1)
  return Math.min(rest, slow(a.slice(1), b) + 1, slow(a, b.slice(1)) + 1)
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 6 })

describe('editDistance', () => {
  test.each([
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['99', '100', 3],
    ['😀', '😁', 1],
  ])('from %s to %s is %d', (a, b, distance) => expect(editDistance(a, b)).toBe(distance))

  test('is what the recursion of its definition gives', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(slow(a, b))
      }),
    )
  })

  test('is a distance: zero only to itself, the same both ways, no detour shorter', () => {
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b) === 0).toBe(a === b)
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c))
      }),
    )
  })
})

test('nearestNames gives the nearest first, at most three, and none that is far', () => {
  const known = ['integers', 'integers-padded', 'negatives', 'dates', 'dates-year']
  expect(nearestNames('integer', known)).toEqual(['integers'])
  expect(nearestNames('DATE', known)).toEqual(['dates'])
  expect(nearestNames('weather', known)).toEqual([])
})

test('nearestNames sorts by distance, then by name, and allows a third of the length', () => {
  expect(nearestNames('abc', ['abcdd', 'abx', 'abb', 'abcd', 'xyz'])).toEqual(['abb', 'abcd', 'abx'])
  expect(nearestNames('abcdefghi', ['abcdefxyz', 'abcdewxyz'])).toEqual(['abcdefxyz'])
  expect(nearestNames('ab', ['cd', 'cde'])).toEqual(['cd'])
})
