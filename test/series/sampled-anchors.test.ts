import { describe, expect, it } from 'vitest'
import { roundSignificant } from '../../src/math/round.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { roundDistances } from '../../src/series/ruler.ts'
import {
  candidatesOf,
  distancesFrom,
  isSampled,
  sampledAnchors,
  sampledNote,
} from '../../src/series/sampled-anchors.ts'

const large = rangeSeries('1..5300')

describe('anchors of a large series', () => {
  it('are drawn above 5,000 documents only', () => {
    expect(isSampled(rangeSeries('1..5000'))).toBe(false)
    expect(isSampled(rangeSeries('1..5001'))).toBe(true)
  })

  it('are one of each part of the values, ascending, up to 1,000', () => {
    const anchors = sampledAnchors(large, 'embedder', 1)
    expect(anchors).toHaveLength(1000)
    for (const [part, anchor] of anchors.entries()) {
      expect(anchor).toBeGreaterThanOrEqual(Math.floor(part * 5.3))
      expect(anchor).toBeLessThan(Math.floor((part + 1) * 5.3))
    }
  })

  it('are the same for a seed, and others for another', () => {
    expect(sampledAnchors(large, 'embedder', 1)).toEqual(sampledAnchors(large, 'embedder', 1))
    expect(sampledAnchors(large, 'embedder', 2)).not.toEqual(sampledAnchors(large, 'embedder', 1))
  })

  it('are told of with how many they are of how many', () => {
    expect(sampledNote(large, 'embedder')).toMatch(/^1\.\.5300: 1,000 of 5,300 documents are the anchors/)
    expect(sampledNote(large, 'reranker')).toContain(
      '100 of 5,300 documents as anchors, each with 100 candidates',
    )
  })
})

describe('candidates of an anchor', () => {
  it.each([0, 2600, 5299])('of %i are 100 other documents, by bands that do not overlap', anchor => {
    const { drawn, bandSizes } = candidatesOf(large, anchor, 1)
    const distances = distancesFrom(large, anchor)
    expect(new Set(drawn.map(({ place }) => place)).size).toBe(100)
    expect(drawn.some(({ place }) => place === anchor)).toBe(false)
    expect(bandSizes.reduce((sum, size) => sum + size, 0)).toBe(5299)
    const limits = bandSizes.map((_, at) => {
      const own = drawn.filter(({ band }) => band === at).map(({ place }) => distances[place])
      return [Math.min(...own), Math.max(...own)]
    })
    for (let band = 1; band < limits.length; band++)
      expect(limits[band][0]).toBeGreaterThan(limits[band - 1][1])
  })

  it('hold the nearest documents whole', () => {
    const { drawn } = candidatesOf(large, 2600, 1)
    const places = drawn.map(({ place }) => place)
    expect(places).toEqual(expect.arrayContaining([2598, 2599, 2601, 2602]))
  })
})

describe('roundDistances', () => {
  it('rounds to 9 significant digits', () => {
    const values = [0, 1, 12345678912, 0.1 + 0.2, 1 / 3, 1e-7 / 3, 2e20 / 3, 999_999_999.96, 1e-310, 5e-324]
    const rounded = roundDistances(Float64Array.from(values))
    for (const [at, value] of values.entries())
      expect(Math.abs(rounded[at] - roundSignificant(value, 9))).toBeLessThanOrEqual(1e-15 * value)
  })

  it('makes one distance of two that differ in the last places of a double', () => {
    const [a, b] = roundDistances(Float64Array.of(0.3 - 0.1, 0.2))
    expect(a).toBe(b)
  })
})
