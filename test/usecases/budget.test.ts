import { describe, expect, test } from 'vitest'
import type { NamedModel } from '../../src/experiments/ask.ts'
import { resolveEmbedder } from '../../src/models/registry.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { checkBudget } from '../../src/usecases/estimate.ts'
import { estimateProbe } from '../../src/usecases/probe.ts'
import { fakeEmbedder, fakeReranker } from '../models/fakes.ts'

const plan = {
  series: [rangeSeries('1..20')],
  zeroSeries: [],
  prompts: ['{d}?'],
  roles: 'same',
  controls: 'none',
  seed: 1,
} as const

const asked =
  (...models: readonly NamedModel[]) =>
  () =>
    estimateProbe({ ...plan, models }, { cache: memoryCache() })

const embedder = { id: 'embedder:test', spec: 'test:fake', model: fakeEmbedder({ maxBatch: 50 }) }
const reranker = { id: 'reranker:test', spec: 'test:fake', model: fakeReranker({ maxBatch: 50 }) }

describe('a budget', () => {
  test('lets pass what is within it, and anything where there is none', async () => {
    await checkBudget({ requests: null, tokens: null }, 'probe', asked(embedder, reranker))
    await checkBudget({ requests: 1000, tokens: 100_000 }, 'probe', asked(embedder, reranker))
  })

  test.each([
    [
      'requests',
      { requests: 5, tokens: null },
      /^--max-requests: this probe needs \d+ requests; at most 5 are allowed\. Nothing was asked\./,
    ],
    [
      'tokens',
      { requests: null, tokens: 200 },
      /^--max-tokens: this probe needs about [\d,]+ tokens; at most 200 are allowed/,
    ],
  ])('of %s refuses what is over all models more', async (_, budget, message) => {
    await expect(checkBudget(budget, 'probe', asked(embedder, reranker))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    })
    expect(embedder.model.requests).toEqual([])
  })

  test('does not count a model that runs here', async () => {
    const { spec, embedder: bundled } = await resolveEmbedder('bundled:use-lite')
    const here = { id: 'embedder', spec, model: bundled }
    await checkBudget({ requests: 0, tokens: 0 }, 'probe', asked(here))
  })
})
