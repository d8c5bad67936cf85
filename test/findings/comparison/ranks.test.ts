import { describe, expect, test } from 'vitest'
import { ranksOf } from '../../../src/findings/comparison/ranks.ts'

const scores = [
  { entrant: 'b', value: 0.7 },
  { entrant: 'a', value: 0.8 },
  { entrant: 'c', value: 0.6 },
  { entrant: 'd', value: 0.5 },
]
const pairs = (apart: readonly string[]) =>
  ['ab', 'ac', 'ad', 'bc', 'bd', 'cd'].map(pair => ({
    a: pair[1],
    b: pair[0],
    adjusted: apart.includes(pair) ? 0.01 : 0.2,
  }))

describe('ranksOf', () => {
  test('gives each its place where all can be told apart', () => {
    expect(ranksOf(scores, pairs(['ab', 'ac', 'ad', 'bc', 'bd', 'cd']), 1, 0.05)).toEqual([2, 1, 3, 4])
  })

  test('gives all the first place where none can', () => {
    expect(ranksOf(scores, pairs([]), 1, 0.05)).toEqual([1, 1, 1, 1])
  })

  test('lets those share a rank that cannot be told apart from its best, and counts them', () => {
    expect(ranksOf(scores, pairs(['ac', 'ad', 'bd', 'cd']), 1, 0.05)).toEqual([1, 1, 3, 4])
    expect(ranksOf(scores, pairs(['ac', 'ad']), 1, 0.05)).toEqual([1, 1, 3, 3])
  })

  test('puts the least first where lower is better', () => {
    expect(ranksOf(scores, pairs(['ab', 'ac', 'ad', 'bc', 'bd', 'cd']), -1, 0.05)).toEqual([3, 4, 2, 1])
  })
})
