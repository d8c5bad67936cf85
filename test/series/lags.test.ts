import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seriesCatalogue } from '../../src/series/catalogue.ts'
import { isEvenlySpaced, lagsOf, type Spaced } from '../../src/series/lags.ts'
import { rulerDistance } from '../../src/series/ruler.ts'

const linear = (values: readonly number[]): Spaced => ({ values, ruler: 'linear', period: null })
const log = (values: readonly number[]): Spaced => ({ values, ruler: 'log', period: null })
const circular = (values: readonly number[], period: number): Spaced => ({
  values,
  ruler: 'circular',
  period,
})

describe('documents are evenly spaced', () => {
  test.each(seriesCatalogue)('in the series $id', series => {
    expect(isEvenlySpaced(series)).toBe(true)
  })

  test.each([
    ['steps of up to 1 % more', linear([0, 100, 201]), true],
    ['a step of more than 1 % more', linear([0, 100, 202]), false],
    ['going down', linear([3, 2, 1]), true],
    ['out of order', linear([1, 3, 2]), false],
    ['to and fro by equal steps', linear([1, 2, 1]), false],
    ['a value twice', linear([1, 2, 2, 3]), false],
    ['equal ratios on the log ruler', log([1, 10, 100, 1000]), true],
    ['equal ratios on the linear one', linear([1, 10, 100, 1000]), false],
    ['equal differences on the log ruler', log([1, 2, 3, 4]), false],
    ['round the whole circle', circular([0, 6, 12, 18], 24), true],
    ['round it from the middle on', circular([12, 18, 0, 6], 24), true],
    ['round it backwards', circular([18, 12, 6, 0], 24), true],
    ['a part of the circle', circular([0, 1, 2, 3, 4, 5], 24), false],
    ['twice round the circle', circular([0, 8, 16, 24, 32, 40], 24), false],
    ['half the circle at a time', circular([0, 12, 24, 36], 24), false],
  ])('%s', (_, series, isEven) => {
    expect(isEvenlySpaced(series)).toBe(isEven)
    expect(lagsOf(series).isEven).toBe(isEven)
  })
})

/** Squares: the distances i² − j² are seldom equal. */
const squares = (n: number) => linear(Array.from({ length: n }, (_, at) => at * at + at / 7))

describe('the bins of documents that are not evenly spaced', () => {
  test('are 40 of equal count where no distances are equal', () => {
    const series = linear(Array.from({ length: 81 }, (_, at) => Math.exp(at / 9) * 1000))
    const counts = countsOf(series)
    expect(counts).toEqual(new Array(40).fill((81 * 80) / 2 / 40))
  })

  test('are fewer where each would have under 20 pairs', () => {
    expect(countsOf(squares(12))).toEqual([22, 22, 22])
    expect(countsOf(squares(4))).toEqual([6])
  })

  test('ascend, and are named by the mean distance of their pairs', () => {
    const series = squares(30)
    const { apart, groupOf } = lagsOf(series)
    const sums = new Map<number, number[]>()
    each(series, (i, j) => {
      const all = sums.get(groupOf(i, j)) ?? []
      sums.set(groupOf(i, j), [...all, Math.abs(series.values[i] - series.values[j])])
    })
    expect([...apart]).toEqual([...apart].sort((a, b) => a - b))
    for (const [group, all] of sums)
      expect(apart[group]).toBeCloseTo(all.reduce((sum, value) => sum + value, 0) / all.length, 5)
  })

  test('hold 20 pairs at least, never split equal distances, and never mix closer with farther ones', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 8, maxLength: 40 }),
        fc.constantFrom(...(['linear', 'log', 'circular'] as const)),
        (values, ruler) => {
          const series: Spaced = { values, ruler, period: ruler === 'circular' ? 61.5 : null }
          const lags = lagsOf(series)
          fc.pre(!lags.isEven)
          for (const count of countsOf(series)) expect(count).toBeGreaterThanOrEqual(20)
          const pairs: { group: number; distance: number }[] = []
          each(series, (i, j) => {
            const distance = rulerDistance(ruler, series.period, values[i], values[j])
            pairs.push({ group: lags.groupOf(i, j), distance })
            expect(lags.groupOf(j, i)).toBe(lags.groupOf(i, j))
          })
          pairs.sort((a, b) => a.distance - b.distance)
          for (const [at, { group, distance }] of pairs.entries()) {
            if (at === 0) continue
            const before = pairs[at - 1]
            if (distance - before.distance < 1e-12) expect(group).toBe(before.group)
            else expect(group).toBeGreaterThanOrEqual(before.group)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

function countsOf(series: Spaced): number[] {
  const { apart, groupOf } = lagsOf(series)
  const counts = new Array<number>(apart.length).fill(0)
  each(series, (i, j) => {
    counts[groupOf(i, j)]++
  })
  return counts
}

function each({ values: { length: n } }: Spaced, visit: (i: number, j: number) => void): void {
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) visit(i, j)
}
