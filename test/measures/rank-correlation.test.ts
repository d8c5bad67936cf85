import { describe, expect, test } from 'vitest'
import { quantile } from '../../src/math/quantile.ts'
import { drawsOn } from '../../src/measures/draw.ts'
import { rankCorrelation, rankCorrelationP10 } from '../../src/measures/rank-correlation.ts'
import { constant, counted, noise, perfect } from '../fixtures/matrices.ts'

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
        reason: 'Every anchor scores all documents alike, or all lie at one distance.',
      })
  })
})
