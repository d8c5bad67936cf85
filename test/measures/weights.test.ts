import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spearman } from '../../src/math/correlation.ts'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { drawsOn } from '../../src/measures/draw.ts'
import type { Measure } from '../../src/measures/measure.ts'
import type { Scored } from '../../src/measures/scored.ts'
import { asymmetricNoise, noise, placed, scoredFrom } from '../fixtures/matrices.ts'

const weighable = measureCatalogue.filter(({ weighted }) => weighted !== undefined)

interface Pair {
  readonly i: number
  readonly j: number
  /** What was drawn as often as the weights say; pairs of a document with itself stay out. */
  readonly similarity: number
  readonly distance: number
  readonly lag: number
}

/** Every ordered pair, as often as both of its documents were drawn. */
function drawnPairs({ n, raw, distances, lags }: Scored, weights: readonly number[]): Pair[] {
  const drawn = weights.flatMap((weight, item) => Array<number>(weight).fill(item))
  return drawn.flatMap(i =>
    drawn
      .filter(j => j !== i)
      .map(j => ({
        i,
        j,
        similarity: raw[i * n + j],
        distance: distances[i * n + j],
        lag: lags.apart[lags.groupOf(i, j)],
      })),
  )
}

const moment = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length }
}

const similarities = (pairs: readonly Pair[]) => pairs.map(({ similarity }) => similarity)

/** From the definitions, on pairs written out one by one. */
const definitions: Record<string, (pairs: readonly Pair[], weights: readonly number[]) => number> = {
  rsa: pairs => -spearmanOf(pairs.filter(({ i, j }) => i < j)),
  'rank-correlation'(pairs, weights) {
    const rows = [...Map.groupBy(pairs, ({ i }) => i)]
      .map(([i, row]) => ({ score: -spearmanOf(row), weight: weights[i] }))
      .filter(({ score }) => !Number.isNaN(score))
    const total = rows.reduce((sum, { weight }) => sum + weight, 0)
    return rows.reduce((sum, { score, weight }) => sum + weight * score, 0) / total
  },
  anisotropy: pairs => moment(similarities(pairs)).mean,
  spread(pairs) {
    const lags = [...Map.groupBy(pairs, ({ lag }) => lag).values()].map(group => ({
      pairs: group.length,
      ...moment(similarities(group)),
    }))
    const means = lags.map(({ mean }) => mean)
    const range = Math.max(...means) - Math.min(...means)
    const scatter = lags.reduce((sum, lag) => sum + lag.pairs * Math.sqrt(lag.variance), 0) / pairs.length
    return range === 0 ? Number.NaN : scatter / range
  },
  explained(pairs) {
    const lags = [...Map.groupBy(pairs, ({ lag }) => lag).values()].map(group => ({
      pairs: group.length,
      ...moment(similarities(group)),
    }))
    const within = lags.reduce((sum, lag) => sum + lag.pairs * lag.variance, 0) / pairs.length
    return 1 - within / moment(similarities(pairs)).variance
  },
}

function spearmanOf(pairs: readonly Pair[]): number {
  return spearman(
    similarities(pairs),
    pairs.map(({ distance }) => distance),
  )
}

describe('the weights of a draw', () => {
  test('give the measure itself where each document weighs 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 14 }), fc.nat(1e6), fc.boolean(), (n, seed, symmetric) => {
        const documents = placed(Array.from({ length: n }, (_, at) => 1 + at ** (1 + (seed % 2))))
        const scored = symmetric ? noise(documents, seed) : asymmetricNoise(documents, seed)
        const ones = drawsOn(scored)(new Uint16Array(n).fill(1))
        for (const measure of weighable) {
          const { value } = measure.compute(scored)
          if (!Number.isNaN(value)) expect(under(measure, scored)(ones), measure.id).toBeCloseTo(value, 9)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('count each pair as often as both of its documents were drawn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 12 }),
        fc.nat(1e6),
        fc.constantFrom(1, 1.5),
        (weights, seed, power) => {
          const documents = placed(weights.map((_, at) => 1 + at ** power))
          const scored = scoredFrom(documents, noise(documents, seed).rounded)
          fc.pre(weights.filter(weight => weight > 0).length > 3)
          const pairs = drawnPairs(scored, weights)
          const draw = drawsOn(scored)(weights)
          for (const [id, define] of Object.entries(definitions)) {
            const measure = measureCatalogue.find(each => each.id === id)!
            const wanted = define(pairs, weights)
            const found = under(measure, scored)(draw)
            // All pairs may be in one bin.
            if (Number.isNaN(wanted)) expect(found, id).toBeNaN()
            else expect(found, id).toBeCloseTo(wanted, 7)
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})

function under({ weighted }: Measure, scored: Scored) {
  return weighted!(scored)
}
