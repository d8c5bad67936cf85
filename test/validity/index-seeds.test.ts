import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { agree, blurredOracle, indexOfSeed, ndcgOfSeeds } from '../../scripts/validity/index-seeds.ts'
import { withCache } from '../../src/models/decorators/cache.ts'
import { resolveEmbedder } from '../../src/models/registry.ts'
import { openCache } from '../../src/store/open-cache.ts'
import { sharedCache } from '../fixtures/shared-cache.ts'

const page = readFileSync('docs/validity.md', 'utf8')

interface Row {
  readonly model: string
  readonly seed: number
  readonly index: Found
  readonly ndcg10: Found
}

interface Found {
  readonly value: number
  readonly interval: readonly [number, number]
}

const number = (text: string) => Number(text.replace('−', '-'))
const rows = [
  ...page.matchAll(/^\| (\S+ as \w+) \| (\d) \| (\S+) \| (\S+) to (\S+) \| (\S+) \| (\S+) to (\S+) \|$/gm),
].map(([, model, seed, ...found]): Row => {
  const [value, low, high, ndcg10, worst, best] = found.map(number)
  return {
    model,
    seed: Number(seed),
    index: { value, interval: [low, high] },
    ndcg10: { value: ndcg10, interval: [worst, best] },
  }
})

test('the seeds of the page agree within their intervals, for each model', () => {
  const models = Map.groupBy(rows, ({ model }) => model)
  expect([...models.keys()]).toEqual([
    'bundled:use-lite as embedder',
    'bundled:use-lite as reranker',
    'all-MiniLM-L6-v2 as embedder',
  ])
  for (const [model, own] of models) {
    expect(own.map(({ seed }) => seed)).toEqual([1, 2, 3])
    for (const of of ['index', 'ndcg10'] as const)
      expect(agree(own.map(row => row[of])), `${of} of ${model}`).toBe(true)
    for (const { value, interval } of own.flatMap(({ index, ndcg10 }) => [index, ndcg10])) {
      expect(interval[0]).toBeLessThanOrEqual(value)
      expect(interval[1]).toBeGreaterThanOrEqual(value)
    }
  }
})

test('seeds whose intervals do not meet do not agree', () => {
  const score = (low: number, high: number) => ({ interval: [low, high] as const })
  expect(agree([score(1, 2), score(2, 3)])).toBe(true)
  expect(agree([score(1, 2), score(1.5, 3), score(2.5, 4)])).toBe(false)
})

test('the page has what the bundled embedder gets on seed 1', async () => {
  const { embedder } = await resolveEmbedder('bundled:use-lite')
  using cache = openCache({ directory: sharedCache() })
  const found = await indexOfSeed(withCache(embedder, cache), 1)
  const written = rows.find(({ model, seed }) => model === 'bundled:use-lite as embedder' && seed === 1)!
  expect(found.value).toBeCloseTo(written.index.value, 1)
  for (const [at, end] of found.interval!.entries()) expect(end).toBeCloseTo(written.index.interval[at], 1)
  expect(found.ndcg10.value).toBeCloseTo(written.ndcg10.value, 3)
  for (const [at, end] of found.ndcg10.interval!.entries())
    expect(end).toBeCloseTo(written.ndcg10.interval[at], 3)
})

test.each([60, 20])('nDCG@10 of %i anchors on fresh seeds lies within its intervals', async anchors => {
  const { held, seeds, deviation, reach } = await ndcgOfSeeds('', 10, blurredOracle(0.1, anchors))
  // A part of what docs/validity.md says of fresh seeds. Of 10 at 95 %, fewer than 7 come up in 1 of 1,000 times.
  expect(held).toBeGreaterThanOrEqual(7)
  expect(seeds).toBe(10)
  // Wide enough, and not so wide that it says nothing.
  expect(reach / (1.96 * deviation)).toBeGreaterThan(0.8)
  expect(reach / (1.96 * deviation)).toBeLessThan(2.5)
})
