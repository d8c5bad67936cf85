import { describe, expect, test } from 'vitest'
import { bm25, wordsOf } from '../../src/matrix/references/bm25.ts'
import reference from './bm25.json' with { type: 'json' }

describe('bm25', () => {
  test.each(reference.queries.map((query, at) => ({ query, at })))(
    'scores “$query” as bm25s does',
    ({ query, at }) => {
      const score = bm25(reference.documents)
      for (const [place, document] of reference.documents.entries())
        expect(score(query, document)).toBeCloseTo(reference.scores[at][place], 6)
    },
  )

  test('is 0 for a document that shares no word with the query', () => {
    expect(bm25(['a b', 'c d'])('e', 'a b')).toBe(0)
  })
})

describe('wordsOf', () => {
  test.each([
    ['USB cable, 1.5 m', ['usb', 'cable', '1.5', 'm']],
    ['$1,299.00', ['1,299.00']],
    ['Is it 25? It is 25.', ['is', 'it', '25', 'it', 'is', '25']],
    ['2025-10-15 at 14:05', ['2025', '10', '15', 'at', '14', '05']],
    ['version 2.14.3, v2.14', ['version', '2.14.3', 'v2.14']],
    ['{"price_usd": 24.99}', ['price', 'usd', '24.99']],
    ['72 m²', ['72', 'm²']],
    ['', []],
  ])('splits %s', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })
})
