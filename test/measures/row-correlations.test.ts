import { describe, expect, test } from 'vitest'
import { concordanceRows } from '../../src/math/concordance.ts'
import { spearman } from '../../src/math/correlation.ts'
import { rowCorrelationsUnder } from '../../src/measures/row-correlations.ts'
import type { Scored } from '../../src/measures/scored.ts'
import { asymmetricNoise, counted, scoredFrom } from '../fixtures/matrices.ts'

const n = 7
const documents = counted(n)
const under = ({ rounded, distances }: Scored) => rowCorrelationsUnder(concordanceRows(rounded, distances, n))

/** Spearman's over the other documents, each written out as often as it was drawn; NaN for what was not. */
function byHand({ rounded, distances }: Scored, weights: readonly number[]): number[] {
  return weights.map((own, i) => {
    if (own === 0) return Number.NaN
    const others = weights.flatMap((weight, j) => (j === i ? [] : Array<number>(weight).fill(j)))
    return -spearman(
      others.map(j => rounded[i * n + j]),
      others.map(j => distances[i * n + j]),
    )
  })
}

function expectRows(scored: Scored, weights: readonly number[]) {
  const found = under(scored)(weights)
  byHand(scored, weights).forEach((wanted, i) => {
    if (Number.isNaN(wanted)) expect(found[i], `${i}`).toBeNaN()
    else expect(found[i], `${i}`).toBeCloseTo(wanted, 9)
  })
}

describe('the correlation of a row under weights', () => {
  // Few scores, so that many tie.
  const tied = scoredFrom(
    documents,
    asymmetricNoise(documents).raw.map(value => Math.round(3 * value)),
    false,
  )

  test.each([
    [1, 1, 1, 1, 1, 1, 1],
    [2, 0, 1, 3, 1, 0, 1],
    [0, 0, 5, 0, 1, 1, 0],
    [1, 0, 0, 2, 0, 0, 4],
  ])('is Spearman’s of what was drawn: %d %d %d %d %d %d %d', (...weights) => {
    expectRows(asymmetricNoise(documents), weights)
    expectRows(tied, weights)
  })

  test('is undefined where only one other document was drawn, however often', () => {
    expect([...under(asymmetricNoise(documents))([3, 0, 0, 0, 5, 0, 0])].every(Number.isNaN)).toBe(true)
  })

  test('is undefined where all drawn are as far, and where all are scored alike', () => {
    // The neighbours on both sides of the fourth are as far from it.
    const found = under(asymmetricNoise(documents))([0, 0, 2, 1, 1, 0, 0])
    expect(found[3]).toBeNaN()
    expect(found[2]).not.toBeNaN()
    const data = asymmetricNoise(documents).raw.slice()
    data.fill(0.5, 0, n)
    expect(under(scoredFrom(documents, data, false))([1, 1, 1, 1, 1, 1, 1])[0]).toBeNaN()
  })
})
