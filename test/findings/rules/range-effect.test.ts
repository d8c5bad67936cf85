import { describe, expect, test } from 'vitest'
import { rangeEffect } from '../../../src/findings/rules/range-effect.ts'
import { around, embedder, evidence, measured, type Numbers } from '../fixtures/evidence.ts'

const run = (values: Readonly<Record<string, Numbers>>) =>
  evidence({
    measures: Object.entries(values).map(([series, numbers]) => measured('concordance', series, numbers)),
  })

describe('rangeEffect', () => {
  test.each([
    ['thousands', 'range-effect'],
    ['offset', 'range-effect'],
    ['large', 'range-effect'],
    ['floats', 'decimals'],
    ['floats-fine', 'decimals'],
  ])('tells of %s below 1 to 100 as %s', (series, id) => {
    const [finding, ...others] = rangeEffect.findings(run({ integers: around(0.8), [series]: around(0.7) }))
    expect(others).toEqual([])
    expect(finding).toMatchObject({ id, severity: 'warning' })
    expect(finding.text.en).toContain(`Concordance: ${series} 0.70; integers 0.80.`)
    expect(finding.text.zh).toContain(`一致率：${series} 0.70；integers 0.80。`)
    const at = (of: string) => ({ series: of, model: embedder, measure: 'concordance' })
    expect(finding.evidence).toEqual([at('integers'), at(series)])
  })

  test('is silent on a fall that the two intervals allow, on a rise, and on other series', () => {
    const others = { offset: around(0.77), large: around(0.9), dates: around(0.5) }
    expect(rangeEffect.findings(run({ integers: around(0.8), ...others }))).toEqual([])
  })

  test('holds a fall against all that is compared: one that stands alone is not told among many', () => {
    const others = { thousands: around(0.8), large: around(0.8) }
    expect(
      rangeEffect.findings(run({ integers: [0.735, 0.8, 0.86], offset: [0.64, 0.7, 0.765] })),
    ).toHaveLength(1)
    expect(
      rangeEffect.findings(run({ integers: [0.735, 0.8, 0.86], offset: [0.64, 0.7, 0.765], ...others })),
    ).toEqual([])
  })

  test('is silent where 1 to 100 was not asked', () => {
    expect(rangeEffect.findings(run({ offset: around(0.5), floats: around(0.5) }))).toEqual([])
  })
})
