import { beforeAll, describe, expect, test } from 'vitest'
import { runMetrics } from '../../src/report/run-metrics.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { rangeSeries } from '../../src/series/range.ts'
import type { Run } from '../../src/store/run.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { withUses } from '../fixtures/used-run.ts'

const [embedder, reranker] = ['embedder:test:fake', 'reranker:test:fake']
let run: Run
beforeAll(async () => {
  run = withUses(await probedRun([rangeSeries('1..12'), catalogueSeries('words')]))
})

/** The same run with one of its models. */
function only(id: string, change: Partial<Run> = {}): Run {
  const models = run.models.filter(model => model.kind === 'reference' || model.id === id)
  const own = <T extends { model: string }>(all: readonly T[] = []) =>
    all.filter(({ model }) => models.some(each => each.id === model))
  return {
    ...run,
    models,
    measures: own(run.measures),
    matrices: own(run.matrices),
    uses: own(run.uses),
    ...change,
  }
}

describe('the numbers of a run', () => {
  test('are the values of its measures by series and name, those of references and without a value left out', () => {
    const metrics = runMetrics(only(embedder))
    for (const { model, series, id, value } of run.measures.filter(each => each.model === embedder)) {
      const name = `${series}/${id}`
      if (value === null) expect(metrics, name).not.toHaveProperty([name])
      else expect(metrics[name], `${model} ${name}`).toBe(value)
    }
    expect(Object.keys(metrics).filter(name => /reference|oracle/.test(name))).toEqual([])
    expect(Object.values(metrics).every(Number.isFinite)).toBe(true)
  })

  test('have the interval of the headline, and what it is above the floor', () => {
    const metrics = runMetrics(only(embedder))
    const { interval, floor } = run.measures.find(
      each => each.model === embedder && each.series === '1..12' && each.id === 'concordance',
    )!
    expect(metrics['1..12/concordance/low']).toBe(interval![0])
    expect(metrics['1..12/concordance/high']).toBe(interval![1])
    expect(metrics['1..12/concordance/above-floor']).toBe(floor!.margin)
    expect(metrics).not.toHaveProperty(['1..12/rsa/low'])
  })

  test('have the means of the kinds that have a name, of the index apart from others', () => {
    const like = run.measures.filter(each => each.model === embedder && each.id === 'concordance').slice(0, 1)
    const of = (series: string, value: number, id = 'concordance') => ({ ...like[0], series, value, id })
    const measures = [
      of('integers', 0.8),
      of('currency', 0.6),
      of('dates', 0.7),
      of('integers', 0.9, 'digit-order'),
      of('index-dates', 0.5),
      of('index-dates-sentence', 0.6),
      of('mine.csv', 0.1),
    ]
    const metrics = runMetrics(only(embedder, { measures, uses: [] }))
    const kinds = Object.entries(metrics).filter(([name]) => /^(?:kind|index)\//.test(name))
    expect(Object.fromEntries(kinds)).toEqual({
      'kind/small-numbers/concordance': expect.closeTo(0.7, 12),
      'kind/dates/concordance': 0.7,
      'kind/small-numbers/digit-order': 0.9,
      'index/dates/concordance': expect.closeTo(0.55, 12),
    })
  })

  test('have the uses with their ends, and the false merges of the threshold', () => {
    const metrics = runMetrics(only(embedder))
    expect(metrics['use/near']).toBe(0.5)
    expect(metrics['use/near/low']).toBe(0.45)
    expect(metrics['use/threshold']).toBe(0.1)
    expect(metrics['use/threshold/false-merges']).toBe(1)
    expect(metrics).not.toHaveProperty(['use/near/false-merges'])
  })

  test('have the index', () => {
    const value = { value: 12, interval: [3, 20] as [number, number] }
    const index = {
      model: embedder,
      prompt: null,
      ...value,
      ndcg10: { value: 0.4, interval: null },
      parts: [],
    }
    expect(runMetrics(only(embedder, { indexes: [index] }))).toMatchObject({
      index: 12,
      'index/low': 3,
      'index/high': 20,
      'index/ndcg@10': 0.4,
    })
  })

  test('begin with the name of the model where there are several, with its kind where that is the same', () => {
    expect(Object.keys(runMetrics(run)).every(name => /^(?:embedder|reranker):test:fake\//.test(name))).toBe(
      true,
    )
    const labelled = run.models.map(model =>
      model.kind === 'reference' ? model : { ...model, label: model.kind === 'embedder' ? 'mini' : 'ranker' },
    )
    const metrics = runMetrics({ ...run, models: labelled })
    expect(metrics).toHaveProperty(['mini/1..12/concordance'])
    expect(metrics).toHaveProperty(['ranker/1..12/concordance'])
  })

  test('tell the questions to a reranker apart by their number, and the one about zero is none of them', () => {
    const first = only(reranker)
    expect(Object.keys(runMetrics(first)).filter(name => name.startsWith('prompt-'))).toEqual([])
    expect(runMetrics(first)).toHaveProperty(['0..20/zero-order'])
    const again = first.measures
      .filter(({ prompt }) => prompt?.includes('{d}'))
      .map(each => ({ ...each, prompt: 'nearest to {d}?', value: 0.25 }))
    const metrics = runMetrics({ ...first, measures: [...first.measures, ...again] })
    expect(metrics['prompt-2/1..12/concordance']).toBe(0.25)
    expect(metrics['1..12/concordance']).toBe(runMetrics(first)['1..12/concordance'])
  })
})
