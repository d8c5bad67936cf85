import { beforeAll, describe, expect, test } from 'vitest'
import { firstOf, type Selector, selected } from '../../../src/report/export/selection.ts'
import { rangeSeries } from '../../../src/series/range.ts'
import type { Run } from '../../../src/store/run.ts'
import { probedRun } from '../../fixtures/probed-run.ts'

let run: Run
beforeAll(async () => {
  run = await probedRun([rangeSeries('1..12'), rangeSeries('20..40:2')])
})

const any: Selector = { series: null, model: null, prompt: null, experiment: null }
const found = (selector: Partial<Selector>) => selected(run, run.matrices, { ...any, ...selector })

describe('what is meant', () => {
  test('is all of the run where nothing is said', () => {
    expect(found({})).toEqual(run.matrices)
  })

  test('is what fits every part', () => {
    const [only, ...others] = found({ series: '20..40:2', model: 'reranker:test:fake' })
    expect(others).toEqual([])
    expect(only).toMatchObject({ series: '20..40:2', model: 'reranker:test:fake', experiment: 'pairs' })
    expect(found({ prompt: 'what is the closest item to {d}?' }).map(({ model }) => model)).toEqual([
      'reranker:test:fake',
      'reranker:test:fake',
    ])
  })

  test('can name a model by its spec, and then means the embedder and the reranker', () => {
    const models = new Set(found({ model: 'test:fake' }).map(({ model }) => model))
    expect(models).toEqual(new Set(['embedder:test:fake', 'reranker:test:fake']))
  })

  test('can name a model as any output shows it', () => {
    for (const name of ['embedder:test:fake', 'test:fake as embedder', 'test:fake（向量模型）'])
      expect(new Set(found({ model: name }).map(({ model }) => model)), name).toEqual(
        new Set(['embedder:test:fake']),
      )
  })

  test('is an error that says what is near a wrong name', () => {
    expect(() => found({ model: 'embeder:test:fake' })).toThrow(
      '--model: got "embeder:test:fake", of which the run holds nothing. Did you mean "embedder:test:fake"',
    )
    expect(() => found({ model: 'gpt' })).toThrow(
      'the run holds nothing. It holds:\n  embedder:test:fake\n  reranker:test:fake',
    )
  })

  test('is an error with the names that there are where one is wrong', () => {
    const wrong = () => found({ series: '1..13' })
    expect(wrong).toThrow(
      '--series: got "1..13", of which the run holds nothing. Did you mean "1..12"? It holds:\n  1..12\n',
    )
    try {
      wrong()
    } catch (error) {
      expect(error).toMatchObject({ code: 'unknown', details: { held: ['1..12', '20..40:2', '0..20'] } })
    }
  })

  test('is an error with what is near where the parts do not go together', () => {
    expect(() => found({ series: '20..40:2', experiment: 'zero' })).toThrow(
      '--series "20..40:2" and --experiment "zero": the run holds nothing that is of all of them. Of --series "20..40:2" it holds:\n  pairs of 20..40:2 by embedder:test:fake\n  pairs of 20..40:2 by reranker:test:fake, asked “what is the closest item to {d}?”',
    )
  })

  test('is an error where the run holds nothing', () => {
    expect(() => selected(run, [], any)).toThrow(/the run holds no matrix and no measure/)
  })
})

describe('the first of several', () => {
  test('is told, with the options that tell them apart and no others', () => {
    const fits = found({ series: '1..12', experiment: 'pairs' })
    expect(firstOf(fits, { what: 'matrices' })).toEqual({
      first: fits[0],
      note: 'pairs of 1..12 by embedder:test:fake: the first of 2 matrices that fit. Choose another by --model or --prompt.',
    })
  })

  test('is not told where it is the only one', () => {
    expect(firstOf(found({}).slice(0, 1), { what: 'matrices' }).note).toBeNull()
  })
})
