import { describe, expect, test } from 'vitest'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import type { Scored } from '../../src/measures/scored.ts'
import { asymmetricNoise, constant, counted, noise, perfect, placed, reversed } from '../fixtures/matrices.ts'

function outcome(id: string, scored: Scored) {
  return measureCatalogue.find(measure => measure.id === id)!.compute(scored)
}
const value = (id: string, scored: Scored) => outcome(id, scored).value

const documents = counted(100)
const clock = placed(
  Array.from({ length: 48 }, (_, at) => at * 30),
  'circular',
  1440,
)

describe('the oracle', () => {
  test.each([
    ['concordance', 1],
    ['rank-correlation', 1],
    ['rank-correlation-p10', 1],
    ['rsa', 1],
    ['caret', 1],
    ['caret-pairs', 1],
    ['explained', 1],
    ['spread', 0],
    ['self-hit', 1],
    ['asymmetry', 0],
    ['ndcg@10', 1],
  ])('has %s %d on 1 … 100', (id, score) => expect(value(id, perfect(documents))).toBeCloseTo(score, 9))

  test.each([
    ['concordance', 1],
    ['rank-correlation', 1],
    ['rsa', 1],
    ['caret', 1],
    ['explained', 1],
    ['ndcg@10', 1],
  ])('has %s %d on a circle', (id, score) => expect(value(id, perfect(clock))).toBeCloseTo(score, 9))

  test('has an rsa of 1 on the log ruler exactly when its distances are ratios', () => {
    const values = [1, 2, 4, 8, 16, 32, 64]
    expect(value('rsa-log', perfect(placed(values, 'log')))).toBeCloseTo(1, 9)
    expect(value('rsa-log', perfect(placed(values)))).toBeLessThan(0.95)
  })

  test('is not moved off 1 by near-ties of floating point', () => {
    const large = placed(Array.from({ length: 100 }, (_, at) => 4294967297 + at))
    const tenths = placed(Array.from({ length: 100 }, (_, at) => (at + 1) / 1000))
    for (const series of [large, tenths]) {
      expect(value('concordance', perfect(series))).toBe(1)
      expect(value('rsa', perfect(series))).toBeCloseTo(1, 12)
    }
  })
})

describe('the oracle upside down', () => {
  test.each([
    ['concordance', 0],
    ['rank-correlation', -1],
    ['rsa', -1],
    ['caret', -1],
    ['caret-pairs', -1],
    ['explained', 1],
    ['self-hit', 0],
  ])('has %s %d', (id, score) => expect(value(id, reversed(documents))).toBeCloseTo(score, 9))

  test('has an nDCG far below chance', () => expect(value('ndcg@10', reversed(documents))).toBeLessThan(0.01))
})

describe('a constant', () => {
  test('is half right in every comparison, finds itself by chance, and has no correlation at all', () => {
    const scored = constant(documents)
    expect(value('concordance', scored)).toBe(0.5)
    expect(value('self-hit', scored)).toBeCloseTo(0.01, 12)
    for (const id of [
      'rank-correlation',
      'rank-correlation-p10',
      'rsa',
      'rsa-log',
      'caret',
      'caret-pairs',
      'explained',
      'spread',
      'asymmetry',
    ]) {
      expect(value(id, scored), id).toBeNaN()
      expect(outcome(id, scored).reason, id).toMatch(/\.$/)
    }
  })

  test('has the nDCG of chance, which is about 0.085 at 100 documents', () => {
    const scored = constant(documents)
    const chance = measureCatalogue.find(({ id }) => id === 'ndcg@10')!.chance(scored)!
    expect(value('ndcg@10', scored)).toBeCloseTo(chance, 9)
    expect(chance).toBeCloseTo(0.085, 2)
  })
})

describe('a model that knows nothing', () => {
  const seeds = Array.from({ length: 40 }, (_, seed) => seed)
  const averages = (id: string, scores: readonly Scored[]) =>
    scores.reduce((sum, scored) => sum + value(id, scored), 0) / scores.length

  test.each(['concordance', 'rank-correlation', 'rsa', 'caret-pairs', 'explained', 'ndcg@10'])(
    'scores the chance of %s on average',
    id => {
      const scores = seeds.map(seed => noise(documents, seed))
      const chance = measureCatalogue.find(measure => measure.id === id)!.chance(scores[0])!
      expect(Math.abs(averages(id, scores) - chance)).toBeLessThan(0.006)
    },
  )

  test.each(['concordance', 'explained', 'self-hit', 'asymmetry'])(
    'scores the chance of %s on average where it is asymmetric',
    id => {
      const scores = seeds.map(seed => asymmetricNoise(documents, seed))
      const chance = measureCatalogue.find(measure => measure.id === id)!.chance(scores[0])!
      expect(Math.abs(averages(id, scores) - chance)).toBeLessThan(0.01)
    },
  )

  test('has an explained share of 0.0198 by chance at 100 documents, 0.0099 where asymmetric', () => {
    const chance = measureCatalogue.find(({ id }) => id === 'explained')!.chance
    expect(chance(noise(documents))).toBeCloseTo(0.0198, 4)
    expect(chance(asymmetricNoise(documents))).toBeCloseTo(0.0099, 4)
  })
})

describe('what a measure cannot say', () => {
  test('geometry of an asymmetric matrix', () => {
    expect(outcome('rsa', asymmetricNoise(documents))).toMatchObject({
      value: Number.NaN,
      reason: expect.stringContaining('asymmetric'),
    })
  })

  test('ratios of values that are not above 0, and on a circle', () => {
    expect(outcome('rsa-log', perfect(placed([-1, 0, 1, 2]))).reason).toContain('above 0')
    expect(outcome('rsa-log', perfect(clock)).reason).toContain('circle')
  })

  test('rows that are constant are left out of the rank correlation and counted', () => {
    const scored = perfect(counted(5))
    const data = scored.raw.slice()
    data.fill(0.3, 0, 5)
    const { value: mean, details } = outcome('rank-correlation', { ...scored, rounded: data })
    expect(mean).toBeCloseTo(1, 12)
    expect(details).toEqual({ omitted: 1 })
  })
})

test('self-hit shares a hit among all that tie with the document itself', () => {
  const scored = perfect(counted(4))
  const data = scored.rounded.slice()
  data[1] = data[0]
  expect(value('self-hit', { ...scored, rounded: data })).toBeCloseTo((0.5 + 3) / 4, 12)
})
