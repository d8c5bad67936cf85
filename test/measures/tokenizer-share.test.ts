import { describe, expect, test } from 'vitest'
import { firstOf, resamplesOf } from '../../src/measures/resamples.ts'
import { pairTable, tokenizerShare } from '../../src/measures/tokenizer-share.ts'
import { constant, counted, noise, perfect, placed, scoredFrom } from '../fixtures/matrices.ts'

const documents = counted(40)
/** Tokens that say nothing of the values. */
const tokens = documents.values.map(value => [`a${value % 3}`, `b${value % 5}`])
const draws = firstOf(resamplesOf('made-up', 40, 1), 100)

interface Term {
  readonly term: string
  readonly share: number
  readonly interval: [number, number]
}
const termsOf = ({ details }: { readonly details?: unknown }) => (details as { terms: Term[] }).terms
const shareOf = (result: { readonly details?: unknown }, term: string) =>
  termsOf(result).find(each => each.term === term)!.share

describe('tokenizer-share', () => {
  test('gives the oracle’s order to distance', () => {
    const result = tokenizerShare(perfect(documents), tokens, draws)
    expect(shareOf(result, 'distance')).toBeGreaterThan(0.8)
    expect(result.value).toBeLessThan(0.02)
  })

  test('gives to the tokens what only they decide, with an interval that says so', () => {
    const { columns } = pairTable(perfect(documents), tokens)
    const data = new Float64Array(1600).fill(1)
    for (let i = 0, at = 0; i < 40; i++)
      for (let j = i + 1; j < 40; j++, at += 5) data[i * 40 + j] = data[j * 40 + i] = columns[at + 3]
    const { value, interval, details } = tokenizerShare(scoredFrom(documents, data), tokens, draws)
    expect(value).toBeGreaterThan(0.9)
    expect(interval![0]).toBeGreaterThan(0.8)
    expect(details!.rSquared).toBeCloseTo(1, 9)
  })

  test('finds little in noise', () => {
    const { details } = tokenizerShare(noise(documents), tokens, draws)
    expect(details!.rSquared).toBeLessThan(0.05)
  })

  test('counts shared tokens with their number, and lengths in code points', () => {
    const series = { ...placed([1, 2, 3]), texts: ['a', 'ab', '🙂🙂🙂'] }
    const { columns } = pairTable(perfect(series), [['x', 'x', 'y'], ['x', 'y', 'y'], []])
    expect([...columns].slice(0, 4)).toEqual([1, 1, 1, 2 / 3])
    expect([...columns].slice(5, 9)).toEqual([2, 3, 2, 0])
  })

  test('holds the split of every document and how many tokens there are', () => {
    const { details } = tokenizerShare(noise(documents), tokens, draws)
    expect((details!.split as string[][])[3]).toEqual(['a1', 'b4'])
    expect(details!.tokensPerDocument).toEqual({ least: 2, mean: 2, most: 2 })
  })

  test('has no value where all similarities are equal', () => {
    expect(tokenizerShare(constant(documents), tokens, draws)).toMatchObject({
      value: null,
      reason: 'All similarities are equal.',
    })
  })
})
