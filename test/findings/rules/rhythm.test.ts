import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../src/findings/finding.ts'
import { rhythm } from '../../../src/findings/rules/rhythm.ts'
import { embedder, evidence, measured, type Numbers } from '../fixtures/evidence.ts'

interface Bump {
  readonly period: number
  readonly name: string
  readonly bump: number
}

const ten = (size: number): Bump => ({ period: 10, name: 'ten', bump: size })
const five = (size: number): Bump => ({ period: 5, name: 'five', bump: size })
const month = (size: number): Bump => ({ period: 30.5, name: 'month', bump: size })
const week = (size: number): Bump => ({ period: 7, name: 'week', bump: size })

/** The measure of bumps, whose value is the largest. */
function bump(series: string, bumps: readonly Bump[], [low, high]: readonly [number, number], floor = 0) {
  const value = Math.max(...bumps.map(each => each.bump))
  const spelled = { model: 'reference:prefix', value: floor, margin: value - floor, interval: null }
  const details = { bumps: bumps.map(each => ({ ...each, at: 9 })) }
  return measured('bump', series, [low, value, high], { details, floor: spelled })
}

function rhythmTest(
  series: string,
  p: number,
  period: number,
  name: string | null,
  of: number | null = null,
) {
  const numbers: Numbers = [0, p, 1]
  return measured('rhythm', series, numbers, { interval: null, details: { period, name, of } })
}

const reported = (...measures: Evidence['measures'][number][]) => rhythm.findings(evidence({ measures }))
const open = [-0.01, 0.2] as const
const beyond = [0.05, 0.2] as const

describe('rhythm', () => {
  test('tells of a bump whose interval lies above 0, without a p-value where the test finds none', () => {
    const [finding] = reported(bump('integers', [ten(0.1)], beyond), rhythmTest('integers', 0.5, 10, 'ten'))
    expect(finding.text.en).toContain('every 10 on integers, 0.10 (95 % interval 0.05 to 0.20). The unit')
    expect(finding.evidence).toEqual([{ series: 'integers', model: embedder, measure: 'bump' }])
  })

  test('tells of a known period that the test finds, even where the interval of the bump is open', () => {
    const [finding] = reported(bump('integers', [ten(0.1)], open), rhythmTest('integers', 0.01, 10, 'ten'))
    expect(finding.text.en).toContain('(95 % interval −0.01 to 0.20), rhythm p = 0.02.')
    expect(finding.text.zh).toContain('周期检验 p = 0.02')
    expect(finding.evidence.map(({ measure }) => measure)).toEqual(['bump', 'rhythm'])
  })

  test('takes a harmonic for the period that it is of', () => {
    const measures = [
      bump('integers', [five(0.08), ten(0.1)], open),
      rhythmTest('integers', 0.01, 5, 'five', 10),
    ]
    expect(reported(...measures)[0].text.en).toContain('every 10 on integers')
  })

  test.each([
    ['a period that nobody knows', 0.01, 33, null],
    ['a known period, but by chance', 0.2, 10, 'ten'],
  ])('is silent on %s', (_, p, period, name) => {
    expect(reported(bump('integers', [ten(0.1)], open), rhythmTest('integers', p, period, name))).toEqual([])
  })

  test('is silent where similarity dips at the period that the test finds', () => {
    expect(
      reported(bump('integers', [ten(-0.1)], [-0.2, 0]), rhythmTest('integers', 0.01, 10, 'ten')),
    ).toEqual([])
  })

  test('gives the p-value to the period that was found, not to that of the largest bump', () => {
    const [{ text }] = reported(
      bump('dates', [week(0.1), month(0.12)], open),
      rhythmTest('dates', 0.01, 7, 'week'),
    )
    expect(text.en).toContain('every 7 on dates, 0.10, rhythm p = 0.02')
    expect(text.en).not.toContain('30.5')
  })

  test('tells of the largest bump too where its interval lies above 0, without the p-value of the other', () => {
    const [{ text, evidence: stands }] = reported(
      bump('dates', [week(0.1), month(0.12)], beyond),
      rhythmTest('dates', 0.01, 7, 'week'),
    )
    expect(text.en).toContain(
      'every 7 on dates, 0.10, rhythm p = 0.02; every 30.5 on dates, 0.12 (95 % interval 0.05 to 0.20). The unit',
    )
    expect(stands.map(({ measure }) => measure)).toEqual(['bump', 'rhythm'])
  })

  test('asks of the test that it holds among all series and models of the run, at half the level', () => {
    const pair = (series: string, p: number) => [
      bump(series, [ten(0.1)], open),
      rhythmTest(series, p, 10, 'ten'),
    ]
    expect(reported(...pair('integers', 0.02))).toHaveLength(1)
    expect(
      reported(...['a', 'b', 'c'].flatMap(series => pair(series, 0.5)), ...pair('integers', 0.02)),
    ).toEqual([])
  })

  test('asks the same of the largest bump', () => {
    const nearly = [0.01, 0.2] as const
    expect(reported(bump('integers', [ten(0.1)], [0.015, 0.2]))).toHaveLength(1)
    const others = ['a', 'b', 'c'].map(series => bump(series, [ten(0.1)], open))
    expect(reported(bump('integers', [ten(0.1)], nearly), ...others)).toEqual([])
  })

  test('writes ≤ where the p-value is the least that the made-up curves can give', () => {
    const atFloor = (p: number) => {
      const test = rhythmTest('integers', p, 10, 'ten')
      const withDraws = { ...test, details: { ...test.details, draws: 199 } }
      return reported(bump('integers', [ten(0.1)], open), withDraws)[0].text
    }
    expect(atFloor(1 / 200).en).toContain('rhythm p ≤ 0.01')
    expect(atFloor(1 / 200).zh).toContain('周期检验 p ≤ 0.01')
    expect(atFloor(2 / 200).en).toContain('rhythm p = 0.02')
  })

  test('tells of digits and of the calendar apart', () => {
    const found = reported(bump('integers', [ten(0.1)], beyond), bump('dates', [month(0.1)], beyond))
    expect(found.map(({ id }) => id)).toEqual(['digit-bumps', 'calendar-peaks'])
    expect(found[1].text.en).toContain('every 30.5 on dates')
    expect(found[1].text.en).not.toContain('integers')
  })

  test('says on which series spelling alone bumps as much', () => {
    const spelled = reported(bump('a', [ten(0.1)], beyond, 0.1), bump('b', [ten(0.1)], beyond, 0.09))
    expect(spelled[0].text.en).toContain('gives a bump as large or larger on a, so spelling is enough')
    expect(reported(bump('b', [ten(0.1)], beyond, 0.09))[0].text.en).toContain('gives no bump as large')
  })

  test('holds spelling against the bump that is told, not against a larger one', () => {
    const measures = [
      bump('dates', [week(0.1), month(0.12)], open, 0.11),
      rhythmTest('dates', 0.01, 7, 'week'),
    ]
    expect(reported(...measures)[0].text.en).toContain('gives a bump as large or larger on dates')
  })
})
