import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { articlePrompt } from '../../src/experiments/caret.ts'
import { caseFamilies } from '../../src/experiments/case-families.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import type { Run } from '../../src/store/run.ts'
import { runText } from '../../src/store/run-text.ts'
import type { ProbeContext, ProbeOptions } from '../../src/usecases/probe-options.ts'
import { probedRun as probe } from '../../src/usecases/probed-run.ts'
import { namedEmbedder, namedReranker } from '../experiments/fixtures/asking.ts'

const twelve = rangeSeries('1..12')
const eight = rangeSeries('100..170:10')

function probeOptions(change: Partial<ProbeOptions> = {}): ProbeOptions {
  return {
    models: [namedEmbedder(), namedReranker()],
    series: [twelve, eight],
    zeroSeries: [twelve],
    prompts: [articlePrompt],
    roles: 'same',
    controls: 'free',
    seed: 1,
    ...change,
  }
}

function probeContext(change: Partial<ProbeContext> = {}): ProbeContext {
  return {
    cache: memoryCache(),
    listen: () => {},
    now: () => new Date(Date.UTC(2026, 0, 1)),
    wait: async () => {},
    tool: { version: '0.1.0', node: '24.0.0' },
    ...change,
  }
}

describe('probe', () => {
  let run: Run
  beforeAll(async () => {
    run = await probe(probeOptions(), probeContext())
  })

  test('gives a run that parseRun takes, and that comes back whole', () => {
    expect(parseRun(runText(run), 'run.json')).toEqual(run)
  })

  test('gives a run that the published JSON Schema takes', () => {
    const schema = JSON.parse(readFileSync(new URL('../../schema/run-v1.json', import.meta.url), 'utf8'))
    const published = z.fromJSONSchema(schema)
    const written = JSON.parse(runText(run))
    expect(published.safeParse(written).error?.issues ?? []).toEqual([])
    expect(published.safeParse({ ...written, seed: 'one' }).success).toBe(false)
    expect(published.safeParse({ ...written, extra: 1 }).success).toBe(false)
  })

  test('holds every model and reference, series, matrix and case once', () => {
    expect(run.models.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      'embedder embedder test:fake',
      'reranker reranker test:fake',
      'reference reference:oracle',
      'reference reference:magnitude',
      'reference reference:levenshtein',
      'reference reference:prefix',
      'reference reference:char-ngrams',
      'reference reference:length-prefix',
      'reference reference:positions-right',
      'reference reference:positions-left',
    ])
    expect(run.series.map(({ id }) => id)).toEqual(['1..12', '100..170:10'])
    expect(run.matrices.map(({ model, series, experiment }) => `${model}, ${series}, ${experiment}`)).toEqual(
      ['embedder', 'reranker'].flatMap(kind => [
        `${kind} test:fake, 1..12, pairs`,
        `${kind} test:fake, 100..170:10, pairs`,
        `${kind} test:fake, 1..12, zero`,
      ]),
    )
    const ids = caseFamilies.flatMap(({ cases }) => cases.map(({ id }) => id))
    for (const model of ['embedder test:fake', 'reranker test:fake', 'reference:prefix'])
      expect(run.cases.filter(item => item.model === model).map(({ id }) => id)).toEqual(ids)
  })

  test('is the same text for the same seed, but for created and session', async () => {
    const later = probeContext({ now: () => new Date(Date.UTC(2027, 5, 6)) })
    const again = await probe(probeOptions(), later)
    const { created, session } = run
    expect(again.created).not.toBe(created)
    expect(runText({ ...again, created, session })).toBe(runText(run))
  })

  test('says when it began and how long it took', async () => {
    let seconds = 0
    const now = () => new Date(Date.UTC(2026, 0, 1, 0, 0, 3 * seconds++))
    const timed = await probe(probeOptions(), probeContext({ now }))
    expect(timed.created).toBe('2026-01-01T00:00:00.000Z')
    expect(timed.session.seconds).toBe(3 * (seconds - 1))
    expect(timed.tool).toEqual({ version: '0.1.0', node: '24.0.0' })
  })

  test('gives other intervals and the same scores for another seed', async () => {
    const other = await probe(probeOptions({ seed: 2 }), probeContext())
    expect(other.seed).toBe(2)
    const scores = ({ measures }: Run) => measures.map(({ id, model, value }) => [id, model, value])
    const intervals = ({ measures }: Run) =>
      measures.filter(({ id }) => id === 'concordance').flatMap(({ interval }) => interval ?? [])
    expect(scores(other)).toEqual(scores(run))
    expect(intervals(other)).toHaveLength(8)
    expect(intervals(other)).not.toEqual(intervals(run))
    expect(other.matrices).toEqual(run.matrices)
  })

  test('asks nothing the second time, and says so in its session only', async () => {
    const context = probeContext()
    const first = await probe(probeOptions(), context)
    const models = [namedEmbedder(), namedReranker()]
    const second = await probe(probeOptions({ models }), context)
    expect(models.map(({ model }) => model.requests)).toEqual([[], []])
    const { texts, pairs } = first.usage
    expect(first.session).toMatchObject({ cacheHits: 0 })
    expect(second.session).toMatchObject({ requests: 0, cacheHits: texts + pairs })
    const { created, session } = first
    expect(runText({ ...second, created, session })).toBe(runText(first))
  })

  test('counts the requests of all models in its session, and what they answered in its usage', async () => {
    const models = [namedEmbedder(), namedReranker()] as const
    const { session, usage } = await probe(probeOptions({ models }), probeContext())
    expect(session.requests).toBe(models[0].model.requests.length + models[1].model.requests.length)
    expect(usage).toEqual({
      texts: models[0].model.requests.flat().length,
      pairs: models[1].model.requests.flatMap(({ documents }) => documents).length,
    })
  })

  test('is symmetric for an embedder with one role, and not with two', async () => {
    const asymmetryOf = ({ measures }: Run, model: string) =>
      measures.find(item => item.id === 'asymmetry' && item.model === `${model} test:fake`)?.value
    const roles = 'query-document'
    const other = await probe(probeOptions({ roles }), probeContext())
    const rsaOf = ({ measures }: Run) =>
      measures.find(item => item.id === 'rsa' && item.model === 'embedder test:fake')?.value ?? null
    expect(rsaOf(run)).not.toBeNull()
    expect(rsaOf(other)).toBeNull()
    expect(asymmetryOf(other, 'embedder')).toBeGreaterThan(0)
  })

  test('keeps what one model answered when the next one fails', async () => {
    const context = probeContext()
    const failing = namedReranker({
      before: () => {
        throw new Error('out of order')
      },
    })
    const failed = probe(probeOptions({ models: [namedEmbedder(), failing] }), context)
    await expect(failed).rejects.toThrow('out of order')
    const embedder = namedEmbedder()
    await probe(probeOptions({ models: [embedder, namedReranker()] }), context)
    expect(embedder.model.requests).toEqual([])
  })

  test('tells of the model that fails, though judging the one before fails too', async () => {
    const failing = namedReranker({
      before: () => new Promise((_, reject) => setTimeout(() => reject(new Error('out of order')), 20)),
    })
    const ill = () => Promise.reject(new Error('the judge is ill'))
    const judge = { model: ill, references: ill, floor: ill }
    const failed = probe(probeOptions({ models: [namedEmbedder(), failing] }), probeContext({ judge }))
    await expect(failed).rejects.toThrow('out of order')
    await expect(probe(probeOptions({ models: [namedEmbedder()] }), probeContext({ judge }))).rejects.toThrow(
      'the judge is ill',
    )
  })

  test('ends with the reason of an aborted signal, be it only while it judges', async () => {
    const reason = new Error('stopped')
    const controller = new AbortController()
    const stopped = probe(
      probeOptions(),
      probeContext({
        signal: controller.signal,
        listen: event => event.type === 'measured' && controller.abort(reason),
      }),
    )
    await expect(stopped).rejects.toBe(reason)
    await expect(probe(probeOptions(), probeContext({ signal: AbortSignal.abort(reason) }))).rejects.toBe(
      reason,
    )
  })
})
