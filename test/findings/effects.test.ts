import { describe, expect, test } from 'vitest'
import { findingsOf } from '../../src/findings/catalogue.ts'
import type { Evidence } from '../../src/findings/finding.ts'
import type { RunMeasure } from '../../src/store/run.ts'
import { evidence, model, reranker } from './fixtures/evidence.ts'

interface Effect {
  readonly id: string
  readonly measure: string
  /** A value with an interval that shows the effect. */
  readonly beyond: readonly [low: number, value: number, high: number]
  /** One that leaves it open. */
  readonly within: readonly [low: number, value: number, high: number]
  readonly details?: RunMeasure['details']
  /** What the sentence must hold. */
  readonly says: string
}

const bumps = (period: number, name: string, bump: number) => ({ bumps: [{ period, name, bump, at: 9 }] })
const pair = (anchor: string, document: string, similarity: number) => ({ anchor, document, similarity })

const effects: readonly Effect[] = [
  { id: 'self-hit', measure: 'self-hit', beyond: [0.2, 0.3, 0.4], within: [0.9, 1, 1], says: '0.30' },
  { id: 'asymmetry', measure: 'asymmetry', beyond: [0.4, 0.5, 0.6], within: [0.05, 0.5, 0.6], says: '0.50' },
  { id: 'ruler', measure: 'ruler', beyond: [0.05, 0.1, 0.2], within: [-0.01, 0.1, 0.2], says: '+0.10' },
  {
    id: 'ruler',
    measure: 'ruler',
    beyond: [-0.2, -0.1, -0.05],
    within: [-0.2, -0.01, -0.001],
    says: '−0.10',
  },
  {
    id: 'digit-step',
    measure: 'digit-step',
    beyond: [0.1, 0.3, 0.5],
    within: [-0.1, 0.3, 0.5],
    says: '0.30',
  },
  {
    id: 'reads-digits',
    measure: 'selectivity',
    beyond: [0.15, 0.2, 0.25],
    within: [-0.05, 0.2, 0.25],
    details: { oracle: 0.4 },
    says: '0.40',
  },
  {
    id: 'digits-unread',
    measure: 'selectivity',
    beyond: [-0.02, 0.03, 0.08],
    within: [-0.02, 0.08, 0.12],
    details: { oracle: 0.4 },
    says: '0.03',
  },
  {
    id: 'prompt-sensitivity',
    measure: 'prompt-sensitivity',
    beyond: [0.05, 0.1, 0.2],
    within: [0, 0.1, 0.2],
    details: {
      lowest: 'near {d}',
      highest: '{d}',
      variants: [
        { prompt: '{d}', order: 'as the series', concordance: 0.8 },
        { prompt: 'near {d}', order: 'shuffled', concordance: 0.7 },
      ],
    },
    says: '“near {d}”',
  },
  {
    id: 'tokenizer-share',
    measure: 'tokenizer-share',
    beyond: [0.1, 0.2, 0.3],
    within: [0.01, 0.2, 0.3],
    details: { rSquared: 0.5 },
    says: '40 %',
  },
  {
    id: 'ties',
    measure: 'ties',
    beyond: [0.1, 0.2, 0.3],
    within: [0, 0.02, 0.1],
    details: { saturated: 0.01 },
    says: '20 %',
  },
  {
    id: 'digit-bumps',
    measure: 'bump',
    beyond: [0.05, 0.1, 0.2],
    within: [-0.01, 0.1, 0.2],
    details: bumps(10, 'ten', 0.1),
    says: 'every 10 on integers',
  },
  {
    id: 'calendar-peaks',
    measure: 'bump',
    beyond: [0.05, 0.1, 0.2],
    within: [-0.01, 0.1, 0.2],
    details: bumps(60, 'hour', 0.1),
    says: 'every 60 on integers',
  },
  {
    id: 'within-lag',
    measure: 'within-lag',
    beyond: [0, 0.3, 0],
    within: [0, 0.05, 0],
    details: { lag: 5, high: pair('1', '6', 0.9), low: pair('2', '7', 0.6) },
    says: '2 and 7 get 0.60',
  },
]

function runWith({ measure, details }: Effect, [low, value, high]: Effect['beyond']): Evidence {
  const measured: RunMeasure = {
    series: 'integers',
    model: reranker,
    prompt: 'near {d}',
    id: measure,
    value,
    interval: measure === 'within-lag' ? null : [low, high],
    chance: 0,
    floor: null,
    ...(details && { details }),
  }
  return evidence({
    models: [...evidence().models, model(reranker, 'r', 'reranker')],
    measures: [measured],
  })
}

describe('a finding on one measure', () => {
  test.each(effects)(
    '$id is told beyond the noise, with its number, series and evidence, in two languages',
    effect => {
      const found = findingsOf(runWith(effect, effect.beyond)).filter(({ id }) => id === effect.id)
      expect(found).toHaveLength(1)
      const [{ text, evidence: stands }] = found
      expect(text.en).toContain(effect.says)
      expect(text.en).toContain('integers')
      expect(text.zh).toMatch(/\p{Script=Han}/u)
      for (const sentence of Object.values(text)) expect(sentence).not.toMatch(/undefined|NaN|null|\[object/)
      expect(stands).toContainEqual({ series: 'integers', model: reranker, measure: effect.measure })
    },
  )

  test.each(effects)('$id is not told within the noise', effect => {
    expect(findingsOf(runWith(effect, effect.within)).map(({ id }) => id)).not.toContain(effect.id)
  })
})
