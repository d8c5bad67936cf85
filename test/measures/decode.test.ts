import { describe, expect, test } from 'vitest'
import { decode, decoded, decodeExtrapolation, decodeLog, itemsTaken } from '../../src/measures/decode.ts'
import { blocksOf, endBlocks, heldOutBlocks, itemsOf } from '../../src/measures/decode-blocks.ts'
import type { Scored } from '../../src/measures/scored.ts'
import { counted, noise, placed } from '../fixtures/matrices.ts'
import { embedded, randomVectors } from '../fixtures/vectors.ts'
import reference from './decode-reference.json' with { type: 'json' }

const measures = [decode, decodeLog, decodeExtrapolation]
/** Too few for halves, which take the time. */
const documents = counted(38)

/** A large part that all share keeps length 1 from bending what is made of the values. */
const withShared = (vectors: readonly (readonly number[])[]) => vectors.map(vector => [...vector, 20])
const own = (seed: number, size: number, n = 38) =>
  randomVectors(n, 8, seed).map(vector => vector.map(each => each * size))
/** The place, 0 to 1, is added to what the first coordinate has of its own. */
const along = (vectors: readonly (readonly number[])[], place: (at: number) => number) =>
  withShared(vectors.map(([first, ...others], at) => [first + place(at), ...others]))
const line = (seed: number, size: number, n = 38) => along(own(seed, size, n), at => at / (n - 1))

const value = (scored: Scored) => decode.compute(scored).value
const controlOf = (scored: Scored) => Number(decode.compute(scored).details!.control)

describe('what decode finds', () => {
  test('is nearly all of a value that lies on a line, between the ends and beyond', () => {
    const scored = embedded(documents, line(1, 0.01))
    expect(value(scored)).toBeGreaterThan(0.99)
    expect(decodeExtrapolation.compute(scored).value).toBeGreaterThan(0.98)
    expect(decode.compute(scored).details).toMatchObject({
      shuffles: 20,
      blocks: 10,
      documents: 38,
      component: { index: 1, correlation: expect.closeTo(1, 2) },
    })
  })

  test('is nothing where the vectors know nothing, and the same for shuffled values', () => {
    const each = [1, 2, 3, 4, 5, 6].map(seed => embedded(documents, randomVectors(38, 8, seed)))
    const average = each.reduce((sum, scored) => sum + value(scored), 0) / each.length
    expect(Math.abs(average)).toBeLessThan(0.1)
    for (const scored of each) {
      expect(value(scored)).toBeLessThan(0.25)
      expect(controlOf(scored)).toBeLessThan(0.05)
    }
  })

  test('does not go on beyond the middle when only the middle is on the line', () => {
    const middle = along(own(3, 0.01), at => (at < 6 || at >= 32 ? 0.5 : at / 37))
    const scored = embedded(documents, middle)
    expect(decodeExtrapolation.compute(scored).value).toBeLessThan(0.3)
    const whole = embedded(documents, line(3, 0.01))
    expect(value(scored)).toBeLessThan(value(whole) - 0.02)
  })

  test('is the logarithm rather than the value where the line holds the logarithm', () => {
    const wide = placed(Array.from({ length: 38 }, (_, at) => 1.25 ** at))
    const scored = embedded(wide, line(4, 0.01))
    expect(decodeLog.compute(scored).value).toBeGreaterThan(0.99)
    expect(decodeLog.compute(scored).value).toBeGreaterThan(value(scored) + 0.1)
  })

  test('is the place on a circle, which has neither ends nor ratios', () => {
    const clock = placed(
      Array.from({ length: 36 }, (_, at) => 7 + at * 40),
      'circular',
      1440,
    )
    const ring = own(5, 0.02, 36).map((vector, at) => {
      const angle = (2 * Math.PI * at) / 36
      return [Math.cos(angle), Math.sin(angle), ...vector]
    })
    const scored = embedded(clock, ring)
    expect(value(scored)).toBeGreaterThan(0.98)
    expect(decode.compute(scored).details!.component).toBeNull()
    expect(decodeExtrapolation.compute(scored)).toEqual({
      value: Number.NaN,
      reason: 'A circle has no ends.',
    })
    expect(decodeLog.compute(scored)).toEqual({ value: Number.NaN, reason: 'A circle has no ratios.' })
    const days = clock.values.map((minute, at) => minute + 1440 * ((at % 5) - 2))
    expect(value(embedded({ ...clock, values: days }, ring))).toBeCloseTo(value(scored), 9)
  })

  test.each(reference.cases)('is what scikit-learn finds on $name', each => {
    const ruler = each.period === null ? 'linear' : 'circular'
    const scored = embedded(placed(each.values, ruler, each.period), each.vectors)
    for (const measure of measures) {
      const wanted = (each as Readonly<Record<string, unknown>>)[measure.id]
      if (wanted === undefined) expect(measure.compute(scored).value, measure.id).toBeNaN()
      else expect(Math.abs(measure.compute(scored).value - Number(wanted)), measure.id).toBeLessThan(1e-6)
    }
  })
})

describe('decode does not care', () => {
  const vectors = line(6, 0.2)
  const scored = embedded(documents, vectors)

  test('for the unit of the values and where they start', () => {
    for (const values of [
      documents.values.map(each => each * 1000),
      documents.values.map(each => each + 4294967296),
    ])
      expect(value(embedded(placed(values), vectors))).toBeCloseTo(value(scored), 7)
  })

  test('for the order of the items, nor does its interval', () => {
    const inOrder = line(6, 0.2, 40)
    const order = inOrder.map((_, at) => (at * 17) % 40)
    const shuffled = embedded(
      placed(order.map(at => at + 1)),
      order.map(at => inOrder[at]),
    )
    const sorted = embedded(counted(40), inOrder)
    for (const measure of measures) {
      const [found, wanted] = [measure.compute(shuffled), measure.compute(sorted)]
      expect(found.value, measure.id).toBeCloseTo(wanted.value, 9)
      expect(found.interval![0], measure.id).toBeCloseTo(wanted.interval![0], 7)
      expect(found.interval![1], measure.id).toBeCloseTo(wanted.interval![1], 7)
    }
  })

  test('for the order of items that share a value', () => {
    const halved = documents.values.map(each => Math.floor(each / 2))
    // 2 and 3 share a value, 4 and 5, and so on.
    const order = halved.map((_, at) => (at % 2 === 1 ? Math.min(at + 1, 37) : Math.max(at - 1, 0)))
    expect(order.map(at => halved[at])).toEqual(halved)
    const swapped = order.map(at => vectors[at])
    expect(value(embedded(placed(halved), swapped))).toBeCloseTo(value(embedded(placed(halved), vectors)), 9)
  })
})

test('the shuffles of the value are its own, not those of its logarithm', () => {
  const below = placed(documents.values.map(each => each - 100))
  const [both, alone] = [documents, below].map(each => decoded(embedded(each, line(6, 0.2))).control)
  expect(both.value.length).toBe(20)
  expect(both.logarithm.length).toBe(20)
  expect(alone.logarithm).toEqual([])
  for (const [at, { between }] of both.value.entries())
    expect(alone.value[at].between).toBeCloseTo(between, 9)
  expect(both.logarithm[0].between).not.toBeCloseTo(both.value[0].between, 3)
})

test.each([
  [20, 20],
  [400, 400],
  [401, 400],
  [1440, 400],
])('of %d documents %d are taken, each once, in order of value, from one end to the other', (n, count) => {
  const series = placed(Array.from({ length: n }, (_, at) => n - at))
  const taken = itemsTaken({ n, series })
  expect(new Set(taken).size).toBe(count)
  expect(taken).toEqual(taken.toSorted((a, b) => b - a))
  expect([taken[0], taken.at(-1)]).toEqual([n - 1, 0])
})

describe('the interval of decode', () => {
  const enough = counted(60)

  test('holds the score, does not pass 1, and is wider where the value is harder to read', () => {
    const widths = [0.05, 0.3].map(size => {
      const { value: found, interval } = decode.compute(embedded(enough, line(7, size, 60)))
      const [low, high] = interval!
      expect(low).toBeLessThan(found)
      expect(high).toBeGreaterThan(found)
      expect(high).toBeLessThanOrEqual(1)
      return high - low
    })
    expect(widths[1]).toBeGreaterThan(2 * widths[0])
  })

  test('ends at 1 where the halves moved onto the score would pass it', () => {
    const { value: found, interval } = decodeExtrapolation.compute(embedded(enough, line(2, 0.05, 60)))
    expect(found).toBeLessThan(0.999)
    expect(interval![1]).toBe(1)
  })

  test('is drawn again from another seed, and the score is not', () => {
    const [one, two] = [1, 2].map(seed => decode.compute(embedded(enough, line(7, 0.2, 60), seed)))
    expect(two.value).toBe(one.value)
    expect(two.interval).not.toEqual(one.interval)
  })

  test('is left out when a half would be too small', () => {
    const { interval, details, value: found } = decode.compute(embedded(counted(39), randomVectors(39, 8, 1)))
    expect(found).not.toBeNaN()
    expect(interval).toBeNull()
    expect(details).toMatchObject({ halves: 0 })
  })
})

describe('decode cannot say', () => {
  const refused = (scored: Scored) => measures.map(measure => measure.compute(scored))

  test('what is in vectors that it does not have', () => {
    for (const { value: found, reason } of refused(noise(documents))) {
      expect(found).toBeNaN()
      expect(reason).toContain('vectors')
    }
  })

  test.each([1, 3, 19])('anything of %d documents', n => {
    for (const { value: found, reason } of refused(embedded(counted(n), randomVectors(n, 8, 1)))) {
      expect(found).toBeNaN()
      expect(reason).toBe('It needs 20 documents.')
    }
  })

  test('anything when all vectors are equal', () => {
    for (const { value: found, reason } of refused(
      embedded(
        documents,
        documents.values.map(() => [0.3, 0.7, 0.1]),
      ),
    )) {
      expect(found).toBeNaN()
      expect(reason).toBe('All vectors are equal.')
    }
  })

  test('anything when the documents share too few values', () => {
    for (const values of [documents.values.map(() => 5), documents.values.map((_, at) => Math.max(at, 32))]) {
      for (const { value: found, reason } of refused(embedded(placed(values), line(1, 0.1)))) {
        expect(found).toBeNaN()
        expect(reason).toBe('Too many documents share a value.')
      }
    }
  })

  test('what a ratio is to zero', () => {
    const scored = embedded(placed(documents.values.map(each => each - 1)), line(1, 0.1))
    expect(decodeLog.compute(scored).reason).toBe('The log ruler needs every value above 0.')
    expect(value(scored)).toBeGreaterThan(0.5)
  })
})

test('vectors that come twice, and vectors of one direction only, are no trouble', () => {
  const twice = line(8, 0.05).map((_, at, all) => all[at - (at % 2)])
  expect(value(embedded(documents, twice))).toBeGreaterThan(0.9)
  const thin = documents.values.map(each => [each / 38, 20])
  expect(value(embedded(documents, thin))).toBeGreaterThan(0.999)
})

describe('the blocks', () => {
  test('are ten of about equal size, the ends never judged', () => {
    const blocks = blocksOf(counted(60).values, true)
    expect(blocks.starts).toEqual([0, 6, 12, 18, 24, 30, 36, 42, 48, 54, 60])
    expect(heldOutBlocks(blocks)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(itemsOf(blocks, endBlocks(blocks))).toEqual([0, 1, 2, 3, 4, 5, 54, 55, 56, 57, 58, 59])
  })

  test('never part equal values', () => {
    const values = [...Array(20).fill(1), 2, 3, ...Array(8).fill(4), 5, 6]
    const { starts } = blocksOf(values, true)
    for (const start of starts.slice(1, -1)) expect(values[start]).not.toBe(values[start - 1])
    expect(starts[0]).toBe(0)
    expect(starts.at(-1)).toBe(values.length)
  })

  test('go round a circle, so that each is judged', () => {
    const blocks = blocksOf(documents.values, false)
    expect(heldOutBlocks(blocks).length).toBe(10)
    expect(endBlocks(blocks)).toEqual([])
  })
})
