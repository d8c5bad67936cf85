import { describe, expect, test } from 'vitest'
import { quantile } from '../../src/math/quantile.ts'
import { drawsOn } from '../../src/measures/draw.ts'
import { rankCorrelation, rankCorrelationP10, ruler } from '../../src/measures/rank-correlation.ts'
import { constant, counted, noise, perfect, placed, scoredFrom } from '../fixtures/matrices.ts'

const scored = noise(counted(9))

describe('the worst tenth of the anchors', () => {
  test('is the 10th percentile of the correlations of all anchors', () => {
    const rows = drawsOn(scored)(new Uint8Array(9).fill(1)).rowCorrelations()
    expect(rankCorrelationP10.compute(scored).value).toBeCloseTo(quantile(rows, 0.1), 9)
    expect(rankCorrelationP10.compute(scored).value).toBeLessThan(rankCorrelation.compute(scored).value)
  })

  test('under the weights of a draw counts each anchor as often as it was drawn', () => {
    const weights = [2, 0, 1, 3, 0, 1, 1, 0, 1]
    const draw = drawsOn(scored)(weights)
    const rows = weights.flatMap((weight, i) => Array<number>(weight).fill(draw.rowCorrelations()[i]))
    expect(rows.length).toBe(9)
    expect(rankCorrelationP10.weighted!(scored)(draw)).toBeCloseTo(quantile(rows, 0.1), 12)
  })

  test('leaves out anchors that cannot be scored, and counts them', () => {
    const oracle = perfect(counted(9))
    const rounded = oracle.rounded.slice()
    rounded.fill(0.3, 0, 9)
    expect(rankCorrelationP10.compute({ ...oracle, rounded })).toMatchObject({ details: { omitted: 1 } })
    const draw = drawsOn({ ...oracle, rounded })(new Uint8Array(9).fill(1))
    expect(rankCorrelationP10.weighted!(oracle)(draw)).toBeCloseTo(1, 12)
  })

  test('is undefined, with a reason, where no anchor can be scored', () => {
    for (const measure of [rankCorrelation, rankCorrelationP10])
      expect(measure.compute(constant(counted(5)))).toEqual({
        value: Number.NaN,
        reason: 'Every anchor gives all documents the same score, or all are at the same distance.',
      })
  })
})

const documents = counted(60)

describe('ruler', () => {
  test('finds that the oracle of differences goes by differences', () => {
    const { value, details } = ruler.compute(perfect(documents))
    expect(value).toBeLessThan(-0.05)
    expect(details!.linear).toBeCloseTo(1, 12)
  })

  test('finds that a model of ratios goes by ratios', () => {
    const ratios = perfect({ ...documents, ruler: 'log' })
    const { value, details } = ruler.compute(scoredFrom(documents, ratios.raw))
    expect(value).toBeGreaterThan(0.05)
    expect(details!.log).toBeCloseTo(1, 12)
  })

  test('has no opinion where a model knows nothing', () => {
    const values = Array.from({ length: 20 }, (_, seed) => ruler.compute(noise(documents, seed)).value)
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / 20)).toBeLessThan(0.03)
  })

  test('is not defined where values are not above 0, nor on a circle', () => {
    expect(ruler.compute(perfect(placed([-3, -2, -1])))).toMatchObject({
      value: Number.NaN,
      reason: 'The log ruler needs every value above 0.',
    })
    expect(ruler.compute(perfect(placed([1, 2, 3, 4], 'circular', 4))).reason).toBe('A circle has no ratios.')
  })

  test('is one correlation less the other', () => {
    const { value, details } = ruler.compute(noise(documents))
    expect(value).toBeCloseTo(Number(details!.log) - Number(details!.linear), 12)
  })

  test('leaves out anchors that order nothing, and is not defined where none does', () => {
    const { raw } = perfect(documents)
    raw.fill(0.3, 0, 60)
    expect(ruler.compute(scoredFrom(documents, raw)).details!.linear).toBeCloseTo(1, 12)
    expect(ruler.compute(constant(documents))).toEqual({
      value: Number.NaN,
      reason: 'No anchor gives documents different scores.',
    })
  })
})
