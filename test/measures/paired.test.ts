import { describe, expect, test } from 'vitest'
import { normalTails } from '../../src/math/distributions.ts'
import { caretPairs } from '../../src/measures/caret.ts'
import { concordance } from '../../src/measures/concordance.ts'
import type { Measure } from '../../src/measures/measure.ts'
import { type Drawn, pairedDifference, pairedIntervalAt } from '../../src/measures/paired.ts'
import { resampleMeasures, resamplesOf } from '../../src/measures/resamples.ts'
import type { Scored } from '../../src/measures/scored.ts'
import { explained } from '../../src/measures/spread.ts'
import { counted, noise, perfect, scoredFrom } from '../fixtures/matrices.ts'

const n = 24
const documents = counted(n)
const resamples = resamplesOf('made-up', n, 1)

function drawn(scored: Scored, measure: Measure = concordance): Drawn {
  const { values } = resampleMeasures(scored, resamples, [measure]).get(measure.id)!
  return { value: measure.compute(scored).value, values }
}
/** The headline on each resample, each by counting what it draws. */
function byHand({ rounded, distances }: Scored): number[] {
  return Array.from({ length: resamples.count }, (_, draw) => {
    const weights = resamples.items.subarray(draw * n, (draw + 1) * n)
    let [sum, rows] = [0, 0]
    for (let i = 0; i < n; i++) {
      let [right, compared] = [0, 0]
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) {
          if (i === j || i === k || distances[i * n + j] >= distances[i * n + k]) continue
          const weight = weights[j] * weights[k]
          compared += weight
          right += (weight * (1 + Math.sign(rounded[i * n + j] - rounded[i * n + k]))) / 2
        }
      }
      if (compared === 0) continue
      sum += (weights[i] * right) / compared
      rows += weights[i]
    }
    return sum / rows
  })
}

const differenceOf = (a: Scored, b: Scored) => pairedDifference(concordance, drawn(a), drawn(b))

describe('pairedDifference', () => {
  test('of a model and itself is 0, surely', () => {
    expect(differenceOf(noise(documents), noise(documents))).toEqual({
      difference: 0,
      interval: [0, 0],
      p: 1,
    })
  })

  test('has the interval and the p of differences that are drawn by hand', () => {
    const [a, b] = [noise(documents, 1), noise(documents, 2)]
    const { difference, interval, p } = differenceOf(a, b)
    expect(difference).toBe(concordance.compute(a).value - concordance.compute(b).value)
    const other = byHand(b)
    const drawnApart = byHand(a).map((value, draw) => value - other[draw])
    const sorted = [...drawnApart].sort((x, y) => x - y)
    // The 2.5 % point of 1,000 sorted values lies at place 24.975.
    const at = (place: number) =>
      sorted[Math.floor(place)] + (place % 1) * (sorted[Math.ceil(place)] - sorted[Math.floor(place)])
    expect(interval![0]).toBeCloseTo(at(24.975), 12)
    expect(interval![1]).toBeCloseTo(at(974.025), 12)
    const centre = drawnApart.reduce((sum, value) => sum + value) / drawnApart.length
    const variance = drawnApart.reduce((sum, value) => sum + (value - centre) ** 2, 0) / drawnApart.length
    expect(p).toBeCloseTo(normalTails(difference / Math.sqrt(variance)), 12)
  })

  test('turns round with its sides', () => {
    const [a, b] = [noise(documents, 1), noise(documents, 2)]
    const [forth, back] = [differenceOf(a, b), differenceOf(b, a)]
    expect(back.difference).toBe(-forth.difference)
    expect(back.interval![0]).toBeCloseTo(-forth.interval![1], 12)
    expect(back.p).toBeCloseTo(forth.p, 12)
  })

  test('tells a ruler from dice, and p from 0 where nothing varies', () => {
    expect(differenceOf(perfect(documents), noise(documents)).p).toBeLessThan(1e-6)
    const certain = { value: 1, values: new Float64Array(10).fill(1) }
    expect(pairedDifference(concordance, certain, { ...certain, value: 0.5 }).p).toBe(0)
  })

  test('takes what rounding leaves of equal scores for no difference', () => {
    const one = noise(documents)
    const thrice = scoredFrom(
      documents,
      one.raw.map(value => 3 * value),
    )
    const [a, b] = [one, thrice].map(scored => drawn(scored, caretPairs))
    expect(a.values).not.toEqual(b.values)
    expect(pairedDifference(caretPairs, a, b).p).toBe(1)
  })

  test('tells nothing where too many resamples leave the measure undefined', () => {
    const certain = { value: 1, values: new Float64Array(1000).fill(1) }
    const seldom = { value: 0.5, values: new Float64Array(1000).fill(0.5) }
    expect(pairedDifference(concordance, certain, seldom).p).toBe(0)
    const never = { value: 0.5, values: seldom.values.map((value, at) => (at < 30 ? Number.NaN : value)) }
    expect(pairedDifference(concordance, certain, never)).toEqual({ difference: 0.5, interval: null, p: 1 })
  })

  test('lets a difference leave the range of the measure', () => {
    const [a, b] = [noise(documents, 1), perfect(documents)].map(scored => drawn(scored, explained))
    expect(pairedDifference(explained, a, b).interval![0]).toBeLessThan(0)
  })

  test('calls two models that know nothing different no more often than it says', () => {
    const seeds = Array.from({ length: 60 }, (_, seed) => seed)
    const alarms = seeds.filter(
      seed => differenceOf(noise(documents, 2 * seed + 10), noise(documents, 2 * seed + 11)).p <= 0.05,
    )
    // Of 60 at 5 %, more than 9 come up in 1 of 1,000 times.
    expect(alarms.length).toBeLessThanOrEqual(9)
  })
})

describe('pairedIntervalAt', () => {
  test('leaves out 0 exactly where p is below the level', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const [a, b] = [drawn(noise(documents, 2 * seed)), drawn(noise(documents, 2 * seed + 1))]
      const { p, difference } = pairedDifference(concordance, a, b)
      for (const level of [0.5 * p, 1.5 * p].filter(each => each < 1)) {
        const [low, high] = pairedIntervalAt(level, a, b)!
        expect((low + high) / 2).toBeCloseTo(difference, 12)
        expect(low > 0 || high < 0, `${seed} at ${level}`).toBe(p < level)
      }
    }
  })

  test('is none where no resample is defined', () => {
    const never = { value: 0.5, values: new Float64Array(5).fill(Number.NaN) }
    expect(pairedIntervalAt(0.05, never, never)).toBeNull()
  })
})
