import { describe, expect, test } from 'vitest'
import { panelSvg } from '../../src/plots/render.ts'
import { lightTheme } from '../../src/plots/theme.ts'
import { trendFigures } from '../../src/plots/trend.ts'
import type { Run } from '../../src/store/run.ts'
import { numbered, runOf } from '../usecases/compare/fixtures.ts'

const six = numbered('six', 6)
const data = Float64Array.from({ length: 36 }, (_, at) => (at % 7 === 0 ? 1 : 0.5))

function checkpoint(spec: string, value: number, more: Partial<Run> = {}) {
  const run = runOf([{ spec, series: six, data }])
  const measure = {
    series: 'six',
    model: `embedder:${spec}`,
    prompt: null,
    id: 'concordance',
    value,
    interval: [value - 0.1, value + 0.1] as const,
    chance: 0.5,
    floor: null,
  }
  return { name: spec, run: { ...run, measures: [measure], ...more } as Run }
}

describe('the figure of a training', () => {
  test('has a panel for each series, with a value and an interval at each step, in order', () => {
    const runs = [checkpoint('m-step-200', 0.8), checkpoint('m-step-0', 0.5), checkpoint('m-step-100', 0.6)]
    const [figure, ...others] = trendFigures(runs, 'en')
    expect(others).toEqual([])
    expect(figure.panels.map(({ title, subtitle }) => [title, subtitle])).toEqual([
      ['six', 'from 0.50 to 0.80'],
    ])
    expect(figure.panels[0].table()).toEqual({
      columns: ['step', 'concordance', '95 % from', '95 % to'],
      rows: [
        ['0', 0.5, 0.4, 0.6],
        ['100', 0.6, 0.5, 0.7],
        ['200', 0.8, 0.7000000000000001, 0.9],
      ],
    })
    const svg = panelSvg(figure.panels[0], lightTheme)
    expect(svg.match(/<circle/g)).toHaveLength(3)
    expect(svg).toContain('step')
    expect(trendFigures(runs, 'zh')[0].title).toContain('训练过程')
  })

  test('is there by date for runs of one model, and not for runs of different ones', () => {
    const on = (day: string) => ({ created: `2026-02-${day}T00:00:00.000Z` })
    const same = [checkpoint('m', 0.5, on('01')), checkpoint('m', 0.6, on('02'))].map((each, at) => ({
      ...each,
      name: `run ${at}`,
    }))
    expect(trendFigures(same, 'en')[0].panels[0].table().columns[0]).toBe('date')
    expect(trendFigures([checkpoint('a', 0.5, on('01')), checkpoint('b', 0.6, on('02'))], 'en')).toEqual([])
    expect(trendFigures([checkpoint('a', 0.5), checkpoint('b-step-1', 0.6)], 'en')).toEqual([])
  })
})
