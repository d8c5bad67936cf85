import { describe, expect, it } from 'vitest'
import { sampledCoverage, sampledTruth } from '../../scripts/validity/sampled.ts'
import { mean } from '../../src/math/quantile.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { referenceRow, referenceRows } from '../../src/matrix/sampled-rows.ts'
import { bandConcordance } from '../../src/measures/band-concordance.ts'
import { floorAnchors } from '../../src/measures/sampled-floor.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { candidatesOf, distancesFrom } from '../../src/series/sampled-anchors.ts'

describe('string references by rows', () => {
  it.each(spellingReferences.map(({ id }) => id))('%s says the same as in its matrix', id => {
    const reference = spellingReferences.find(each => each.id === id)!
    for (const series of [rangeSeries('1..1100'), catalogueSeries('dates')]) {
      const n = series.texts.length
      const matrix = reference.similarities(series, 1)
      const anchors = [0, 7, n - 1]
      const rows = referenceRows(reference, series, anchors)
      for (const [at, anchor] of anchors.entries()) {
        expect(rows[at]).toEqual(matrix.slice(anchor * n, (anchor + 1) * n))
        expect(referenceRow(reference, series, anchor, [3, 50])).toEqual(
          Float64Array.of(matrix[anchor * n + 3], matrix[anchor * n + 50]),
        )
      }
    }
  })

  it('are scored on fewer anchors where documents are long', () => {
    const texts = (length: number) => Array.from({ length: 6000 }, (_, at) => String(at).padEnd(length, 'x'))
    const anchors = Array.from({ length: 1000 }, (_, at) => 6 * at)
    expect(floorAnchors(anchors, { texts: texts(5) })).toHaveLength(200)
    expect(floorAnchors(anchors, { texts: texts(200) })).toHaveLength(20)
    expect(floorAnchors([1, 2, 3], { texts: texts(5) })).toEqual([1, 2, 3])
  })
})

describe('the concordance of an anchor from candidates by bands', () => {
  const { series, row, exactRow } = sampledTruth(5001)

  it('is on average that of all documents', () => {
    const anchor = 1234
    const scores = row(anchor)
    const distances = distancesFrom(series, anchor)
    const drawn = Array.from({ length: 300 }, (_, seed) => {
      const candidates = candidatesOf(series, anchor, seed)
      const own = Float64Array.from(candidates.drawn, ({ place }) => scores[place])
      return bandConcordance(candidates, own, distances)
    })
    const average = mean(drawn)
    const error = Math.sqrt(mean(drawn.map(value => (value - average) ** 2)) / drawn.length)
    expect(Math.abs(average - exactRow(anchor))).toBeLessThan(3 * error)
    // Without the weights near documents would count for more than they are.
    expect(error).toBeLessThan(0.01)
  })

  it('is 1 for scores that fall with the distance, 0 for those that rise, ½ for equal ones', () => {
    const distances = distancesFrom(series, 17)
    const candidates = candidatesOf(series, 17, 1)
    const of = (score: (distance: number) => number) =>
      bandConcordance(
        candidates,
        Float64Array.from(candidates.drawn, ({ place }) => score(distances[place])),
        distances,
      )
    expect(of(distance => -distance)).toBe(1)
    expect(of(distance => distance)).toBe(0)
    expect(of(() => 7)).toBe(0.5)
  })
})

describe('the interval of sampled anchors', () => {
  it('holds the concordance of all anchors as often as it says, and is not much too wide', () => {
    const { held, sets, bias, width, spread } = sampledCoverage({
      n: 1000,
      anchors: 60,
      sets: 40,
      resamples: 200,
    })
    expect(held).toBeGreaterThanOrEqual(34)
    expect(Math.abs(bias)).toBeLessThan((3 * spread) / Math.sqrt(sets))
    expect(width).toBeLessThan(8 * spread)
  })

  it('is caught where it is too narrow', () => {
    const { held } = sampledCoverage({ n: 1000, anchors: 60, sets: 40, resamples: 200, stretch: 0.2 })
    expect(held).toBeLessThan(34)
  })
})
