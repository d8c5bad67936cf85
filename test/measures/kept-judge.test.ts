import { describe, expect, test, vi } from 'vitest'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { referencesOf } from '../../src/matrix/references.ts'
import type { Judged } from '../../src/measures/judge.ts'
import {
  type Judge,
  type JudgeTask,
  judgeHere,
  type KeepOptions,
  keptJudgement,
  keptReferences,
  noControls,
} from '../../src/measures/kept-judge.ts'
import {
  floorDraws,
  marginInterval,
  resampledConcordance,
  resamplesOf,
} from '../../src/measures/resamples.ts'
import { measureAll } from '../../src/measures/score.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import type { Tokenizer } from '../../src/models/tokenizer.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { perfect } from '../fixtures/matrices.ts'

const series = rangeSeries('8..13')
const n = series.texts.length
const data = perfect(series).raw
const similarity = { n, data, symmetric: true, gram: false }
const task: JudgeTask = { similarity, series, controls: noControls, seed: 1 }

/** Judges nothing, and remembers what it was asked. */
function remembering() {
  const asked: JudgeTask[] = []
  let references = 0
  const judge: Judge = {
    model(each): Judged {
      asked.push(each)
      return { measures: [], margin: [0, asked.length], verdict: 'partly' }
    },
    references() {
      references++
      return [{ id: `${references}`, measures: [] }]
    },
    floor: () => [0.5],
  }
  return { judge, asked, references: () => references }
}
const tokenizer = (id?: string): Tokenizer => ({
  ...(id === undefined ? {} : { id }),
  tokens: async text => [...text],
})

/** Whether two tasks are judged apart, with one cache and one owner unless it is told otherwise. */
async function areApart(
  a: JudgeTask,
  b: JudgeTask,
  [first, second]: [Partial<KeepOptions>, Partial<KeepOptions>] = [{}, {}],
): Promise<boolean> {
  const cache = memoryCache()
  const { judge, asked } = remembering()
  const common = { owner: 'model', cache, judge, tokenizer: undefined }
  const one = await keptJudgement(a, { ...common, ...first })
  const other = await keptJudgement(b, { ...common, ...second })
  expect(other).toEqual(asked.length === 1 ? one : { ...one, margin: [0, 2] })
  return asked.length === 2
}

describe('a kept judgement', () => {
  test('is made once for an equal task', async () => {
    const equal: JudgeTask = structuredClone(task)
    expect(await areApart(task, equal)).toBe(false)
  })

  test.each<[string, Partial<JudgeTask>]>([
    ['the seed', { seed: 2 }],
    ['the similarities', { similarity: { ...similarity, data: data.map(value => value / 2) } }],
    ['whether they are symmetric', { similarity: { ...similarity, symmetric: false } }],
    ['whether they are cosines', { similarity: { ...similarity, gram: true } }],
    ['the name of the series', { series: { ...series, id: 'other' } }],
    ['its documents', { series: { ...series, texts: series.texts.map(text => `${text}.0`) } }],
    ['its values', { series: { ...series, values: series.values.map(value => -value) } }],
    ['its ruler', { series: { ...series, ruler: 'log' } }],
    ['its period', { series: { ...series, period: 24 } }],
    ['its family', { series: { ...series, family: 'money' } }],
  ])('depends on %s', async (_, other) => {
    expect(await areApart(task, { ...task, ...other })).toBe(true)
  })

  test('does not depend on how the series is described', async () => {
    const retold = { ...series, description: 'Other words.', source: 'elsewhere' }
    expect(await areApart(task, { ...task, series: retold })).toBe(false)
  })

  test('depends on the digits that were permuted and on what was answered then', async () => {
    const permuted = (digits: string, answers = data): JudgeTask => ({
      ...task,
      controls: { ...noControls, permuted: [{ digits, data: answers }] },
    })
    const one = permuted('0482395716')
    expect(await areApart(task, one)).toBe(true)
    expect(await areApart(one, permuted('0482395716'))).toBe(false)
    expect(await areApart(one, permuted('0937142658'))).toBe(true)
    expect(await areApart(one, permuted('0482395716', new Float64Array(n * n)))).toBe(true)
  })

  test('depends on the questions, the order of the documents and the answers, where there are several', async () => {
    const asked = (prompt: string, variant = {}): JudgeTask => ({
      ...task,
      controls: { ...noControls, prompt, reworded: [{ prompt: 'b', shuffled: false, data, ...variant }] },
    })
    expect(await areApart(task, asked('a'))).toBe(true)
    expect(await areApart(asked('a'), asked('a'))).toBe(false)
    for (const other of [
      asked('z'),
      asked('a', { prompt: 'c' }),
      asked('a', { shuffled: true }),
      asked('a', { data: new Float64Array(n * n) }),
    ])
      expect(await areApart(asked('a'), other)).toBe(true)
    const lone: JudgeTask = { ...task, controls: { ...noControls, prompt: 'a' } }
    expect(await areApart(task, lone)).toBe(false)
  })

  test('depends on the tokenizer: by its name, or else by the model whose own it is', async () => {
    const by = (first: Partial<KeepOptions>, second: Partial<KeepOptions>) =>
      areApart(task, task, [first, second])
    expect(await by({}, { tokenizer: tokenizer() })).toBe(true)
    expect(await by({ tokenizer: tokenizer('a') }, { tokenizer: tokenizer('b') })).toBe(true)
    expect(await by({ tokenizer: tokenizer('a') }, { tokenizer: tokenizer('a') })).toBe(false)
    const own = tokenizer()
    expect(await by({ tokenizer: own }, { tokenizer: own, owner: 'other model' })).toBe(true)
    expect(await by({ tokenizer: tokenizer('a') }, { tokenizer: tokenizer('a'), owner: 'other' })).toBe(false)
    expect(await by({}, { owner: 'other model' })).toBe(false)
  })

  test('tells a tokenizer from a control of the same words', async () => {
    const digits: JudgeTask = { ...task, controls: { ...noControls, permuted: [{ digits: '', data }] } }
    expect(await areApart(digits, task, [{}, { tokenizer: tokenizer('') }])).toBe(true)
  })

  test('is made with the tokens of every document, in order, where the tokenizer is known', async () => {
    const { judge, asked } = remembering()
    const common = { owner: 'model', cache: memoryCache(), judge }
    await keptJudgement(task, { ...common, tokenizer: tokenizer('letters') })
    await keptJudgement(task, { ...common, tokenizer: undefined })
    expect(asked[0]).toEqual({
      ...task,
      floor: [0.5],
      controls: {
        ...noControls,
        tokens: [['8'], ['9'], ['1', '0'], ['1', '1'], ['1', '2'], ['1', '3']],
      },
    })
    expect(asked[1]).toEqual({ ...task, floor: [0.5] })
  })

  test('splits no document where it is kept', async () => {
    let split = 0
    const counting: Tokenizer = { id: 'counting', tokens: async () => [`${split++}`] }
    const { judge } = remembering()
    const options = { owner: 'model', cache: memoryCache(), judge, tokenizer: counting }
    await keptJudgement(task, options)
    expect(split).toBe(n)
    await keptJudgement(task, options)
    expect(split).toBe(n)
  })

  test('goes with the answers of its model', async () => {
    const cache = memoryCache()
    const { judge, asked } = remembering()
    const options = { owner: 'model', cache, judge, tokenizer: undefined }
    await keptJudgement(task, options)
    cache.clear('other model')
    await keptJudgement(task, options)
    expect(asked.length).toBe(1)
    cache.clear('model')
    await keptJudgement(task, options)
    expect(asked.length).toBe(2)
  })
})

describe('kept references', () => {
  test('are scored once for a series and a seed, and belong to no model', async () => {
    const cache = memoryCache()
    const { judge, references } = remembering()
    const first = await keptReferences({ series, seed: 1 }, cache, judge)
    expect(await keptReferences({ series, seed: 1 }, cache, judge)).toEqual(first)
    expect(references()).toBe(1)
    expect(cache.summary()).toMatchObject([{ model: 'references', derived: 1 }])
    await keptReferences({ series, seed: 2 }, cache, judge)
    await keptReferences({ series: { ...series, ruler: 'log' }, seed: 1 }, cache, judge)
    expect(references()).toBe(3)
  })

  test('are kept apart from judgements', async () => {
    const cache = memoryCache()
    const { judge, references, asked } = remembering()
    await keptJudgement(task, { owner: 'model', cache, judge, tokenizer: undefined })
    await keptReferences({ series, seed: 1 }, cache, judge)
    expect([asked.length, references()]).toEqual([1, 1])
  })
})

describe('judging here', () => {
  const judge = judgeHere()
  const scored = (similarities: Float64Array) =>
    scoredSeries({ n, data: similarities, symmetric: true, gram: false }, series, 1)

  test('scores the oracle and the string references of a series, in the order of a run', async () => {
    const references = await judge.references({ series, seed: 1 })
    expect(references).toEqual(
      referencesOf(series).map(({ id, similarities }) => ({
        id,
        measures: measureAll(scored(similarities(series, 1))),
      })),
    )
    expect(references[0].measures[0]).toMatchObject({ id: 'concordance', value: 1 })
  })

  test('sets a model against the string references on the resamples of the series and the seed', async () => {
    const { margin, verdict } = await judge.model(task)
    const resamples = resamplesOf(series.id, n, 1)
    const floors = spellingReferences.map(
      ({ similarities }) => resampledConcordance(scored(similarities(series, 1)), resamples).values,
    )
    const { values } = resampledConcordance(scored(data), resamples)
    expect(margin).toEqual(marginInterval(values, floorDraws(floors)))
    expect(margin![0]).toBeLessThan(margin![1])
    expect(verdict).toBe('spelling')
  })

  test('resamples the string references of a series once for all that is asked of it', async () => {
    const drawing = vi.spyOn(spellingReferences[0], 'similarities')
    const fresh = judgeHere()
    await fresh.model(task)
    expect(drawing).toHaveBeenCalledTimes(1)
    await fresh.model({ ...task, similarity: { ...similarity, data: new Float64Array(n * n) } })
    expect(drawing).toHaveBeenCalledTimes(1)
    // Once more for the scores, which are none of the resamples.
    await fresh.references({ series, seed: 1 })
    expect(drawing).toHaveBeenCalledTimes(2)
    await fresh.floor({ series, seed: 1 })
    expect(drawing).toHaveBeenCalledTimes(2)
    const floor = await fresh.floor({ series, seed: 2 })
    expect(drawing).toHaveBeenCalledTimes(3)
    await fresh.model({ ...task, seed: 2 })
    expect(drawing).toHaveBeenCalledTimes(3)
    expect(await judgeHere().model({ ...task, seed: 2, floor })).toEqual(
      await fresh.model({ ...task, seed: 2 }),
    )
    expect(drawing).toHaveBeenCalledTimes(3)
    drawing.mockRestore()
  })

  test('draws again for another seed and for another series', async () => {
    const intervalOf = async (other: Partial<JudgeTask>) => {
      const { measures } = await judge.model({ ...task, ...other })
      return measures.find(({ id }) => id === 'anisotropy')!.interval
    }
    const first = await intervalOf({})
    expect(await intervalOf({})).toEqual(first)
    expect(await intervalOf({ seed: 2 })).not.toEqual(first)
    expect(await intervalOf({ series: { ...series, id: 'other' } })).not.toEqual(first)
  })
})
