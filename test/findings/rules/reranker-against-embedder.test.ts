import { describe, expect, test } from 'vitest'
import { rerankerAgainstEmbedder } from '../../../src/findings/rules/reranker-against-embedder.ts'
import { around, embedder, evidence, measured, model, reranker } from '../fixtures/evidence.ts'

const headline = (series: string, of: string, value: number, prompt: string | null = null) =>
  measured('concordance', series, around(value), { model: of, prompt })

function reported(...measures: ReturnType<typeof headline>[]) {
  const other = model('embedder n', 'n', 'embedder')
  const models = [...evidence().models, other, model(reranker, 'r', 'reranker')]
  return rerankerAgainstEmbedder.findings(evidence({ models, measures }))
}

describe('rerankerAgainstEmbedder', () => {
  test('warns where the reranker is worse, and counts the series that both were asked', () => {
    const [{ severity, text, evidence: stands }] = reported(
      headline('dates', embedder, 0.7),
      headline('times', embedder, 0.7),
      headline('floats', embedder, 0.7),
      headline('dates', reranker, 0.6),
      headline('times', reranker, 0.71),
    )
    expect(severity).toBe('warning')
    expect(text.en).toBe(
      'r as reranker, compared with m as embedder, is worse on 1 of 2 series (dates 0.60 < 0.70). The numbers are concordances.',
    )
    expect(text.zh).toContain('在 2 个序列中的 1 个上更差（dates 0.60 < 0.70）')
    expect(stands).toEqual([
      { series: 'dates', model: reranker, measure: 'concordance' },
      { series: 'dates', model: embedder, measure: 'concordance' },
    ])
  })

  test('tells without a warning where it is only better', () => {
    const [{ severity, text }] = reported(headline('dates', embedder, 0.7), headline('dates', reranker, 0.8))
    expect(severity).toBe('info')
    expect(text.en).toContain('better on 1 of 1 (dates 0.80 > 0.70)')
    expect(text.zh).toContain('在 1 个序列中的 1 个上更好（dates 0.80 > 0.70）')
  })

  test('says both where it is worse here and better there', () => {
    const [{ severity, text }] = reported(
      headline('dates', embedder, 0.7),
      headline('times', embedder, 0.7),
      headline('dates', reranker, 0.6),
      headline('times', reranker, 0.8),
    )
    expect(severity).toBe('warning')
    expect(text.en).toContain(
      'worse on 1 of 2 series (dates 0.60 < 0.70) and better on 1 of 2 (times 0.80 > 0.70)',
    )
  })

  test('is silent within the noise of both, and where they share no series', () => {
    expect(reported(headline('dates', embedder, 0.7), headline('dates', reranker, 0.71))).toEqual([])
    expect(reported(headline('dates', embedder, 0.9), headline('times', reranker, 0.5))).toEqual([])
  })

  test('does not compare an embedder with itself standing in as reranker', () => {
    const run = (spec: string, identity: Record<string, string>) =>
      evidence({
        models: [
          {
            ...model(embedder, 'm?dtype=q8', 'embedder'),
            identity: { provider: 'p', model: 'm', revision: '1' },
          },
          { ...model(reranker, spec, 'reranker', true), identity },
        ],
        measures: [headline('dates', embedder, 0.9), headline('dates', reranker, 0.5)],
      })
    const own = { provider: 'p', model: 'm', revision: '1', task: 'stand-in' }
    expect(rerankerAgainstEmbedder.findings(run('m?dtype=q8', {}))).toEqual([])
    expect(rerankerAgainstEmbedder.findings(run('m', own))).toEqual([])
    expect(rerankerAgainstEmbedder.findings(run('other', { ...own, model: 'other' }))).toHaveLength(1)
  })

  test('holds a difference against all that are compared: what stands alone is not told among many', () => {
    const pair = (series: string, value: number) => [
      headline(series, embedder, 0.7),
      headline(series, reranker, value),
    ]
    expect(reported(...pair('dates', 0.655))).toHaveLength(1)
    expect(reported(...pair('dates', 0.655), ...['a', 'b', 'c'].flatMap(id => pair(id, 0.7)))).toEqual([])
  })

  test('holds each question of a reranker against each embedder, and two embedders never', () => {
    const names = reported(
      headline('dates', embedder, 0.9),
      headline('dates', 'embedder n', 0.7),
      headline('dates', reranker, 0.5, 'a {d}'),
      headline('dates', reranker, 0.5, 'b {d}'),
    ).map(({ text }) => text.en.split(', is ')[0])
    expect(names).toEqual([
      'r as reranker (asked “a {d}”), compared with m as embedder',
      'r as reranker (asked “a {d}”), compared with n as embedder',
      'r as reranker (asked “b {d}”), compared with m as embedder',
      'r as reranker (asked “b {d}”), compared with n as embedder',
    ])
  })
})
