import { describe, expect, test } from 'vitest'
import { askingsOf } from '../../src/experiments/askings.ts'
import { articlePrompt } from '../../src/experiments/caret.ts'
import { type Controls, controlsOf } from '../../src/experiments/controls.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { probe } from '../../src/usecases/probe.ts'
import { namedEmbedder, namedReranker } from './fixtures/asking.ts'

const series = [rangeSeries('1..12'), catalogueSeries('currency'), catalogueSeries('dates')]
const plan = (controls: Controls, prompts: readonly string[] = [articlePrompt]) => ({
  series,
  zeroSeries: [],
  prompts,
  controls,
  seed: 1,
})

/** The same model, one that runs here and costs nothing. */
function free<T extends ReturnType<typeof namedEmbedder> | ReturnType<typeof namedReranker>>(named: T): T {
  return { ...named, model: { ...named.model, id: { ...named.model.id, provider: 'folder' } } }
}

const reported = (
  named: ReturnType<typeof namedEmbedder> | ReturnType<typeof namedReranker>,
  controls: Controls,
) =>
  controlsOf(named.model, plan(controls)).map(inquiry =>
    'series' in inquiry
      ? `${inquiry.experiment} ${inquiry.series.id}${inquiry.experiment === 'wording' ? ` ${inquiry.prompt}` : ''}`
      : '',
  )

describe('the controls', () => {
  test('are asked of models that cost nothing, and of others when it is said', () => {
    expect(reported(namedEmbedder(), 'free')).toEqual([])
    expect(reported(free(namedEmbedder()), 'none')).toEqual([])
    const numbers = ['1..12', 'currency'].flatMap(id => Array(3).fill(`digits ${id}`))
    expect(reported(free(namedEmbedder()), 'free')).toEqual(numbers)
    expect(reported(namedEmbedder(), 'all')).toEqual(numbers)
  })

  test('are asked of a reranker on one series, on all when it is said', () => {
    const wordings = ['{d}', 'find items similar to {d}']
    const of = (id: string) => [...wordings.map(prompt => `wording ${id} ${prompt}`), `order ${id}`]
    expect(reported(free(namedReranker()), 'free')).toEqual([
      ...Array(3).fill('digits 1..12'),
      ...of('1..12'),
    ])
    expect(reported(namedReranker(), 'all').filter(each => !each.startsWith('digits'))).toEqual(
      series.flatMap(({ id }) => of(id)),
    )
  })

  test('are asked of an encoder that stands in as a reranker only when it is said', () => {
    const usual = free(namedReranker())
    const standIn = { ...usual, model: { ...usual.model, standIn: true } }
    expect(reported(standIn, 'free')).toEqual([])
    expect(reported(standIn, 'all')).toEqual(reported(namedReranker(), 'all'))
  })

  test('put the article’s question beside another usual one, and no question twice', () => {
    const prompts = ['near {d}', '{d}']
    const wordings = controlsOf(namedReranker().model, plan('all', prompts))
      .filter(({ experiment }) => experiment === 'wording')
      .map(({ prompt }) => prompt)
    expect([...new Set(wordings)]).toEqual([articlePrompt, 'find items similar to {d}'])
  })

  test('ask for documents in another order under an identity of their own', () => {
    const named = namedReranker()
    const askings = askingsOf(named, plan('all'))
    expect(askings.map(asking => asking.named.id)).toEqual([named.id, named.id])
    const [first, second] = askings
    expect(second.named.model.id.task).toContain('documents in another order')
    expect(first.inquiries.every(({ experiment }) => experiment !== 'order')).toBe(true)
    for (const { block, experiment } of second.inquiries) {
      expect(experiment).toBe('order')
      expect(block.documents).not.toEqual(block.documents.toSorted())
    }
    expect(askingsOf(named, plan('none'))).toHaveLength(1)
  })
})

describe('a probe with controls', () => {
  const context = () => ({
    cache: memoryCache(),
    listen: () => {},
    now: () => new Date(0),
    wait: async () => {},
    tool: { version: '0', node: '0' },
  })
  const lengthReader = (document: string) => document.length / 10

  test('finds that a reranker which answers by place is shaken by another order, and one that does not is not', async () => {
    const options = { ...plan('all'), series: [rangeSeries('1..12')], roles: 'same' as const }
    const spreadOf = async (answer: (query: string, documents: readonly string[]) => number[]) => {
      const { measures } = await probe({ ...options, models: [namedReranker({ answer })] }, context())
      return measures.find(({ id }) => id === 'prompt-sensitivity')!
    }
    const byPlace = await spreadOf((_, documents) => documents.map((_, place) => place))
    const byText = await spreadOf((_, documents) => documents.map(lengthReader))
    const orders = (byPlace.details!.variants as { order: string; concordance: number }[]).filter(
      ({ order }) => order === 'shuffled',
    )
    expect(orders).toHaveLength(1)
    expect(orders[0].concordance).not.toBeCloseTo(
      (byPlace.details!.variants as { concordance: number }[])[0].concordance,
      6,
    )
    expect(byText.value).toBe(0)
  })

  test('keeps no matrix of a control, and counts what it asked', async () => {
    const options = { ...plan('all'), roles: 'same' as const, models: [namedEmbedder()] }
    const without = await probe({ ...options, controls: 'none' }, context())
    const run = await probe(options, context())
    expect(run.matrices).toHaveLength(without.matrices.length)
    expect(run.usage.texts).toBeGreaterThan(without.usage.texts)
    expect(run.measures.filter(({ id }) => id === 'selectivity').map(({ series: id }) => id)).toEqual([
      '1..12',
      'currency',
    ])
  })

  test('compares several questions of the user without being told to', async () => {
    const options = { ...plan('free', ['a {d}', 'b {d}']), roles: 'same' as const }
    const { measures } = await probe({ ...options, models: [namedReranker()] }, context())
    const found = measures.filter(({ id }) => id === 'prompt-sensitivity')
    expect(found.map(({ series: id, prompt }) => [id, prompt])).toEqual(series.map(({ id }) => [id, 'a {d}']))
  })
})
