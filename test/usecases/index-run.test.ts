import { beforeAll, describe, expect, test } from 'vitest'
import { runSummary } from '../../src/cli/run-summary.ts'
import { askingsOf } from '../../src/experiments/askings.ts'
import { comparisonTables } from '../../src/report/comparison.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { ledeOf } from '../../src/report/summary.ts'
import { indexSeries } from '../../src/series/index-suite.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import type { Run } from '../../src/store/run.ts'
import { runText } from '../../src/store/run-text.ts'
import { compare } from '../../src/usecases/compare.ts'
import type { ProbeOptions } from '../../src/usecases/probe-options.ts'
import { probedRun } from '../../src/usecases/probed-run.ts'
import { withSharedResults } from '../fixtures/shared-results.ts'
import { fakeEmbedder, fakeReranker } from '../models/fakes.ts'

const prompt = 'what is the closest item to {d}?'
const options: ProbeOptions = {
  models: [
    { id: 'embedder:test:fake', spec: 'test:fake', model: fakeEmbedder() },
    { id: 'reranker:test:fake', spec: 'test:fake', model: fakeReranker() },
  ],
  series: indexSeries(1),
  zeroSeries: [],
  prompts: [prompt],
  roles: 'same',
  controls: 'all',
  suite: 'index',
  seed: 1,
}

let run: Run
beforeAll(async () => {
  using cache = withSharedResults()
  run = await probedRun(
    { ...options, controls: 'none' },
    {
      cache,
      listen: () => {},
      now: () => new Date('2026-01-02T03:04:05Z'),
      wait: async () => {},
      tool: { version: '0.0.0', node: '24.0.0' },
    },
  )
}, 600_000)

describe('a run of the suite index', () => {
  test('asks embedders every document, rerankers twenty anchors of each series, and nothing else', () => {
    const shapes = run.matrices.map(({ model, experiment, rows, columns }) =>
      [model, experiment, rows, columns].join(' '),
    )
    expect(shapes.slice(0, 12)).toEqual(new Array(12).fill('embedder:test:fake pairs 60 60'))
    expect(shapes.slice(12)).toEqual(new Array(12).fill('reranker:test:fake index 20 60'))
    expect(run.cases.filter(({ model }) => !model.startsWith('reference:'))).toEqual([])
    expect(run.usage.pairs).toBe(12 * 20 * 60)
  })

  test('asks no control of a reranker, whose rows are too few for it', () => {
    const kinds = (at: number) =>
      new Set(
        askingsOf(options.models[at], options).flatMap(({ inquiries }) =>
          inquiries.map(({ experiment }) => experiment),
        ),
      )
    expect([...kinds(0)]).toEqual(['pairs', 'digits'])
    expect([...kinds(1)]).toEqual(['index'])
  })

  test('holds the index of each model with the part of each series', () => {
    expect(run.indexes!.map(({ model, prompt }) => [model, prompt])).toEqual([
      ['embedder:test:fake', null],
      ['reranker:test:fake', prompt],
    ])
    for (const { value, interval, parts } of run.indexes!) {
      const mean = parts.reduce((sum, part) => sum + part.value, 0) / 12
      expect(value).toBeCloseTo(100 * mean, 9)
      expect(interval![0]).toBeLessThan(interval![1])
      expect(parts).toHaveLength(12)
    }
    for (const { series, concordance, floor } of run.indexes![0].parts) {
      const measure = run.measures.find(each => each.series === series && each.id === 'concordance')!
      expect(measure.value).toBeCloseTo(concordance, 12)
      expect(measure.floor!.value).toBeCloseTo(floor, 12)
    }
  })

  test('holds the concordance of a reranker beside its floor, of its anchors, with a verdict', () => {
    const own = run.measures.filter(({ model }) => model === 'reranker:test:fake')
    const headlines = own.filter(({ id }) => id === 'concordance')
    expect(headlines).toHaveLength(12)
    for (const { details, floor, interval } of headlines) {
      expect(details).toEqual({ anchors: 20, resamples: 1000 })
      expect(floor!.model).toMatch(/^reference:/)
      expect(interval).not.toBeNull()
    }
    expect(run.verdicts.filter(({ model }) => model === 'reranker:test:fake')).toHaveLength(12)
  })

  test('says of a reranker too that the drawn documents are too few to know whether it orders digits', () => {
    const orders = run.measures.filter(({ id, model }) => id === 'digit-order' && model.endsWith('fake'))
    expect(orders).toHaveLength(24)
    for (const { value, interval, reason } of orders) {
      expect({ value, interval }).toEqual({ value: null, interval: null })
      expect(reason).toMatch(/No three documents differ|30 are needed|are leading ones/)
    }
  })

  test('says the index first, in a terminal, in Markdown and in both languages', () => {
    const [embedder] = run.indexes!
    const value = embedder.value.toFixed(1).replace('-', '−')
    expect(runSummary(run)).toMatch(new RegExp(`^test:fake as embedder: index ${value} \\(`))
    expect(reportMarkdown(run, [])).toContain(`index ${value} (`)
    expect(ledeOf(run)[1]).toContain('test:fake as reranker: index')
    expect(ledeOf(run, 'zh')[0]).toContain(`指数 ${value}`)
  })

  test('is the same after it was written and read', () => {
    const text = runText(run)
    expect(runText(parseRun(text, 'run.json'))).toBe(text)
    expect(text).toContain('"indexes":[')
  })

  test.each([
    [
      'a model that is not there',
      (text: string) =>
        text.replace(/("interval":\[[^\]]*\],"model":")embedder:test:fake(","ndcg10")/, '$1nobody$2'),
      'indexes[0] names the model "nobody"',
    ],
    [
      'more rows than documents',
      (text: string) => text.replace('"rows":20', '"rows":61'),
      'has 61 rows and 60 columns',
    ],
  ])('is refused with %s', (_, changed, problem) => {
    expect(() => parseRun(changed(runText(run)), 'run.json')).toThrow(problem)
  })

  test('is compared by the index, and rerankers by nothing else', async () => {
    const comparison = await compare([{ name: 'a', run }])
    const { index } = comparison
    expect(index!.scores.map(({ value }) => value)).toEqual(
      run.indexes!.map(({ value }) => expect.closeTo(value, 9)),
    )
    expect(index!.scores.map(each => each.interval)).toEqual(
      run.indexes!.map(each => each.interval!.map(end => expect.closeTo(end, 9))),
    )
    const [{ difference, interval }] = index!.differences
    expect(difference).toBeCloseTo(run.indexes![0].value - run.indexes![1].value, 9)
    expect(interval![0]).toBeLessThan(difference)
    expect(interval![1]).toBeGreaterThan(difference)
    expect(comparison.series.every(({ scores }) => scores.length === 1)).toBe(true)
    expect(comparison.series[0].reason).toContain('asked some of these documents only')
    expect(comparisonTables(comparison).index!.rows).toHaveLength(3)
  })

  test('lets others work while the index is compared, and says how far it is', async () => {
    const done: number[] = []
    const pausesBefore: number[] = []
    let pauses = 0
    await compare([run], {
      pause: async () => pauses++,
      listen(event) {
        if (event.type !== 'measured') return
        expect(event.total).toBe(24)
        done.push(event.done)
        pausesBefore.push(pauses)
      },
    })
    expect(done).toEqual(Array.from({ length: 24 }, (_, at) => at + 1))
    const ofIndex = pausesBefore.slice(11)
    // Two models and six string references, each under a thousand draws.
    for (const [at, count] of ofIndex.slice(1).entries()) expect(count - ofIndex[at]).toBeGreaterThan(80)
  })

  test('stops while the index is compared', async () => {
    const stop = new AbortController()
    const stopped = compare([run], {
      signal: stop.signal,
      listen(event) {
        if (event.type === 'measured' && event.label === 'index') stop.abort(new Error('enough'))
      },
    })
    await expect(stopped).rejects.toThrow('enough')
  })
})
