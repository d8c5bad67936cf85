import { describe, expect, test } from 'vitest'
import { levenshtein } from '../../src/matrix/references/spelling.ts'
import { bump } from '../../src/measures/bump.ts'
import { drawsOn } from '../../src/measures/draw.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { constant, counted, perfect, scoredFrom } from '../fixtures/matrices.ts'
import reference from '../math/harmonics.json' with { type: 'json' }

interface Bumps {
  readonly bumps: readonly {
    readonly period: number
    readonly name: string
    readonly bump: number
    readonly at: number
  }[]
}

function spelled(id: string) {
  const series = catalogueSeries(id)
  const data = levenshtein.similarities(series, 1)
  return scoredSeries({ n: series.texts.length, data, symmetric: true, gram: false }, series, 1)
}

/** Numbers whose similarity is a line, and higher by `height` at lags that `raised` names. */
function line(n: number, raised: (lag: number) => boolean, height: number) {
  const lagOf = (at: number) => Math.abs(Math.floor(at / n) - (at % n))
  const documents = { ...counted(n), family: 'number' as const }
  return scoredFrom(
    documents,
    Float64Array.from({ length: n * n }, (_, at) => 1 - lagOf(at) / n + (raised(lagOf(at)) ? height : 0)),
  )
}

describe('bump', () => {
  test.each(reference.bumps)('of edit distance on $series at $period is as NumPy has it', each => {
    const { bumps } = bump.compute(spelled(each.series)).details as unknown as Bumps
    expect(bumps.find(({ period }) => period === each.period)!.bump).toBeCloseTo(each.bump, 8)
  })

  test('ends where a resample is one document alone, which has no lags', () => {
    const scored = line(5, lag => lag % 2 === 0, 0.05)
    const draw = drawsOn(scored)([5, 0, 0, 0, 0])
    expect(bump.weighted!(scored)(draw)).toBeNaN()
  })

  test('is the height over the line, in units of the range of the mean', () => {
    const scored = line(100, lag => lag % 10 === 0, 0.05)
    const range = Math.max(...scored.profile.mean) - Math.min(...scored.profile.mean)
    const { value, details } = bump.compute(scored)
    expect(value).toBeCloseTo(0.05 / range, 9)
    const { bumps } = details as unknown as Bumps
    expect(bumps.map(({ name, at }) => [name, at])).toEqual([
      ['two', 49],
      ['five', 19],
      ['ten', 9],
    ])
  })

  test('is 0 on the oracle, whatever its slope', () => {
    expect(bump.compute(line(100, () => false, 0)).value).toBeCloseTo(0, 12)
  })

  test('is below 0 where similarity dips at every known period', () => {
    expect(bump.compute(line(15, lag => lag % 2 === 0 || lag % 5 === 0, -0.05)).value).toBeLessThan(0)
  })

  test('judges the hour on a hundred minutes, where the lags hold less than two', () => {
    const { bumps } = bump.compute(spelled('times')).details as unknown as Bumps
    expect(bumps).toEqual([{ period: 60, name: 'hour', bump: expect.any(Number), at: 1 }])
  })

  test('leaves out the hundred of a hundred numbers', () => {
    const { bumps } = bump.compute(spelled('integers')).details as unknown as Bumps
    expect(bumps.map(({ period }) => period)).toEqual([2, 5, 10])
  })

  test('is undefined where no period is known, and where the mean does not change', () => {
    expect(bump.compute(perfect(counted(100)))).toMatchObject({
      value: Number.NaN,
      reason: expect.stringContaining('No period'),
    })
    expect(bump.compute(constant(counted(100))).reason).toContain('same at every lag')
  })
})

describe('under the weights of a draw', () => {
  test('bump is itself where each document weighs 1', () => {
    const scored = spelled('dates')
    const draw = drawsOn(scored)(new Uint16Array(100).fill(1))
    expect(bump.weighted!(scored)(draw)).toBeCloseTo(bump.compute(scored).value, 9)
  })

  test('bump keeps to the period of the estimate, and is NaN where none of its lags is left', () => {
    const scored = spelled('integers')
    const under = bump.weighted!(scored)
    const first = Uint16Array.from({ length: 100 }, (_, at) => (at < 40 ? 1 : 0))
    const { bumps } = bump.compute(scored).details as unknown as Bumps
    expect(bumps.toSorted((a, b) => b.bump - a.bump)[0].period).toBe(10)
    const own = under(drawsOn(scored)(first))
    const part = scoredFrom(
      { ...counted(40), family: 'number' },
      Float64Array.from({ length: 1600 }, (_, at) => scored.raw[Math.floor(at / 40) * 100 + (at % 40)]),
    )
    const ten = (bump.compute(part).details as unknown as Bumps).bumps.find(({ period }) => period === 10)!
    expect(own).toBeCloseTo(ten.bump, 9)
    const few = Uint16Array.from({ length: 100 }, (_, at) => (at < 8 ? 1 : 0))
    expect(under(drawsOn(scored)(few))).toBeNaN()
  })
})
