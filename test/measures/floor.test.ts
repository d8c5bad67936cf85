import { describe, expect, test } from 'vitest'
import { besideSpelling } from '../../src/measures/floor.ts'
import type { ScoredReference } from '../../src/measures/kept-judge.ts'
import type { MeasureResult } from '../../src/measures/score.ts'

const result = (id: string, value: number | null): MeasureResult => ({
  id,
  value,
  interval: [0, 1],
  chance: 0,
})
const reference = (id: string, scores: Record<string, number | null>): ScoredReference => ({
  id,
  measures: Object.entries(scores).map(([measure, value]) => result(measure, value)),
})
const spelling = [
  reference('one', { concordance: 0.6, spread: 0.3, rhythm: 0.2, bump: 0.1, rsa: null, anisotropy: 0.4 }),
  reference('two', { concordance: 0.7, spread: 0.2, rhythm: 0.05, bump: 0.3, rsa: 0.5, anisotropy: 0.5 }),
  reference('three', { concordance: 0.65, spread: 0.4, rhythm: 0.5, bump: 0.2, rsa: 0.4, anisotropy: 0.6 }),
]
const floorOf = (measure: MeasureResult, references = spelling) =>
  besideSpelling({ measures: [measure], margin: [0.01, 0.09], verdict: 'partly' }, references)[0].floor

describe('the spelling floor', () => {
  test('is the string reference that scores best: highest, or lowest where lower is better', () => {
    expect(floorOf(result('concordance', 0.75))).toMatchObject({ model: 'two', value: 0.7 })
    expect(floorOf(result('spread', 0.1))).toMatchObject({ model: 'two', value: 0.2 })
  })

  test('of a rhythm is the surest, of a bump the highest, though neither is better', () => {
    expect(floorOf(result('rhythm', 0.01))).toMatchObject({ model: 'two', value: 0.05 })
    expect(floorOf(result('bump', 0.01))).toMatchObject({ model: 'two', value: 0.3 })
  })

  test('leaves a margin of the model less the floor, none where the model has no value', () => {
    expect(floorOf(result('concordance', 0.75))!.margin).toBeCloseTo(0.05, 12)
    expect(floorOf(result('spread', 0.1))!.margin).toBeCloseTo(-0.1, 12)
    expect(floorOf(result('rsa', null))).toEqual({ model: 'two', value: 0.5, margin: null, interval: null })
  })

  test('has the interval of the margin at the headline alone', () => {
    expect(floorOf(result('concordance', 0.75))!.interval).toEqual([0.01, 0.09])
    expect(floorOf(result('rsa', 0.75))!.interval).toBeNull()
  })

  test('passes over references without a score, and is none where all are', () => {
    expect(floorOf(result('rsa', 0.1), [spelling[0], spelling[2]])).toMatchObject({ model: 'three' })
    expect(floorOf(result('rsa', 0.1), [spelling[0]])).toBeNull()
    expect(floorOf(result('ndcg@10', 0.1))).toBeNull()
    expect(floorOf(result('concordance', 0.1), [])).toBeNull()
  })

  test('is none where nothing is better or worse, nor of what no string reference is asked', () => {
    expect(floorOf(result('anisotropy', 0.5))).toBeNull()
    expect(floorOf(result('selectivity', 0.5), [reference('one', { selectivity: 0 })])).toBeNull()
  })

  test('of two that score alike is the first', () => {
    const alike = [reference('one', { concordance: 0.6 }), reference('two', { concordance: 0.6 })]
    expect(floorOf(result('concordance', 0.5), alike)!.model).toBe('one')
    const low = [reference('one', { spread: 0.6 }), reference('two', { spread: 0.6 })]
    expect(floorOf(result('spread', 0.5), low)!.model).toBe('one')
  })

  test('stands beside each measure as it was', () => {
    const measures = [result('concordance', 0.75), result('anisotropy', 0.5)]
    const beside = besideSpelling({ measures, margin: null, verdict: null }, spelling)
    expect(beside.map(({ floor: _, ...rest }) => rest)).toEqual(measures)
  })
})
