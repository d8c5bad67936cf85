import { describe, expect, test } from 'vitest'
import { searchQuestions } from '../../../src/experiments/search/questions.ts'
import { memoryCache } from '../../../src/store/memory-cache.ts'
import { parseRun } from '../../../src/store/parse-run.ts'
import { runText } from '../../../src/store/run-text.ts'
import { estimateProbe, probe } from '../../../src/usecases/probe.ts'
import { fakeEmbedder, fakeReranker } from '../../models/fakes.ts'

const questions = searchQuestions(1, 'usual')
const settings = () => ({
  cache: memoryCache(),
  listen: () => {},
  now: () => new Date('2026-01-02T03:04:05Z'),
  wait: async () => {},
  tool: { version: '0.0.0', node: '24.0.0' },
})
const request = { experiments: ['search'] as const, seed: 1 }

describe('a run of the experiment search', () => {
  test('holds every question of an embedder and of a reranker, and is the same byte for byte', async () => {
    const models = () => [fakeEmbedder(), fakeReranker()]
    const run = await probe({ ...request, models: models() }, settings())
    expect(run.search).toHaveLength(2 * questions.length)
    expect(run.uses?.map(({ use }) => use)).toEqual(
      [1, 2].flatMap(() => ['near', 'range', 'exact', 'format']),
    )
    expect([run.series, run.matrices, run.same]).toEqual([[], [], undefined])
    const again = await probe({ ...request, models: models() }, settings())
    expect(runText(again)).toBe(runText(run))
    expect(parseRun(runText(run), 'run.json')).toMatchObject({ search: run.search, uses: run.uses })
  })

  test('asks an embedder with roles the questions as queries and the records as documents, each once', async () => {
    const roles = new Map<string, string[]>()
    const fake = fakeEmbedder()
    const embedder = {
      ...fake,
      embed: (texts: readonly string[], options: Parameters<typeof fake.embed>[1]) => {
        roles.set(options.role, [...(roles.get(options.role) ?? []), ...texts])
        return fake.embed(texts, options)
      },
    }
    await probe({ ...request, models: [embedder] }, settings())
    expect(roles.get('query')!.toSorted()).toEqual(questions.map(({ text }) => text).toSorted())
    const records = [...new Set(questions.flatMap(each => each.candidates.map(({ text }) => text)))]
    expect(roles.get('document')!.toSorted()).toEqual(records.toSorted())
    expect(records.length).toBeLessThan(1000)
  })

  test('asks a reranker each question as it is, with its thirty candidates', async () => {
    const reranker = fakeReranker({ maxBatch: 100 })
    await probe({ ...request, models: [reranker] }, settings())
    expect(reranker.requests.map(({ query }) => query).toSorted()).toEqual(
      questions.map(({ text }) => text).toSorted(),
    )
    expect(reranker.requests.every(({ documents }) => documents.length === 30)).toBe(true)
  })

  test('goes on where it was interrupted, and asks only for what is missing', async () => {
    const context = settings()
    const broken = fakeEmbedder({
      maxBatch: 100,
      before: (_, request) => {
        if (request > 5) throw new Error('unplugged')
      },
    })
    await expect(probe({ ...request, models: [broken] }, context)).rejects.toThrow()
    const whole = fakeEmbedder({ maxBatch: 100 })
    const [left] = await estimateProbe({ ...request, models: [whole] }, context)
    expect(left.cached).toBeGreaterThanOrEqual(400)
    await probe({ ...request, models: [whole] }, context)
    const asked = whole.requests.reduce((sum, texts) => sum + texts.length, 0)
    expect(asked).toBe(left.items - left.cached)
    const [done] = await estimateProbe({ ...request, models: [whole] }, context)
    expect([done.cached, done.requests]).toEqual([done.items, 0])
  })

  test('is counted before it is asked: texts of an embedder, pairs of a reranker', async () => {
    const [embedder, reranker] = await estimateProbe(
      { ...request, models: [fakeEmbedder(), fakeReranker()] },
      settings(),
    )
    const records = new Set(questions.flatMap(each => each.candidates.map(({ text }) => text)))
    expect(embedder.items).toBe(questions.length + records.size)
    expect(reranker.items).toBe(30 * questions.length)
  })
})

test('the questions of seed 1 are those that were published', () => {
  const lines = questions
    .filter((_, at) => at % 9 === 0)
    .map(({ id, text, candidates }) => {
      const best = Math.max(...candidates.map(({ grade }) => grade))
      return `${id} | ${text} | ${candidates.find(({ grade }) => grade === best)!.text}`
    })
  return expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../golden/search-questions.txt')
})
