import { describe, expect, test } from 'vitest'
import { headlines, rowsOf } from '../fixtures/article.ts'
import { measured, type Numbers } from '../fixtures/evidence.ts'

type Bumps = readonly (readonly [period: number, size: number])[]

/** The measure of bumps, whose value and interval are those of the largest. */
function bump(series: string, bumps: Bumps, [low, high]: readonly [number, number]) {
  const details = { bumps: bumps.map(([period, size]) => ({ period, name: 'any', bump: size, at: 9 })) }
  return measured('bump', series, [low, Math.max(...bumps.map(([, size]) => size)), high], { details })
}

const rhythm = (series: string, p: number, period: number, of: number | null = null) =>
  measured('rhythm', series, [0, p, 1], { interval: null, details: { period, of } })

function row(id: string, ...measures: ReturnType<typeof bump>[]) {
  return rowsOf([...headlines({ integers: 0.7 }), ...measures])[id]
}

describe('peaks at the periods of the article', () => {
  test.each([
    ['confirmed', 'the interval of the bump lies above 0', [0.02, 0.1, 0.2], 0.5],
    ['confirmed', 'the test finds a rhythm', [-0.02, 0.1, 0.2], 0.01],
    ['undecided', 'neither holds', [-0.02, 0.1, 0.2], 0.5],
    ['refuted', 'no bump that can be seen is left', [-0.02, 0.001, 0.01], 0.5],
  ] as const)('are %s where %s', (answer, _, [low, size, high]: Numbers, p) => {
    const measures = [bump('integers', [[10, size]], [low, high]), rhythm('integers', p, 5, 10)]
    expect(row('bumps-at-ten', ...measures).answer).toBe(answer)
  })

  test('are left open where the rhythm found is another, and it is said to be', () => {
    const open = bump('integers', [[10, 0.1]], [-0.02, 0.2])
    const { answer, shows } = row('bumps-at-ten', open, rhythm('integers', 0.01, 33))
    expect(answer).toBe('undecided')
    expect(shows.en).toMatch(/; rhythm p = 0.01, at another period$/)
    expect(shows.zh).toMatch(/；周期检验 p = 0.01，但在另一周期$/)
  })

  test('are not there where similarity dips, whatever the test finds', () => {
    const dip = bump('integers', [[10, -0.1]], [-0.2, 0.05])
    expect(row('bumps-at-ten', dip, rhythm('integers', 0.01, 10)).answer).toBe('undecided')
  })

  test('show the bump at their period, with its interval where it is the largest', () => {
    const largest = bump(
      'integers',
      [
        [5, 0.05],
        [10, 0.1],
      ],
      [0.02, 0.2],
    )
    const { shows, evidence } = row('bumps-at-ten', largest, rhythm('integers', 0.01, 10))
    expect(shows.en).toBe(
      'integers: bump at 10 0.10 (95 % interval 0.02 to 0.20) of the range of the mean; rhythm p = 0.01',
    )
    expect(shows.zh).toContain(
      '周期 10 处的凸起为均值全距的 0.10（95 % 区间 0.02 至 0.20）；周期检验 p = 0.01',
    )
    expect(evidence.map(({ measure }) => measure)).toEqual(['bump', 'rhythm'])
  })

  test('take neither size nor interval from a larger bump at another period', () => {
    const { answer, shows } = row(
      'bumps-at-ten',
      bump(
        'integers',
        [
          [5, 0.3],
          [10, 0.1],
        ],
        [0.2, 0.4],
      ),
    )
    expect(answer).toBe('undecided')
    expect(shows.en).toBe('integers: bump at 10 0.10 of the range of the mean')
  })

  test('stand beside the largest bump by comparing characters', () => {
    const floor = { model: 'reference:prefix', value: 0.93, margin: -0.83, interval: null }
    const { shows } = row('bumps-at-ten', { ...bump('integers', [[10, 0.1]], [0.02, 0.2]), floor })
    expect(shows.en).toContain('of the range of the mean, by comparing characters up to 0.93')
    expect(shows.zh).toContain('，只比较字符时最大凸起为 0.93')
  })

  test('are looked for in the longer series first, and in the next where that has none', () => {
    const days = bump('dates', [[30.5, 0.1]], [0.02, 0.2])
    expect(row('month-peaks', days, bump('dates-year', [[30.5, 0.2]], [0.1, 0.3])).shows.en).toMatch(
      /^dates-year: bump at 30.5 0.20/,
    )
    expect(row('month-peaks', days, bump('dates-year', [[7, 0.2]], [0.1, 0.3])).shows.en).toMatch(
      /^dates: bump at 30.5 0.10/,
    )
    expect(row('hour-peaks', days)).toBeUndefined()
  })
})
