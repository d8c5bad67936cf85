import { describe, expect, test } from 'vitest'
import { articlePrompt } from '../../src/experiments/caret.ts'
import { drawFacts } from '../../src/experiments/same/facts.ts'
import { thresholdDetailsOf } from '../../src/measures/threshold-details.ts'
import type { Role } from '../../src/models/embedder.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import { runText } from '../../src/store/run-text.ts'
import { estimateProbe } from '../../src/usecases/probe.ts'
import type { ProbeContext, ProbeOptions } from '../../src/usecases/probe-options.ts'
import { probedRun } from '../../src/usecases/probed-run.ts'
import { askedOf, named, namedEmbedder, namedReranker } from '../experiments/fixtures/asking.ts'
import { fakeEmbedder, fakeReranker, fakeVector } from '../models/fakes.ts'

function run(change: Partial<ProbeOptions> = {}, context: Partial<ProbeContext> = {}) {
  const options: ProbeOptions = {
    models: [namedEmbedder({ maxBatch: 64 }), namedReranker({ maxBatch: 64 })],
    series: [],
    zeroSeries: [],
    prompts: [articlePrompt],
    roles: 'same',
    controls: 'none',
    experiments: ['same'],
    seed: 1,
    ...change,
  }
  return probedRun(options, {
    cache: memoryCache(),
    listen: () => {},
    now: () => new Date(0),
    wait: async () => {},
    tool: { version: '0.0.0', node: '24.0.0' },
    ...context,
  })
}

describe('a run of same or different', () => {
  test('asks an embedder each text once, a reranker each pair without a question round it, and nothing else', async () => {
    const models = [namedEmbedder({ maxBatch: 64 }), namedReranker({ maxBatch: 64 })] as const
    const { usage, matrices, cases, same, uses } = await run({ models: [...models] })
    const facts = drawFacts(1)
    const texts = facts.flatMap(({ base, others }) => [base, ...others.map(({ text }) => text)])
    const asked = askedOf(models[0].model)
    expect(asked.toSorted()).toEqual([...new Set(texts)].sort())
    const { requests } = models[1].model
    expect(requests.map(({ query, documents }) => [query, documents.toSorted()])).toEqual(
      facts.map(({ base, others }) => [base, others.map(({ text }) => text).sort()]),
    )
    expect(usage).toEqual({ texts: asked.length, pairs: 1080 })
    expect(matrices).toEqual([])
    expect(cases.filter(({ model }) => !model.startsWith('reference:'))).toEqual([])
    expect(same!.map(({ model }) => model)).toEqual(models.flatMap(({ id }) => new Array(1080).fill(id)))
    expect(uses!.map(({ model, use, prompt }) => [model, use, prompt])).toEqual(
      models.map(({ id }) => [id, 'threshold', null]),
    )
  })

  test('holds the scores of the models as they are: cosines, and raw relevances', async () => {
    const { same } = await run()
    const cosine = (a: string, b: string) => {
      const [u, v] = [a, b].map(text => Float32Array.from(fakeVector(text, 4)))
      const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, at) => sum + value * y[at], 0)
      return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v))
    }
    for (const { model, a, b, similarity } of same!.filter((_, at) => at % 97 === 0 && at < 1080)) {
      expect(model).toBe('embedder test:fake')
      expect(similarity).toBeCloseTo(cosine(a, b), 6)
    }
  })

  test('asks for documents on both sides, whatever the roles of the run', async () => {
    const roles: Role[] = []
    const model = fakeEmbedder({ maxBatch: 64 })
    const watched = {
      ...model,
      embed: (...call: Parameters<typeof model.embed>) => {
        roles.push(call[1].role)
        return model.embed(...call)
      },
    }
    const asked = await run({ models: [named(watched)], roles: 'query-document' })
    expect(new Set(roles)).toEqual(new Set(['document']))
    expect(asked.same).toEqual((await run({ models: [namedEmbedder({ maxBatch: 64 })] })).same)
  })

  test('is the same byte by byte for one seed, and another for another', async () => {
    const [a, b, c] = [await run(), await run(), await run({ seed: 2 })].map(runText)
    expect(a).toBe(b)
    expect(a).not.toBe(c)
  })

  test('asks nothing again that was answered before, and goes on where it was interrupted', async () => {
    const cache = memoryCache()
    const failing = fakeEmbedder({
      maxBatch: 64,
      before(_, request) {
        if (request > 5) throw new Error('interrupted')
      },
    })
    await expect(run({ models: [named(failing)] }, { cache })).rejects.toThrow()
    const next = namedEmbedder({ maxBatch: 64 })
    const first = await run({ models: [next] }, { cache })
    const kept = failing.requests.slice(0, 5).flat()
    expect(askedOf(next.model).filter(text => kept.includes(text))).toEqual([])
    const again = namedEmbedder({ maxBatch: 64 })
    const second = await run({ models: [again] }, { cache })
    expect(again.model.requests).toEqual([])
    expect(second.same).toEqual(first.same)
    expect(second.uses).toEqual(first.uses)
  })

  test('is counted before it is asked, in either role', async () => {
    for (const roles of ['same', 'query-document'] as const) {
      const models = [fakeEmbedder({ maxBatch: 64 }), fakeReranker({ maxBatch: 64 })]
      const estimates = await estimateProbe(
        { models, experiments: ['same'], roles, controls: 'none' },
        { cache: memoryCache() },
      )
      expect(estimates.map(({ items }) => items)).toEqual([
        new Set(drawFacts(1).flatMap(({ base, others }) => [base, ...others.map(({ text }) => text)])).size,
        1080,
      ])
    }
  })

  test('has twice as many facts in full size', async () => {
    const { same, uses } = await run({ size: 'full', models: [namedEmbedder({ maxBatch: 256 })] })
    expect(same).toHaveLength(2160)
    expect(thresholdDetailsOf(uses![0])!.facts).toBe(240)
  })

  test('is read back from its file, and refused where the details of a threshold are not what they should be', async () => {
    const made = await run({ models: [namedEmbedder({ maxBatch: 64 })] })
    const text = runText(made)
    expect(parseRun(text, 'run.json')).toEqual(made)
    expect(() => parseRun(text.replace('"falseMerges"', '"merges"'), 'run.json')).toThrow(
      'The run file run.json contradicts itself: uses[0].details.',
    )
    expect(() =>
      parseRun(text.replace('"verdict":"no safe threshold"', '"verdict":"maybe"'), 'run.json'),
    ).toThrow('uses[0].details.verdict is wrong')
  })
})
