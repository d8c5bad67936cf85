import { beforeAll, describe, expect, test } from 'vitest'
import { runSummary } from '../../src/cli/run-summary.ts'
import { needsAllPairs, needsAllScores } from '../../src/measures/sampled.ts'
import { figuresOf } from '../../src/plots/figures.ts'
import { drawFigures } from '../../src/report/draw.ts'
import { reportHtml } from '../../src/report/html.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import type { Run } from '../../src/store/run.ts'
import { runText } from '../../src/store/run-text.ts'
import { check } from '../../src/usecases/check.ts'
import { compare } from '../../src/usecases/compare.ts'
import { estimateProbe, probe } from '../../src/usecases/probe.ts'
import { fakeEmbedder, fakeReranker } from '../models/fakes.ts'

const prompt = 'what is the closest item to {d}?'
const large = rangeSeries('1..5200')
/** Reads the number, and is wrong about it by up to so much: reliable, and not perfect. */
const embed = (texts: readonly string[]) =>
  texts.map(text => {
    const number = Number(/\d+/.exec(text)?.[0] ?? 0)
    const angle = (Math.PI * (number + 200 * Math.sin(number))) / 5600
    return [Math.cos(angle), Math.sin(angle), 0.1, 0.1]
  })

function asked() {
  const embedder = fakeEmbedder({ answer: embed, maxBatch: 1000 })
  const reranker = fakeReranker({ maxBatch: 100 })
  const models = [
    { id: 'embedder:test:fake', spec: 'test:fake', model: embedder },
    { id: 'reranker:test:fake', spec: 'test:fake', model: reranker },
  ]
  return {
    embedder,
    reranker,
    request: { models, series: [large], experiments: ['pairs' as const], prompts: [prompt] },
  }
}

const cache = memoryCache()
const notices: string[] = []
const { embedder, reranker, request } = asked()
const settings = {
  cache,
  now: () => new Date('2026-01-02T03:04:05Z'),
  tool: { version: '0.0.0', node: '24.0.0' },
}
let run: Run
beforeAll(async () => {
  run = await probe(request, {
    ...settings,
    listen: event => {
      if (event.type === 'notice') notices.push(event.message)
    },
  })
}, 600_000)

const measure = (kind: string, id: string) =>
  run.measures.find(each => each.model === `${kind}:test:fake` && each.id === id)!

describe('a run of a series above 5,000 documents', () => {
  test('says that anchors were sampled, how many of how many', () => {
    expect(notices.join('\n')).toMatch(
      /1,000 of 5,200 documents are the anchors[\s\S]*100 of 5,200 documents as anchors/,
    )
  })

  test('asks an embedder for each document once, and a reranker for 100 candidates of 100 anchors', () => {
    const texts = embedder.requests.flat()
    expect(texts).toHaveLength(5200)
    expect(new Set(texts).size).toBe(5200)
    expect(reranker.requests).toHaveLength(100)
    expect(run.usage).toEqual({ texts: 5200, pairs: 10_000 })
  })

  test('holds the concordance with interval, floor and verdict, and which documents were anchors', () => {
    const { value, interval, floor, details } = measure('embedder', 'concordance')
    expect(value).toBeGreaterThan(0.9)
    expect(value).toBeLessThan(1)
    expect(interval![0]).toBeLessThan(value!)
    expect(interval![1]).toBeGreaterThan(value!)
    expect(floor!.model).toMatch(/^reference:/)
    expect(floor!.margin).toBeCloseTo(value! - floor!.value, 12)
    expect(details).toMatchObject({ anchors: 1000, documents: 5200, floorAnchors: 200, resamples: 200 })
    expect(details!.places).toHaveLength(1000)
    expect(measure('reranker', 'concordance').details).toMatchObject({ anchors: 100, floorAnchors: 100 })
    const ofEmbedder = run.verdicts.find(({ model }) => model === 'embedder:test:fake')
    expect(ofEmbedder!.verdict).toMatch(/understands|magnitude/)
    expect(run.verdicts).toHaveLength(2)
  })

  test('says beside it what reading the rough size alone scores, which is no part of the floor', () => {
    const rough = run.measures.find(
      ({ model, id }) => model === 'reference:magnitude' && id === 'concordance',
    )!
    // By drawn anchors and pairs in NumPy: 0.876, give or take 0.012.
    expect(rough.value).toBeGreaterThan(0.85)
    expect(rough.value).toBeLessThan(0.9)
    expect(rough.value).toBeGreaterThan(measure('embedder', 'concordance').floor!.value)
    expect(rough.details).toMatchObject({ anchors: 200, documents: 5200 })
  })

  test('has the measures that go row by row, and says of all others why they have no value', () => {
    for (const id of ['rank-correlation', 'rank-correlation-p10', 'self-hit', 'ndcg@10', 'digit-order'])
      expect(measure('embedder', id).interval, id).not.toBeNull()
    for (const id of ['caret', 'rsa', 'decode', 'spread', 'explained', 'rhythm', 'asymmetry'])
      expect(measure('embedder', id), id).toMatchObject({ value: null, reason: needsAllPairs })
    expect(measure('reranker', 'ndcg@10')).toMatchObject({ value: null, reason: needsAllScores })
  })

  test('holds no matrix, and is read back as it was written', () => {
    expect(run.matrices).toEqual([])
    const text = runText(run)
    expect(runText(parseRun(text, 'large.json'))).toBe(text)
  })

  test('is shown in a terminal, in Markdown, on a page and in figures', async () => {
    const { figures } = await drawFigures(run, { cache: memoryCache(), listen: () => {} })
    expect(runSummary(run)).toContain('1..5200')
    expect(reportMarkdown(run, [])).toContain('by 1,000 of its 5,200 documents as anchors')
    expect(await reportHtml(run, figures)).toContain('1..5200')
    expect(figuresOf(run).map(({ kind }) => kind)).not.toContain('caret')
  })

  test('is the same byte for byte, and asks nothing, the second time', async () => {
    const again = asked()
    const second = await probe(again.request, settings)
    expect(again.embedder.requests).toEqual([])
    expect(again.reranker.requests).toEqual([])
    expect({ ...second, session: null }).toEqual({ ...run, session: null })
  })

  test('is counted before it is asked', async () => {
    const estimates = await estimateProbe(asked().request, { cache: memoryCache() })
    expect(estimates.map(({ unit, items, cached }) => [unit, items, cached])).toEqual([
      ['texts', 5200, 0],
      ['pairs', 10_000, 0],
    ])
  })

  test('goes on where it was interrupted, and asks only for what is missing', async () => {
    const half = memoryCache()
    const controller = new AbortController()
    const first = asked()
    const stopped = probe(
      { ...first.request, models: first.request.models.slice(0, 1) },
      {
        ...settings,
        cache: half,
        signal: controller.signal,
        listen: event => {
          if (event.type === 'answers' && event.done >= 3000) controller.abort()
        },
      },
    )
    await expect(stopped).rejects.toThrow()
    const second = asked()
    await probe(
      { ...second.request, models: second.request.models.slice(0, 1) },
      { ...settings, cache: half },
    )
    const texts = [...first.embedder.requests.flat(), ...second.embedder.requests.flat()]
    expect(second.embedder.requests.flat().length).toBeLessThan(5200)
    expect(new Set(texts).size).toBe(5200)
  })
})

describe('what is too large, or cannot be sampled', () => {
  test('more than 100,000 documents are refused with what to do', () => {
    expect(() => rangeSeries('1..100001')).toThrow(
      /got 100,001 numbers; at most 100,000 are taken\. Take a larger step/,
    )
  })

  test('the experiment zero alone refuses a large series', async () => {
    const refused = probe({ ...asked().request, experiments: ['zero'] }, settings)
    await expect(refused).rejects.toThrow(/the experiment zero takes at most 5,000/)
  })
})

describe('a model on a large series, beside another', () => {
  const noisy = fakeEmbedder({
    model: 'noisy',
    answer: texts => embed(texts.map(text => String((Number.parseInt(text, 10) * 7919) % 5201))),
    maxBatch: 1000,
  })
  const other = { id: 'embedder:test:noisy', spec: 'test:noisy', model: noisy }
  let second: Run
  beforeAll(async () => {
    second = await probe({ models: [other], series: [large], experiments: ['pairs' as const] }, settings)
  }, 600_000)

  test('is compared with it on the same draws of documents', async () => {
    const { series, entrants } = await compare([run, second])
    const [{ scores, differences, resamples, reason }] = series
    expect(entrants.map(({ kind }) => kind)).toEqual(['embedder', 'reranker', 'embedder'])
    expect(entrants[0]).not.toHaveProperty('sampled')
    expect({ resamples, reason }).toEqual({ resamples: 200, reason: undefined })
    const { value, interval, floor } = measure('embedder', 'concordance')
    expect(scores[0]).toMatchObject({ value, interval, floor: { difference: floor!.margin } })
    const [between] = differences.filter(({ a, b }) => a === entrants[0].id && b === entrants[2].id)
    expect(between.difference).toBe(scores[0].value - scores[2].value)
    expect(between.significant).toBe(true)
    expect(between.interval![0]).toBeLessThan(between.difference)
    expect(between.interval![1]).toBeGreaterThan(between.difference)
  })

  test('does not differ from itself', async () => {
    const { series } = await compare([second, second])
    expect(series[0].differences).toMatchObject([{ difference: 0, p: 1, significant: false }])
  })

  test('says what cannot be compared, and what can', async () => {
    const byCaret = await compare([run, second], { measure: 'caret' })
    expect(byCaret.series[0].reason).toMatch(/anchors were sampled, as the series is large: concordance can/)
    const bySeed = await compare([run, second], { seed: 2 })
    expect(bySeed.series[0].reason).toMatch(/with seed 1, and are compared with seed 2: .*--seed 1/)
  })

  test('is held to it as a baseline by a gate, on a measure with an interval', async () => {
    const gates = [
      { measure: 'concordance', series: 'all', baseline: 'baseline.json', 'min-delta': 0.02 },
      { measure: 'concordance', series: 'all', min: 0.9 },
    ]
    const baselines = new Map([['baseline.json', run]])
    const held = async (model: typeof other) =>
      check({ models: [model], series: [large], experiments: ['pairs'], gates, baselines }, settings)
    const worse = await held({ ...other, id: request.models[0].id })
    expect(worse.gates.map(({ outcome }) => outcome)).toEqual(['fail', 'fail'])
    const equal = await held(request.models[0] as typeof other)
    expect(equal.gates.map(({ outcome }) => outcome)).toEqual(['pass', 'pass'])
  })
})
