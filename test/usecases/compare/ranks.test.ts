import { describe, expect, test } from 'vitest'
import { ranksOf } from '../../../src/usecases/compare/ranks.ts'

const scores = [
  { entrant: 'b', value: 0.7 },
  { entrant: 'a', value: 0.8 },
  { entrant: 'c', value: 0.6 },
  { entrant: 'd', value: 0.5 },
]
const apart = (...pairs: readonly string[]) => pairs.map(([a, b]) => ({ a, b }))

describe('ranksOf', () => {
  test('gives each its place where all can be told apart, whichever is named first', () => {
    expect(ranksOf(scores, apart('ab', 'ac', 'ad', 'bc', 'bd', 'cd'), 1)).toEqual([2, 1, 3, 4])
    expect(ranksOf(scores, apart('ba', 'ca', 'da', 'cb', 'db', 'dc'), 1)).toEqual([2, 1, 3, 4])
  })

  test('gives all the first place where none can', () => {
    expect(ranksOf(scores, [], 1)).toEqual([1, 1, 1, 1])
    expect(ranksOf([], [], 1)).toEqual([])
  })

  test('lets those share a rank that cannot be told apart from its best, and counts them', () => {
    expect(ranksOf(scores, apart('ac', 'ad', 'bd', 'cd'), 1)).toEqual([1, 1, 3, 4])
    expect(ranksOf(scores, apart('ac', 'ad'), 1)).toEqual([1, 1, 3, 3])
  })

  test('asks only whether they differ from the best of a rank, not from each other', () => {
    expect(ranksOf(scores, apart('ad', 'bc'), 1)).toEqual([1, 1, 1, 4])
  })

  test('lets one behind stand before one that is told apart, though its value is less', () => {
    expect(ranksOf(scores, apart('ab'), 1)).toEqual([4, 1, 1, 1])
  })

  test('puts the least first where lower is better', () => {
    expect(ranksOf(scores, apart('ab', 'ac', 'ad', 'bc', 'bd', 'cd'), -1)).toEqual([3, 4, 2, 1])
  })
})
