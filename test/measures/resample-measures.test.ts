import { describe, expect, test } from 'vitest'
import { concordance } from '../../src/measures/concordance.ts'
import type { Measure } from '../../src/measures/measure.ts'
import {
  intervalOf,
  type Resamples,
  resampledConcordance,
  resampleMeasures,
} from '../../src/measures/resamples.ts'
import { counted, noise } from '../fixtures/matrices.ts'

const n = 5
const scored = noise(counted(n))
const resamples: Resamples = {
  n,
  count: 4,
  items: Uint16Array.of(1, 1, 1, 1, 1, 0, 2, 0, 3, 0, 5, 0, 0, 0, 0, 0, 1, 1, 1, 2),
  halves: Uint16Array.of(1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0),
  tenths: Uint16Array.of(1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1),
}

/** Tells how much the items weigh: the first in ones, the second in tens, and so on. */
const weighing = (id: string, resampling: Measure['resampling'], over: Partial<Measure> = {}): Measure => ({
  id,
  title: 'How much does each item weigh?',
  better: 'neither',
  range: [null, null],
  chance: () => null,
  resampling,
  compute: () => ({ value: 11111 }),
  weighted:
    ({ n: size }) =>
    ({ weights }) =>
      Array.from({ length: size }, (_, at) => weights[at] * 10 ** at).reduce((sum, each) => sum + each),
  ...over,
})

/** Knows no weights. */
const { weighted: _, ...weightless } = weighing('weightless', 'items')

describe('resampling', () => {
  test('weighs what is by items and by rows by the drawn items, what is by halves by the halves', () => {
    const drawn = resampleMeasures(
      scored,
      resamples,
      (['items', 'rows', 'halves'] as const).map(each => weighing(each, each)),
    )
    expect([...drawn.get('items')!.values]).toEqual([11111, 3020, 5, 21110])
    expect([...drawn.get('rows')!.values]).toEqual([11111, 3020, 5, 21110])
    expect([...drawn.get('halves')!.values]).toEqual([11, 1100, 10001, 1010])
  })

  test('leaves a tenth out, one at least, and gives the values the spread of all items about their mean', () => {
    const { values } = resampleMeasures(scored, resamples, [weighing('most', 'tenths')]).get('most')!
    const plain = [1111, 11110, 11011, 11101]
    const mean = plain.reduce((sum, value) => sum + value) / 4
    // Four of five items vary √(4 / 1) times less than five.
    for (const [draw, value] of values.entries())
      expect(value).toBeCloseTo(mean + 2 * (plain[draw] - mean), 9)
  })

  test('stretches what is defined, and leaves the rest undefined', () => {
    const sometimes = weighing('sometimes', 'tenths', {
      weighted:
        () =>
        ({ weights }) =>
          weights[1] === 0 ? Number.NaN : weights[0],
    })
    const { values } = resampleMeasures(scored, resamples, [sometimes]).get('sometimes')!
    const mean = 2 / 3
    expect([...values]).toEqual([1, 0, 1, Number.NaN].map(value => mean + 2 * (value - mean)))
  })

  test('leaves out what has intervals of its own or none, and what knows no weights', () => {
    const drawn = resampleMeasures(scored, resamples, [
      weighing('own', 'own'),
      weighing('none', 'none'),
      weightless,
      weighing('kept', 'items'),
    ])
    expect([...drawn.keys()]).toEqual(['kept'])
  })

  test('counts the votes of each resample, as shares, in the order of their names', () => {
    const vote: Measure['vote'] = ({ weights }) => (weights[0] > 0 ? 'with' : 'less')
    const drawn = resampleMeasures(scored, resamples, [
      weighing('votes', 'items', { vote }),
      weighing('halved', 'halves', { vote: ({ weights }) => (weights[3] > 0 ? 'a' : 'b') }),
      weighing('silent', 'items'),
    ])
    expect(Object.entries(drawn.get('votes')!.wins)).toEqual([
      ['less', 0.5],
      ['with', 0.5],
    ])
    expect(drawn.get('halved')!.wins).toEqual({ a: 0.5, b: 0.5 })
    expect(drawn.get('silent')!.wins).toEqual({})
    const uneven = weighing('uneven', 'items', { vote: ({ weights }) => (weights[0] > 1 ? 'twice' : 'once') })
    expect(resampleMeasures(scored, resamples, [uneven]).get('uneven')!.wins).toEqual({
      once: 0.75,
      twice: 0.25,
    })
  })

  test('keeps what is undefined on a resample as such', () => {
    const sometimes = weighing('sometimes', 'items', {
      weighted:
        () =>
        ({ weights }) =>
          weights[1] === 0 ? Number.NaN : 1,
    })
    expect([...resampleMeasures(scored, resamples, [sometimes]).get('sometimes')!.values]).toEqual([
      1,
      1,
      Number.NaN,
      1,
    ])
  })
})

describe('the resampled concordance', () => {
  test('is the concordance itself where each item was drawn once, and undefined where one alone was', () => {
    const { value, values } = resampledConcordance(scored, resamples)
    expect(value).toBe(concordance.compute(scored).value)
    expect(values.length).toBe(4)
    expect(values[0]).toBeCloseTo(value, 12)
    expect(values[2]).toBeNaN()
  })
})

describe('the interval of a measure', () => {
  const hundred = Float64Array.from({ length: 101 }, (_, at) => (100 - at) / 100)

  test('runs over the middle 95 % of the resamples', () => {
    for (const resampling of ['items', 'rows'] as const) {
      const [low, high] = intervalOf(weighing('each', resampling, { range: [0, 1] }), 0.9, hundred)!
      expect(low).toBeCloseTo(0.025, 12)
      expect(high).toBeCloseTo(0.975, 12)
    }
  })

  test.each(['halves', 'tenths'] as const)('by %s has their spread about the value', resampling => {
    const [low, high] = intervalOf(weighing('each', resampling), 3, hundred)!
    expect(low).toBeCloseTo(3 - 0.475, 12)
    expect(high).toBeCloseTo(3 + 0.475, 12)
  })

  test('by halves ends at the bounds of the measure, where it has any', () => {
    const within = (range: Measure['range'], value: number) =>
      intervalOf(weighing('each', 'halves', { range }), value, hundred)!
    expect(within([null, 1], 0.8)[0]).toBeCloseTo(0.325, 12)
    expect(within([null, 1], 0.8)[1]).toBe(1)
    expect(within([0, null], 0.2)[0]).toBe(0)
    expect(within([0, null], 0.2)[1]).toBeCloseTo(0.675, 12)
    expect(within([0, 0.5], 0.3)).toEqual([0, 0.5])
  })

  test('is none where the measure is undefined on too many resamples', () => {
    const seldom = hundred.map((value, at) => (at < 10 ? Number.NaN : value))
    expect(intervalOf(weighing('each', 'items'), 0.5, seldom)).toBeNull()
  })
})
