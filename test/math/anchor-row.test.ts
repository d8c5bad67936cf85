import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { anchorRow, levelsOf } from '../../src/math/anchor-row.ts'
import { concordance, concordanceRows } from '../../src/math/concordance.ts'
import { spearman } from '../../src/math/correlation.ts'
import { normalisedGain } from '../../src/measures/retrieval.ts'

const n = 41
const random = seededRandom(1, 'anchor rows')

/** One anchor at place 0: what is far from it by how much, and how it is scored. */
function row(levels: number) {
  const values = () => Float64Array.from({ length: n - 1 }, () => Math.floor(random() * levels))
  return { scores: values(), distances: values() }
}

function whole(others: Float64Array): Float64Array {
  const matrix = new Float64Array(n * n)
  matrix.set(others, 1)
  return matrix
}

function inMatrix({ scores, distances }: ReturnType<typeof row>, weights?: Float64Array): number {
  const first = Uint8Array.from({ length: n }, (_, at) => (at === 0 ? 1 : 0))
  return concordance(concordanceRows(whole(scores), whole(distances), n), weights, first)
}

describe.each([3, 12, 1000])('the row of an anchor with %i levels of score and of distance', levels => {
  const made = row(levels)
  const own = anchorRow(made.scores, levelsOf(made.distances))

  it('has the concordance that the same row has in a matrix', () => {
    expect(own.concordance).toBeCloseTo(inMatrix(made), 12)
  })

  it('says how the concordance changes with the weight of each document', () => {
    const step = 1e-5
    for (let item = 0; item < n - 1; item++) {
      const weighted = (by: number) =>
        inMatrix(made, new Float64Array(n).fill(1).with(item + 1, 1 + by)) / step / 2
      expect(own.pulls[item]).toBeCloseTo(weighted(step) - weighted(-step), 6)
    }
    expect(own.pulls.reduce((sum, pull) => sum + pull, 0)).toBeCloseTo(0, 12)
  })

  it('has the correlation of score and closeness', () => {
    expect(own.correlation).toBeCloseTo(-spearman(made.scores, made.distances), 12)
  })

  it('has the gain of the measure nDCG@10', () => {
    const ranks = Array.from(
      made.distances,
      each =>
        made.distances.filter(other => other < each).length +
        (made.distances.filter(other => other === each).length + 1) / 2,
    )
    const gains = Float64Array.from(ranks, rank => Math.max(0, 11 - rank))
    if (gains.every(gain => gain === 0)) expect(own.gain).toBeNaN()
    else expect(own.gain).toBeCloseTo(normalisedGain(gains, made.scores), 12)
  })
})

describe('a row that says nothing', () => {
  it('has no concordance and pulls at nothing where all documents are at one distance', () => {
    const own = anchorRow(Float64Array.of(3, 1, 2), levelsOf(Float64Array.of(5, 5, 5)))
    expect(own.concordance).toBeNaN()
    expect([...own.pulls]).toEqual([0, 0, 0])
  })
})
