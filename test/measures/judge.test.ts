import { describe, expect, test } from 'vitest'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import type { Similarity } from '../../src/matrix/similarity.ts'
import { concordance } from '../../src/measures/concordance.ts'
import { besideSpelling } from '../../src/measures/floor.ts'
import { type Judge, judgeHere, keptJudgement, noControls } from '../../src/measures/kept-judge.ts'
import { resampleMeasures, resamplesOf } from '../../src/measures/resamples.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { counted, noise, perfect } from '../fixtures/matrices.ts'

const series = rangeSeries('1..40')
const n = series.texts.length

function similarity(data: Float64Array): Similarity {
  return { n, data, symmetric: true, gram: false }
}
const oracleMatrix = perfect(counted(n)).raw
const noiseMatrix = noise(counted(n)).raw
const judge = judgeHere()
const judged = (data: Float64Array, seed = 1) =>
  judge.model({ similarity: similarity(data), series, controls: noControls, seed })
const floored = async (data: Float64Array) => {
  const references = await judge.references({ series, seed: 1 })
  const spelling = references.filter(({ id }) => spellingReferences.some(reference => reference.id === id))
  return besideSpelling(await judged(data), spelling)
}
const concordanceOf = async (data: Float64Array, seed = 1) =>
  (await judged(data, seed)).measures.find(({ id }) => id === 'concordance')!

describe('a judgement', () => {
  test('gives the oracle its due: 1, surely, and understanding', async () => {
    const { verdict } = await judged(oracleMatrix)
    const { value, interval } = await concordanceOf(oracleMatrix)
    expect({ verdict, value, interval }).toEqual({ verdict: 'understands', value: 1, interval: [1, 1] })
  })

  test('calls noise chance, in an interval that holds its score', async () => {
    expect((await judged(noiseMatrix)).verdict).toBe('chance')
    const { value, interval } = await concordanceOf(noiseMatrix)
    expect(interval![0]).toBeLessThan(value!)
    expect(interval![1]).toBeGreaterThan(value!)
    expect(interval![1] - interval![0]).toBeGreaterThan(0.01)
  })

  test('calls the upside-down oracle reversed', async () => {
    expect((await judged(oracleMatrix.map(value => -value))).verdict).toBe('reversed')
  })

  test('never finds a string reference beyond spelling', async () => {
    for (const reference of spellingReferences) {
      const data = reference.similarities(series, 1)
      expect(['spelling', 'below-spelling', 'chance', 'reversed']).toContain((await judged(data)).verdict)
      const { floor, value } = (await floored(data)).find(({ id }) => id === 'concordance')!
      expect(floor!.value).toBeGreaterThanOrEqual(value! - 1e-12)
      expect(floor!.interval![1]).toBeLessThanOrEqual(0)
    }
  })

  test('stands each measure beside the best string reference, the least where lower is better', async () => {
    const measures = await floored(noiseMatrix)
    const floors = await Promise.all(spellingReferences.map(each => judged(each.similarities(series, 1))))
    for (const [id, best] of [
      ['rsa', Math.max],
      ['spread', Math.min],
    ] as const) {
      const values = floors.map(({ measures: own }) => own.find(measure => measure.id === id)!.value!)
      expect(measures.find(measure => measure.id === id)!.floor!.value, id).toBeCloseTo(best(...values), 12)
    }
    expect(measures.find(({ id }) => id === 'anisotropy')!.floor).toBeNull()
  })

  test('is the same for the same seed and has other intervals for another', async () => {
    expect(await judged(noiseMatrix)).toEqual(await judged(noiseMatrix))
    expect((await concordanceOf(noiseMatrix, 2)).interval).not.toEqual(
      (await concordanceOf(noiseMatrix)).interval,
    )
    expect((await concordanceOf(noiseMatrix, 2)).value).toBe((await concordanceOf(noiseMatrix)).value)
  })

  test('gives intervals to headline and verdict alone where no more is asked for, and these are the same', async () => {
    const task = { similarity: similarity(noiseMatrix), series, controls: noControls, seed: 1 }
    const whole = await judge.model(task)
    const short = await judge.model({ ...task, depth: 'headline' })
    expect(short.verdict).toEqual(whole.verdict)
    expect(short.margin).toEqual(whole.margin)
    const found = (id: string) => short.measures.find(measure => measure.id === id)
    for (const measure of whole.measures) {
      const own = found(measure.id)
      expect(own?.value, measure.id).toBe(measure.value)
      if (['concordance', 'digit-order', 'self-hit'].includes(measure.id)) expect(own).toEqual(measure)
    }
    expect(whole.measures.find(({ id }) => id === 'caret')!.interval).not.toBeNull()
    expect(found('caret')!.interval).toBeNull()
  })

  test('is kept under all it depends on', async () => {
    const cache = memoryCache()
    let made = 0
    const counting: Judge = {
      ...judge,
      model(task) {
        made++
        return judge.model(task)
      },
    }
    const keeping = { owner: 'm', cache, judge: counting, tokenizer: undefined }
    const task = { similarity: similarity(noiseMatrix), series, controls: noControls, seed: 1 }
    const first = await keptJudgement(task, keeping)
    expect(await keptJudgement(task, keeping)).toEqual(first)
    expect(made).toBe(1)
    for (const other of [
      { ...task, seed: 2 },
      { ...task, depth: 'headline' as const },
      { ...task, similarity: similarity(oracleMatrix) },
      { ...task, similarity: { ...task.similarity, symmetric: false } },
      { ...task, series: { ...series, values: series.values.map(value => value * 2) } },
    ])
      await keptJudgement(other, keeping)
    expect(made).toBe(6)
  })
})

describe('the interval of the headline', () => {
  test('is wider than it would be if pairs were independent', () => {
    const scored = scoredSeries(similarity(noiseMatrix), series, 1)
    const { values } = resampleMeasures(scored, resamplesOf(series.id, n, 1), [concordance]).get(
      'concordance',
    )!
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length)
    const comparisons = n * (((n - 1) * (n - 2)) / 2)
    expect(deviation).toBeGreaterThan(2 * Math.sqrt(0.25 / comparisons))
  })
})
