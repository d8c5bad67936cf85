import { describe, expect, test } from 'vitest'
import { anisotropy } from '../../../src/findings/rules/anisotropy.ts'
import { around, embedder, evidence, measured, model, reranker } from '../fixtures/evidence.ts'

const band = (series: string, p5: number, p95: number, of = embedder) =>
  measured('anisotropy', series, around((p5 + p95) / 2), {
    model: of,
    details: { p5, p95, deviation: 0.05 },
  })

function reported(...measures: ReturnType<typeof band>[]) {
  const models = [...evidence().models, model(reranker, 'r', 'reranker')]
  return anisotropy.findings(evidence({ models, measures }))
}

describe('anisotropy', () => {
  test('names the ends of a band that is under 0.3 wide', () => {
    const [{ severity, text }] = reported(band('dates', 0.8, 0.95))
    expect(severity).toBe('info')
    expect(text.en).toContain('On dates, 90 % of all similarities lie between 0.80 and 0.95')
    expect(text.zh).toContain('介于 0.80 与 0.95 之间')
  })

  test('names the narrowest of several, and counts them', () => {
    const [{ text, evidence: stands }] = reported(
      band('dates', 0.8, 0.95),
      band('large', 0.94, 1),
      band('floats', 0.1, 0.9),
    )
    expect(text.en).toContain(
      'On large, the narrowest of 2 such series, 90 % of all similarities lie between 0.94 and 1.00',
    )
    expect(stands.map(({ series }) => series)).toEqual(['dates', 'large'])
  })

  test('is silent on a wide band, and on rerankers, whose scores have no scale', () => {
    expect(reported(band('dates', 0.5, 0.81))).toEqual([])
    expect(reported(band('dates', 0.8, 0.95, reranker))).toEqual([])
  })
})
