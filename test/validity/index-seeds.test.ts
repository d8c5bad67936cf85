import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { agree, indexOfSeed } from '../../scripts/validity/index-seeds.ts'
import { resolveEmbedder } from '../../src/models/registry.ts'

const page = readFileSync('docs/validity.md', 'utf8')

interface Row {
  readonly model: string
  readonly seed: number
  readonly value: number
  readonly interval: [number, number]
}

const number = (text: string) => Number(text.replace('−', '-'))
const rows = [
  ...page.matchAll(/^\| (\S+ as \w+) \| (\d) \| (\S+) \| (\S+) to (\S+) \| \S+ \| \S+ to \S+ \|$/gm),
].map(
  ([, model, seed, value, low, high]): Row => ({
    model,
    seed: Number(seed),
    value: number(value),
    interval: [number(low), number(high)],
  }),
)

test('the seeds of the page agree within their intervals, for each model', () => {
  const models = Map.groupBy(rows, ({ model }) => model)
  expect([...models.keys()]).toEqual([
    'bundled:use-lite as embedder',
    'bundled:use-lite as reranker',
    'all-MiniLM-L6-v2 as embedder',
  ])
  for (const [model, own] of models) {
    expect(own.map(({ seed }) => seed)).toEqual([1, 2, 3])
    const scores = own.map(({ seed, interval }) => ({ seed, score: { interval } }))
    expect(agree(scores), model).toBe(true)
    for (const { value, interval } of own) {
      expect(interval[0]).toBeLessThanOrEqual(value)
      expect(interval[1]).toBeGreaterThanOrEqual(value)
    }
  }
})

test('seeds whose intervals do not meet do not agree', () => {
  const score = (low: number, high: number) => ({ seed: 1, score: { interval: [low, high] as const } })
  expect(agree([score(1, 2), score(2, 3)])).toBe(true)
  expect(agree([score(1, 2), score(1.5, 3), score(2.5, 4)])).toBe(false)
})

test('the page has what the bundled embedder gets on seed 1', async () => {
  const { embedder } = await resolveEmbedder('bundled:use-lite')
  const { value, interval } = await indexOfSeed(embedder, 1)
  const written = rows.find(({ model, seed }) => model === 'bundled:use-lite as embedder' && seed === 1)!
  expect(value).toBeCloseTo(written.value, 1)
  for (const [at, end] of interval!.entries()) expect(end).toBeCloseTo(written.interval[at], 1)
})
