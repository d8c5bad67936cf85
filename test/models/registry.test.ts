import { describe, expect, test } from 'vitest'
import type { ModelFamily } from '../../src/models/adapters/family.ts'
import { listModels, resolveEmbedder, resolveReranker } from '../../src/models/registry.ts'
import { fakeEmbedder, fakeReranker } from './fakes.ts'

const open: ModelFamily = {
  provider: 'open',
  options: ['dimensions', 'baseURL'],
  models: [
    { name: 'known', kinds: ['embedder'], description: 'A known one.' },
    { name: 'ranker', kinds: ['reranker'], description: 'Another.' },
  ],
  needs: () => 'Set OPEN_API_KEY.',
  reach: () => ({ does: 'computes' }),
  embedder: async spec =>
    fakeEmbedder({ model: spec.name, dimensions: Number(spec.options.dimensions ?? 4) }),
  reranker: async spec => (spec.name === 'ranker' ? fakeReranker({ model: spec.name }) : undefined),
}

const vectorsOnly: ModelFamily = {
  provider: 'vectors',
  options: [],
  models: [{ name: 'only', kinds: ['embedder'], description: 'No reranker here.' }],
  needs: () => null,
  reach: () => ({ does: 'computes' }),
  embedder: async () => fakeEmbedder(),
}

const families = [open, vectorsOnly]

describe('resolveEmbedder', () => {
  test('gives the bundled model and the spec as it was asked for', async () => {
    const { spec, embedder } = await resolveEmbedder('bundled:use-lite')
    expect(spec).toBe('bundled:use-lite')
    expect(embedder.id).toMatchObject({ kind: 'embedder', provider: 'bundled', model: 'use-lite' })
  })

  test('hands name and options on to the family', async () => {
    const { spec, embedder } = await resolveEmbedder('open:any/name?dimensions=7', { families })
    expect(spec).toBe('open:any/name?dimensions=7')
    expect(embedder.id).toMatchObject({ model: 'any/name', dimensions: 7 })
  })

  test('suggests the nearest model for a mistyped name', async () => {
    await expect(resolveEmbedder('bundled:use-light')).rejects.toMatchObject({
      code: 'unknown',
      message:
        'There is no embedder "bundled:use-light". Did you mean bundled:use-lite? `numeracy models` lists what can be used here.',
      details: { spec: 'bundled:use-light', kind: 'embedder', nearest: ['bundled:use-lite'] },
    })
  })

  test('suggests the nearest model for a mistyped provider', async () => {
    await expect(resolveEmbedder('bundle:use-lite')).rejects.toThrow(/Did you mean bundled:use-lite\?/)
  })

  test('suggests nothing for what is near to nothing, and repeats no option', async () => {
    await expect(resolveEmbedder('nowhere:something-else?key=CANARY')).rejects.toMatchObject({
      code: 'unknown',
      message:
        'There is no embedder "nowhere:something-else". `numeracy models` lists what can be used here.',
    })
  })

  test('refuses an option that the family does not take, and says which it takes', async () => {
    await expect(resolveEmbedder('bundled:use-lite?dimensions=3')).rejects.toMatchObject({
      code: 'usage',
      message: 'bundled:use-lite has the option "dimensions", but bundled models take no options.',
    })
    await expect(resolveEmbedder('open:known?dimension=3', { families })).rejects.toThrow(
      'open:known has the option "dimension", but open models take dimensions, baseURL.',
    )
  })

  test('refuses what is not a spec', async () => {
    await expect(resolveEmbedder('use-lite')).rejects.toMatchObject({ code: 'usage' })
    await expect(resolveEmbedder('')).rejects.toMatchObject({ code: 'usage' })
  })
})

describe('resolveReranker', () => {
  test('gives the bundled model with a dual encoder standing in, of another identity than the embedder', async () => {
    const { reranker } = await resolveReranker('bundled:use-lite')
    expect(reranker).toMatchObject({
      kind: 'reranker',
      standIn: true,
      id: { kind: 'reranker', model: 'use-lite' },
    })
  })

  test('says that a model serves as an embedder only', async () => {
    await expect(resolveReranker('vectors:only', { families })).rejects.toMatchObject({
      code: 'unknown',
      message: expect.stringMatching(/^"vectors:only" is no reranker: it serves as embedder only\./),
    })
  })

  test('suggests rerankers, not embedders', async () => {
    await expect(resolveReranker('open:rankers', { families })).rejects.toMatchObject({
      details: { nearest: ['open:ranker'] },
    })
    await expect(resolveReranker('open:knowm', { families })).rejects.toMatchObject({
      details: { nearest: [] },
    })
  })
})

describe('listModels', () => {
  test('lists the bundled model as ready for both uses', () => {
    expect(listModels()).toContainEqual({
      spec: 'bundled:use-lite',
      kinds: ['embedder', 'reranker'],
      description: expect.stringMatching(/standing in as reranker/),
      pattern: false,
      ready: true,
      needs: null,
    })
  })

  test('shows how a model is written that has no name here', () => {
    const patterns = listModels()
      .filter(({ pattern }) => pattern)
      .map(({ spec }) => spec)
    expect(patterns).toContain('openai-compatible:NAME?baseURL=URL')
  })

  test('says what is missing before a model can be used', () => {
    expect(listModels({ families }).map(({ spec, ready, needs }) => ({ spec, ready, needs }))).toEqual([
      { spec: 'open:known', ready: false, needs: 'Set OPEN_API_KEY.' },
      { spec: 'open:ranker', ready: false, needs: 'Set OPEN_API_KEY.' },
      { spec: 'vectors:only', ready: true, needs: null },
    ])
  })

  test('resolves every listed model as each of its kinds', async () => {
    const environment = { env: { JINA_API_KEY: 'key' }, cwd: '.' }
    for (const { spec, kinds } of listModels({ environment }).filter(({ pattern }) => !pattern)) {
      if (kinds.includes('embedder'))
        expect((await resolveEmbedder(spec, { environment })).embedder.kind).toBe('embedder')
      if (kinds.includes('reranker'))
        expect((await resolveReranker(spec, { environment })).reranker.kind).toBe('reranker')
    }
  })
})
