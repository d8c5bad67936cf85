import { describe, expect, test } from 'vitest'
import { oracle } from '../../src/matrix/references/oracle.ts'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { concordance } from '../../src/measures/concordance.ts'
import { type Controls, judge } from '../../src/measures/judge.ts'
import { noControls } from '../../src/measures/kept-judge.ts'
import { firstOf, intervalOf, resampleMeasures, resamplesOf } from '../../src/measures/resamples.ts'
import { measureAll } from '../../src/measures/score.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { withPermutedDigits } from '../../src/series/digit-permutation.ts'
import { rangeSeries } from '../../src/series/range.ts'
import type { Series } from '../../src/series/series.ts'
import { noise, perfect } from '../fixtures/matrices.ts'

const series = rangeSeries('1..14')
const n = 14
const many = resamplesOf(series.id, n, 1)
const few = firstOf(many, 40)
const [good, poor, other] = [perfect(series).raw, noise(series, 1).raw, noise(series, 2).raw]
/** A floor that the oracle stands above, and noise does not. */
const floor = new Float64Array(40).fill(0.7)

interface Asked {
  readonly on?: Series
  readonly controls?: Partial<Controls>
  readonly symmetric?: boolean
  readonly resamples?: typeof few
}
function judged(
  data: Float64Array,
  { on = series, controls = {}, symmetric = true, resamples = few }: Asked = {},
) {
  const similarity = { n: on.texts.length, data, symmetric, gram: false }
  return judge(similarity, on, { ...noControls, ...controls }, floor, resamples, 1)
}
const scored = (data: Float64Array, symmetric = true) =>
  scoredSeries({ n, data, symmetric, gram: false }, series, 1)
const concordanceOf = (data: Float64Array) => concordance.compute(scored(data)).value
const only = (data: Float64Array, id: string, asked?: Asked) =>
  judged(data, asked).measures.find(measure => measure.id === id)

describe('a judgement', () => {
  test('holds every measure of the catalogue, in its order, with value, chance and reason as computed', () => {
    const bare = ({ id, value, chance, reason }: ReturnType<typeof measureAll>[number]) => ({
      id,
      value,
      chance,
      reason,
    })
    expect(judged(poor).measures.map(bare)).toEqual(measureAll(scored(poor)).map(bare))
  })

  test('gives each measure that is resampled the interval of its resamples, and tells how many they were', () => {
    const { measures } = judged(poor)
    const drawn = resampleMeasures(scored(poor), few, measureCatalogue)
    for (const [at, { id, value, interval, details }] of measures.entries()) {
      const own = drawn.get(id)
      if (own === undefined || value === null) continue
      expect(interval, id).toEqual(intervalOf(measureCatalogue[at], value, own.values))
      expect(details!.resamples, id).toBe(40)
    }
    expect(measures.filter(({ interval }) => interval !== null).length).toBeGreaterThan(10)
  })

  test('keeps the details of a measure, and adds the shares of votes where there were any', () => {
    const { details } = only(poor, 'caret')!
    expect(Object.keys(details!)).toEqual(['shape', 'aic', 'wins', 'resamples'])
    const wins = Object.values(details!.wins as Record<string, number>)
    expect(wins.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12)
    expect(only(poor, 'concordance')!.details).toEqual({ resamples: 40 })
  })

  test('gives what is undefined neither interval nor details, but its reason', () => {
    expect(only(poor, 'rsa', { symmetric: false })).toEqual({
      id: 'rsa',
      value: null,
      interval: null,
      chance: 0,
      reason: expect.stringContaining('asymmetric'),
    })
  })

  test('sets the concordance of each resample against the best floor there', () => {
    const { margin, verdict } = judged(good)
    expect(margin![0]).toBeCloseTo(0.3, 12)
    expect(margin![1]).toBeCloseTo(0.3, 12)
    expect(verdict).toBe('understands')
    expect(judged(poor).verdict).toBe('chance')
  })

  test('has no verdict and no controls where no anchor can be scored', () => {
    const circle: Series = { ...rangeSeries('1..3'), ruler: 'circular', period: 3 }
    const data = noise(circle).raw
    const result = judged(data, {
      on: circle,
      controls: { permuted: [{ digits: '0482395716', data }], tokens: [['a'], ['b'], ['a']] },
      resamples: firstOf(resamplesOf('circle', 3, 1), 40),
    })
    expect(result).toMatchObject({ margin: null, verdict: null })
    expect(result.measures.find(({ id }) => id === 'concordance')!.value).toBeNull()
    expect(result.measures.map(({ id }) => id)).toEqual([
      ...measureCatalogue.map(({ id }) => id),
      'tokenizer-share',
    ])
  })
})

describe('a control', () => {
  const ids = (controls: Partial<Controls>) =>
    judged(good, { controls })
      .measures.map(({ id }) => id)
      .slice(measureCatalogue.length)
  const permuted = [{ digits: '0482395716', data: poor }]
  const reworded = [{ prompt: 'b', shuffled: true, data: poor }]
  const tokens = series.texts.map(text => [...text])

  test('stands behind the measures where it was asked for, and only there', () => {
    expect(ids({})).toEqual([])
    expect(ids({ permuted })).toEqual(['selectivity'])
    expect(ids({ prompt: 'a', reworded })).toEqual(['prompt-sensitivity'])
    expect(ids({ prompt: 'a' })).toEqual([])
    expect(ids({ reworded })).toEqual([])
    expect(ids({ tokens, permuted, prompt: 'a', reworded })).toEqual([
      'tokenizer-share',
      'selectivity',
      'prompt-sensitivity',
    ])
  })

  test('of permuted digits is judged by the distances of the original, beside the oracle of the permuted', () => {
    const digits = '0937142658'
    const result = only(good, 'selectivity', {
      controls: { permuted: [...permuted, { digits, data: other }] },
    })!
    expect(result.value).toBeCloseTo(1 - (concordanceOf(poor) + concordanceOf(other)) / 2, 12)
    const oracleOf = (permutation: string) =>
      concordanceOf(oracle.similarities(withPermutedDigits(series, permutation), 1))
    expect(oracleOf(digits)).toBeLessThan(1)
    expect(result.details!.permutations).toEqual([
      { digits: '0482395716', concordance: concordanceOf(poor), oracle: oracleOf('0482395716') },
      { digits, concordance: concordanceOf(other), oracle: oracleOf(digits) },
    ])
  })

  test('of rewording has the question of the matrix itself first, in the order of the series', () => {
    const { value, details } = only(good, 'prompt-sensitivity', {
      controls: { prompt: 'a', reworded: [...reworded, { prompt: 'c', shuffled: false, data: other }] },
    })!
    expect(value).toBeCloseTo(1 - Math.min(concordanceOf(poor), concordanceOf(other)), 12)
    expect(details!.variants).toEqual([
      { prompt: 'a', order: 'as the series', concordance: 1 },
      { prompt: 'b', order: 'shuffled', concordance: concordanceOf(poor) },
      { prompt: 'c', order: 'as the series', concordance: concordanceOf(other) },
    ])
  })

  test('is resampled with the draws of the measures themselves, so that an equal matrix differs by nothing', () => {
    const controls = { permuted: [{ digits: '0482395716', data: poor }] }
    expect(only(poor, 'selectivity', { controls })).toMatchObject({ value: 0, interval: [0, 0] })
  })

  test('makes do with the first 200 resamples', () => {
    const controls = { tokens, permuted, prompt: 'a', reworded }
    const resamples = firstOf(many, 210)
    const { measures } = judge(
      { n, data: good, symmetric: true, gram: false },
      series,
      { ...noControls, ...controls },
      new Float64Array(210),
      resamples,
      1,
    )
    const counts = measures.map(({ id, details }) => [id, details?.resamples])
    expect(counts).toContainEqual(['concordance', 210])
    for (const id of ['tokenizer-share', 'selectivity', 'prompt-sensitivity'])
      expect(counts).toContainEqual([id, 200])
  })
})
