import { describe, expect, test } from 'vitest'
import { concordance } from '../../src/measures/concordance.ts'
import { explained } from '../../src/measures/explained.ts'
import type { Measure } from '../../src/measures/measure.ts'
import { type Drawn, pairedDifference } from '../../src/measures/paired.ts'
import { resampleMeasures } from '../../src/measures/resample-measures.ts'
import { resamplesOf } from '../../src/measures/resamples.ts'
import type { Scored } from '../../src/measures/scored.ts'
import { counted, noise, perfect } from '../fixtures/matrices.ts'

const n = 24
const documents = counted(n)
const resamples = resamplesOf('made-up', n, 1)

function drawn(scored: Scored, measure: Measure = concordance): Drawn {
  const { values } = resampleMeasures(scored, resamples, [measure]).get(measure.id)!
  return { value: measure.compute(scored).value, values }
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

  test('is the difference of the values, its interval that of the differences', () => {
    const [a, b] = [drawn(noise(documents, 1)), drawn(noise(documents, 2))]
    const { difference, interval } = pairedDifference(concordance, a, b)
    expect(difference).toBe(a.value - b.value)
    const sorted = a.values.map((value, at) => value - b.values[at]).sort()
    expect(interval![0]).toBeCloseTo((sorted[24] + sorted[25]) / 2, 2)
    expect(interval![1]).toBeCloseTo((sorted[974] + sorted[975]) / 2, 2)
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

  test('lets a difference leave the range of the measure', () => {
    const [a, b] = [noise(documents, 1), perfect(documents)].map(scored => drawn(scored, explained))
    expect(pairedDifference(explained, a, b).interval![0]).toBeLessThan(0)
  })

  test('calls two models that know nothing different about as often as it says', () => {
    const seeds = Array.from({ length: 60 }, (_, seed) => seed)
    const alarms = seeds.filter(
      seed => differenceOf(noise(documents, 2 * seed + 10), noise(documents, 2 * seed + 11)).p <= 0.05,
    )
    // Of 60 at 5 %, more than 9 come up in 1 of 1,000 times.
    expect(alarms.length).toBeLessThanOrEqual(9)
  })
})
