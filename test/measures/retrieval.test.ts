import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ndcg, ndcgUnder } from '../../src/measures/retrieval.ts'
import type { Scored } from '../../src/measures/scored.ts'
import { noise, placed, scoredFrom } from '../fixtures/matrices.ts'

/** From the definition, among some documents, for some anchors of them: each rank counted, each tie shared. */
function defined(
  { n, rounded, distances }: Scored,
  isIn: readonly number[],
  anchors: readonly number[],
): number {
  const rows = anchors.flatMap(i => {
    const others = Array.from({ length: n }, (_, j) => j).filter(j => j !== i && isIn[j] > 0)
    const meanPlace = (of: (j: number) => number, j: number) =>
      others.filter(k => of(k) < of(j)).length + (others.filter(k => of(k) === of(j)).length + 1) / 2
    const gain = (j: number) => Math.max(0, 11 - meanPlace(k => distances[i * n + k], j))
    const total = (of: (j: number) => number, all: readonly number[]) =>
      all.reduce((sum, j) => {
        const before = all.filter(k => of(k) < of(j)).length
        const tied = all.filter(k => of(k) === of(j)).length
        let discount = 0
        for (let place = before; place < Math.min(10, before + tied); place++)
          discount += 1 / Math.log2(place + 2)
        return sum + (gain(j) * discount) / tied
      }, 0)
    const ideal = total(j => distances[i * n + j], others)
    return ideal === 0 ? [] : [total(j => -rounded[i * n + j], others) / ideal]
  })
  return rows.reduce((sum, row) => sum + row, 0) / rows.length
}

describe('nDCG at 10 among some of the documents', () => {
  test('is what the definition says, with ties of scores and of distances, whichever anchors count', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 8, maxLength: 30 }),
        fc.nat(1e6),
        fc.integer({ min: 2, max: 40 }),
        (drawn, seed, levels) => {
          const documents = placed(drawn.map((_, at) => Math.floor(1 + at / (1 + (seed % 3)))))
          const scores = noise(documents, seed).rounded.map(score => Math.round(score * levels) / levels)
          const scored = scoredFrom(documents, scores)
          const isIn = drawn.map(each => (each ? 1 : 0))
          const anchors = drawn.flatMap((each, at) => (each && (at + seed) % 4 > 0 ? [at] : []))
          const rowWeights = drawn.map((_, at) => (anchors.includes(at) ? 1 : 0))
          const wanted = defined(scored, isIn, anchors)
          const found = ndcgUnder(scored)(isIn, rowWeights)
          if (Number.isNaN(wanted)) expect(found).toBeNaN()
          else expect(found).toBeCloseTo(wanted, 9)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('leaves out an anchor to which all are equally near, and is undefined where there is no other', () => {
    const values = [...new Array(30).fill(1), 5]
    const scored = noise(placed(values))
    const { value } = ndcg.compute(scored)
    // Only 5 is left out: to each 1, 29 others are at no distance, of mean rank 15.
    expect(value).toBeNaN()
    expect(ndcg.compute(scored).reason).toMatch(/equally near/)
    expect(ndcg.chance(scored)).toBeNull()
    const few = noise(placed([...new Array(30).fill(1), 5, 6]))
    // 6 has 5 before it, and 5 has 6; the thirty have nobody.
    const rows = defined(few, new Array(32).fill(1), [30, 31])
    expect(ndcg.compute(few).value).toBeCloseTo(rows, 12)
  })
})
