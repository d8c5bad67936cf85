import { describe, expect, test } from 'vitest'
import { findingsOf } from '../../src/findings/catalogue.ts'
import type { Evidence } from '../../src/findings/finding.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import type { RunMeasure } from '../../src/store/run.ts'
import { evidence, model, reranker } from './fixtures/evidence.ts'

interface Effect {
  readonly id: string
  readonly measure: string
  /** What the interval must leave out; null where the answers themselves show it. */
  readonly bound: number | null
  /** A value with an interval that shows the effect. */
  readonly beyond: readonly [low: number, value: number, high: number]
  /** One that leaves it open. */
  readonly within: readonly [low: number, value: number, high: number]
  readonly details?:
    | RunMeasure['details']
    | ((value: number, interval: readonly [number, number]) => RunMeasure['details'])
  /** What the sentence must hold. */
  readonly says: string
}

const bumps = (period: number, name: string, bump: number) => ({ bumps: [{ period, name, bump, at: 9 }] })
const pair = (anchor: string, document: string, similarity: number) => ({ anchor, document, similarity })

const effects: readonly Effect[] = [
  {
    id: 'self-hit',
    bound: 1,
    measure: 'self-hit',
    beyond: [0.2, 0.3, 0.4],
    within: [0.9, 1, 1],
    says: '30 %',
  },
  {
    id: 'asymmetry',
    bound: 0.1,
    measure: 'asymmetry',
    beyond: [0.4, 0.5, 0.6],
    within: [0.05, 0.5, 0.6],
    says: '0.50',
  },
  {
    id: 'ruler',
    bound: 0,
    measure: 'ruler',
    beyond: [0.05, 0.1, 0.2],
    within: [-0.01, 0.1, 0.2],
    says: '+0.10',
  },
  {
    id: 'ruler',
    bound: 0,
    measure: 'ruler',
    beyond: [-0.2, -0.1, -0.05],
    within: [-0.2, -0.01, -0.001],
    says: '−0.10',
  },
  {
    id: 'digit-step',
    bound: 0,
    measure: 'digit-step',
    beyond: [0.1, 0.3, 0.5],
    within: [-0.1, 0.3, 0.5],
    details: (value, interval) => ({ borders: [{ from: '$9', to: '$10', step: value, interval }] }),
    says: 'by 0.30 (95 % interval 0.10 to 0.50) from $9 to $10',
  },
  {
    id: 'reads-digits',
    bound: 0,
    measure: 'selectivity',
    beyond: [0.15, 0.2, 0.25],
    within: [-0.05, 0.2, 0.25],
    details: { oracle: 0.4, share: { value: 0.5, interval: [0.4, 0.6], oracle: 0.8 } },
    says: '50 % of what it has above guessing; that of a perfect reader falls by 0.40',
  },
  {
    id: 'digits-unread',
    bound: 0.1,
    measure: 'selectivity',
    beyond: [-0.02, 0.03, 0.08],
    within: [-0.02, 0.08, 0.12],
    details: (value, [low, high]) => ({
      oracle: 0.4,
      share: { value: value / 0.4, interval: [low / 0.4, high / 0.4], oracle: 0.8 },
    }),
    says: 'no loss shown on integers',
  },
  {
    id: 'digit-order',
    bound: 0.5,
    measure: 'digit-order',
    beyond: [0.55, 0.62, 0.7],
    within: [0.49, 0.55, 0.62],
    details: { places: [], leading: null },
    says: 'It orders the last digit, as in 51 and 59, better than guessing (integers: last digit 0.62',
  },
  {
    id: 'digit-order',
    bound: 0.585,
    measure: 'digit-order',
    beyond: [0.48, 0.5, 0.53],
    within: [0.42, 0.5, 0.62],
    details: {
      places: [],
      leading: { place: null, value: 0.84, triples: 900, interval: [0.8, 0.88] },
    },
    says: 'It orders the first digit but not the last: it does not distinguish 51 and 59 (integers: last digit 0.50',
  },
  {
    id: 'prompt-sensitivity',
    bound: 0,
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
    bound: 0.02,
    measure: 'tokenizer-share',
    beyond: [0.1, 0.2, 0.3],
    within: [0.01, 0.2, 0.3],
    details: { rSquared: 0.5 },
    says: 'shared tokens account for 0.20 (95 % interval 0.10 to 0.30) of R²',
  },
  {
    id: 'ties',
    bound: 0.01,
    measure: 'ties',
    beyond: [0.1, 0.2, 0.3],
    within: [0, 0.02, 0.1],
    details: { saturated: 0.01 },
    says: '20 %',
  },
  {
    id: 'digit-bumps',
    bound: 0,
    measure: 'bump',
    beyond: [0.05, 0.1, 0.2],
    within: [-0.01, 0.1, 0.2],
    details: bumps(10, 'ten', 0.1),
    says: 'every 10 on integers',
  },
  {
    id: 'calendar-peaks',
    bound: 0,
    measure: 'bump',
    beyond: [0.05, 0.1, 0.2],
    within: [-0.01, 0.1, 0.2],
    details: bumps(60, 'hour', 0.1),
    says: 'every 60 on integers',
  },
  {
    id: 'within-lag',
    bound: null,
    measure: 'within-lag',
    beyond: [0, 0.3, 0],
    within: [0, 0.05, 0],
    details: { lag: 5, high: pair('1', '6', 0.9), low: pair('2', '7', 0.6) },
    says: '2 and 7 get 0.60',
  },
]

/** The headline beside it, of which a finding on order asks that it is beyond a coin's. */
function runWith(
  { measure, details }: Effect,
  [low, value, high]: Effect['beyond'],
  headline: readonly [number, number] = [0.6, 0.8],
): Evidence {
  const asked = { series: 'integers', model: reranker, prompt: 'near {d}', chance: 0, floor: null }
  const concordance: RunMeasure = { ...asked, id: 'concordance', value: mean(headline), interval: headline }
  const known = typeof details === 'function' ? details(value, [low, high]) : details
  const measured: RunMeasure = {
    ...asked,
    id: measure,
    value,
    interval: measure === 'within-lag' ? null : [low, high],
    ...(known && { details: known }),
  }
  return evidence({
    models: [...evidence().models, model(reranker, 'r', 'reranker')],
    series: [integers],
    measures: [concordance, measured],
  })
}

const mean = ([low, high]: readonly [number, number]) => (low + high) / 2
const { id, texts, values, ruler, period } = catalogueSeries('integers')
const integers = { id, texts, values, ruler, period }

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

  test.each(effects.filter(({ id }) => aboutOrder.includes(id)))(
    '$id, a finding about order, is not told of a model that guesses',
    effect => {
      const found = findingsOf(runWith(effect, effect.beyond, [0.48, 0.55]))
      expect(found.map(({ id }) => id)).not.toContain(effect.id)
    },
  )

  test.each(effects.filter(({ bound }) => bound !== null))(
    '$id is held against all series of the run: what stands alone just beyond the noise is not told among many',
    effect => {
      const alone = runWith(effect, atTheEdge(effect))
      const [headline, open] = runWith(effect, effect.within).measures
      const others = ['a', 'b', 'c'].flatMap(series => [
        { ...headline, series },
        { ...open, series },
      ])
      const ids = (measures: Evidence['measures']) => findingsOf({ ...alone, measures }).map(({ id }) => id)
      expect(ids(alone.measures)).toContain(effect.id)
      expect(ids([...alone.measures, ...others])).not.toContain(effect.id)
    },
  )
})

/** The value with an interval that only just leaves out the bound. */
function atTheEdge({ beyond: [low, value, high], bound }: Effect): Effect['beyond'] {
  const edge = bound! + 0.15 * (value - bound!)
  return value > bound! ? [edge, value, high] : [low, value, edge]
}

/** Told of models only that order a series better than guessing. */
const aboutOrder = ['ruler', 'digit-step', 'reads-digits', 'digits-unread', 'digit-order']
