import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { manyPairs } from '../../scripts/many-pairs.ts'
import { priceOf } from '../../src/models/prices.ts'

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'many-machines.md'), 'utf8')

test('the plan for 10⁹ pairs says what its arithmetic gives', () => {
  for (const row of manyPairs()) expect(page).toContain(`${row}\n`)
})

test('the plan reckons with the prices that the tool knows', () => {
  const price = (kind: 'embedder' | 'reranker', provider: string, model: string) =>
    priceOf({ kind, provider, model } as Parameters<typeof priceOf>[0])?.perMillionTokens
  const rows = manyPairs().join('\n')
  expect(rows).toContain(`$${price('embedder', 'openai', 'text-embedding-3-small')} / 10⁶`)
  expect(rows).toContain(`$${price('reranker', 'voyage', 'rerank-2.5')} / 10⁶`)
})
