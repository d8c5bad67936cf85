import { describe, expect, test } from 'vitest'
import { bundledUseLite } from '../../../src/models/adapters/bundled-use-lite.ts'
import { standInReranker } from '../../../src/models/adapters/stand-in-reranker.ts'
import { withBatches } from '../../../src/models/decorators/batches.ts'
import { identityText } from '../../../src/models/identity.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { fakeEmbedder, letters } from '../fakes.ts'

rerankerConformance('an embedder standing in', {
  create: () => standInReranker(fakeEmbedder()),
  anySize: false,
})
rerankerConformance('bundled:use-lite', { create: () => standInReranker(bundledUseLite()), anySize: false })
rerankerConformance('bundled:use-lite in batches', {
  create: () => withBatches(standInReranker(bundledUseLite())),
  anySize: true,
})

describe('standInReranker', () => {
  test('says that it stands in, in an identity of its own', () => {
    const embedder = fakeEmbedder()
    const reranker = standInReranker(embedder)
    expect(reranker.standIn).toBe(true)
    expect(reranker.id).toEqual({
      ...embedder.id,
      kind: 'reranker',
      task: 'cosine of a dual encoder, standing in for a cross-encoder',
    })
    expect(identityText(reranker.id)).not.toBe(identityText(embedder.id))
  })

  test('keeps the task of the embedder in its identity', () => {
    const embedder = fakeEmbedder()
    const withTask = { ...embedder, id: { ...embedder.id, task: 'retrieval' } }
    expect(standInReranker(withTask).id.task).toMatch(/^retrieval; cosine/)
  })

  test('takes over the limits and the tokenizer of the embedder', () => {
    const limits = { maxBatch: 3, maxBatchTokens: 99, tokenizer: letters }
    expect(standInReranker(fakeEmbedder(limits))).toMatchObject(limits)
  })

  test('scores by the cosine, whatever the lengths of the vectors', async () => {
    const vectors: Record<string, number[]> = {
      q: [3, 4],
      same: [0.3, 0.4],
      across: [-4, 3],
      against: [-6, -8],
    }
    const embedder = fakeEmbedder({ dimensions: 2, answer: texts => texts.map(text => vectors[text]) })
    const { scores } = await standInReranker(embedder).score('q', ['same', 'across', 'against'], {})
    expect(scores[0]).toBeCloseTo(1, 6)
    expect(scores[1]).toBeCloseTo(0, 12)
    expect(scores[2]).toBeCloseTo(-1, 12)
  })

  test('gives the query the role of a query, and adds up what both requests cost', async () => {
    const roles: string[] = []
    const inner = fakeEmbedder({ tokensEach: 5 })
    const embedder = {
      ...inner,
      embed: (...[texts, options]: Parameters<typeof inner.embed>) => {
        roles.push(`${options.role} ${texts.join()}`)
        return inner.embed(texts, options)
      },
    }
    const { usage } = await standInReranker(embedder).score('q', ['a', 'b'], {})
    expect(roles).toEqual(['query q', 'document a,b'])
    expect(usage).toEqual({ tokens: 15 })
  })

  test('lets other work run while every vector is remembered', async () => {
    const reranker = standInReranker(bundledUseLite())
    await reranker.score('1', ['2'], {})
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    for (let i = 0; i < 2000; i++) await reranker.score('1', ['2'], {})
    clearInterval(timer)
    expect(turns).toBeGreaterThan(0)
  })
})
