import { describe, expect, test } from 'vitest'
import { fairly, good } from '../../src/findings/article/order.ts'
import { articleTable } from '../../src/findings/article.ts'
import { findingsOf } from '../../src/findings/catalogue.ts'
import { pBelow } from '../../src/findings/family.ts'
import { significanceLevel } from '../../src/math/holm.ts'
import type { RunMeasure } from '../../src/store/run.ts'
import { embedder, evidence, hardCase, measured, model, type Numbers, reranker } from './fixtures/evidence.ts'

const models = [...evidence().models, model(reranker, 'r', 'reranker')]
/** Of a model that orders the series better than guessing, unless it says otherwise. */
const ids = (...measures: readonly RunMeasure[]) => {
  const isGiven = measures.some(({ id }) => id === 'concordance')
  const all = isGiven ? [...measures] : [...measures, known('concordance', [0.6, 0.85, 0.9])]
  return findingsOf(evidence({ models, measures: all })).map(({ id }) => id)
}
const border = ([low, value, high]: Numbers) => ({
  borders: [{ from: '9', to: '10', step: value, interval: [low, high] as [number, number] }],
})
const stepAt = (numbers: Numbers) => known('digit-step', numbers, border(numbers))
/** What is lost as a share of what the model has to lose ends at `most`. */
const lost = (numbers: Numbers, most: number) =>
  known('selectivity', numbers, { oracle: 0.4, share: { value: 0.1, interval: [-0.1, most], oracle: 0.8 } })
/** The least step beyond a threshold. */
const step = 1e-9
const bumps = (period: number, bump: number) => ({ bumps: [{ period, name: 'ten', bump, at: 9 }] })
const pair = { anchor: '1', document: '2', similarity: 0.5 }
const known = (id: string, numbers: Numbers, details: RunMeasure['details'] = {}) =>
  measured(id, 'integers', numbers, { details })

/** A finding, a measure that stands at its threshold, and one that lies just on the other side. */
type Case = readonly [
  finding: string,
  what: string,
  reported: readonly RunMeasure[],
  silent: readonly RunMeasure[],
]

const cases: readonly Case[] = [
  [
    'self-hit',
    'where the interval ends below 1',
    [known('self-hit', [0.5, 0.9, 1 - step])],
    [known('self-hit', [0.5, 0.9, 1])],
  ],
  [
    'asymmetry',
    'where the interval begins above 0.1',
    [known('asymmetry', [0.1 + step, 0.5, 0.6])],
    [known('asymmetry', [0.1, 0.5, 0.6])],
  ],
  [
    'within-lag',
    'from a difference of 0.1',
    [known('within-lag', [0, 0.1, 1], { lag: 1, high: pair, low: pair })],
    [known('within-lag', [0, 0.1 - step, 1], { lag: 1, high: pair, low: pair })],
  ],
  [
    'ruler',
    'from 0.02, for ratios',
    [known('ruler', [step, 0.02, 0.1])],
    [known('ruler', [step, 0.02 - step, 0.1])],
  ],
  [
    'ruler',
    'from 0.02, for differences',
    [known('ruler', [-0.1, -0.02, -step])],
    [known('ruler', [-0.1, -0.02 + step, -step])],
  ],
  [
    'ruler',
    'where the interval leaves out 0, for ratios',
    [known('ruler', [step, 0.05, 0.1])],
    [known('ruler', [0, 0.05, 0.1])],
  ],
  [
    'ruler',
    'where the interval leaves out 0, for differences',
    [known('ruler', [-0.1, -0.05, -step])],
    [known('ruler', [-0.1, -0.05, 0])],
  ],
  ['digit-step', 'where the interval lies above 0', [stepAt([step, 0.1, 0.2])], [stepAt([0, 0.1, 0.2])]],
  ['digit-step', 'where the interval lies below 0', [stepAt([-0.2, -0.1, -step])], [stepAt([-0.2, -0.1, 0])]],
  [
    'reads-digits',
    'where the interval begins above 0',
    [lost([step, 0.2, 0.3], 0.9)],
    [lost([0, 0.2, 0.3], 0.9)],
  ],
  [
    'digits-unread',
    'where the share lost ends below a quarter of what the model has to lose',
    [lost([-0.1, 0.05, 0.1], 0.25 - step)],
    [lost([-0.1, 0.05, 0.1], 0.25)],
  ],
  [
    'reads-digits',
    'from a quarter of what the model has to lose',
    [lost([0.01, 0.05, 0.1], 0.25)],
    [lost([0.01, 0.05, 0.1], 0.25 - step)],
  ],
  ...(['ruler', 'digit-step', 'reads-digits', 'digits-unread'] as const).map((finding): Case => {
    const shown = {
      ruler: known('ruler', [0.05, 0.1, 0.15]),
      'digit-step': stepAt([0.05, 0.1, 0.15]),
      'reads-digits': lost([0.01, 0.05, 0.1], 0.9),
      'digits-unread': lost([-0.1, 0.05, 0.1], 0.2),
    }[finding]
    return [
      finding,
      'of a model whose concordance begins above 0.5',
      [shown, known('concordance', [0.5 + step, 0.6, 0.7])],
      [shown, known('concordance', [0.5, 0.6, 0.7])],
    ]
  }),
  [
    'tokenizer-share',
    'where the interval begins above 0.02',
    [known('tokenizer-share', [0.02 + step, 0.1, 0.2], { rSquared: 0.5 })],
    [known('tokenizer-share', [0.02, 0.1, 0.2], { rSquared: 0.5 })],
  ],
  [
    'ties',
    'where the interval begins above 0.01',
    [known('ties', [0.01 + step, 0.02, 0.03], { saturated: 0 })],
    [known('ties', [0.01, 0.02, 0.03], { saturated: 0 })],
  ],
  [
    'ties',
    'above a twentieth of scores at the ends of their range',
    [known('ties', [0, 0.001, 0.01], { saturated: 0.05 + step })],
    [known('ties', [0, 0.001, 0.01], { saturated: 0.05 })],
  ],
  [
    'ties',
    'of saturated scores only where there is a tie',
    [known('ties', [0, step, 0.01], { saturated: 0.5 })],
    [known('ties', [0, 0, 0.01], { saturated: 0.5 })],
  ],
  [
    'anisotropy',
    'below a band of 0.3',
    [known('anisotropy', [0, 0.5, 1], { p5: 0.5, p95: 0.8 - step })],
    [known('anisotropy', [0, 0.5, 1], { p5: 0.5, p95: 0.8 + step })],
  ],
  [
    'decodable',
    'where the interval begins above 0.8',
    [known('decode', [0.8 + step, 0.9, 1], { control: 0 }), known('concordance', [0.6, 0.7, 0.8])],
    [known('decode', [0.8, 0.9, 1], { control: 0 }), known('concordance', [0.6, 0.7, 0.8])],
  ],
  [
    'decodable',
    'where concordance lies below 0.8',
    [known('decode', [0.85, 0.9, 1], { control: 0 }), known('concordance', [0.6, 0.8 - step, 0.9])],
    [known('decode', [0.85, 0.9, 1], { control: 0 }), known('concordance', [0.6, 0.8, 0.9])],
  ],
  [
    'digit-bumps',
    // At half the level, as there are two ways to see one: z = 2.2414, so 0.1 − 0.1 · 1.96 / 2.2414.
    'where the interval of the bump begins far enough above 0',
    [known('bump', [0.01256, 0.1, 0.2], bumps(10, 0.1))],
    [known('bump', [0.01255, 0.1, 0.2], bumps(10, 0.1))],
  ],
  [
    'digit-bumps',
    'where the test of rhythm comes to half of 0.05',
    [
      known('bump', [0, 0.1, 0.2], bumps(10, 0.1)),
      known('rhythm', [0, 0.025, 1], { period: 10, name: 'ten' }),
    ],
    [
      known('bump', [0, 0.1, 0.2], bumps(10, 0.1)),
      known('rhythm', [0, 0.025 + step, 1], { period: 10, name: 'ten' }),
    ],
  ],
  [
    'digit-bumps',
    'of a bump that rises',
    [
      known('bump', [-0.1, step, 0.2], bumps(10, step)),
      known('rhythm', [0, 0.01, 1], { period: 10, name: 'ten' }),
    ],
    [known('bump', [-0.1, 0, 0.2], bumps(10, 0)), known('rhythm', [0, 0.01, 1], { period: 10, name: 'ten' })],
  ],
]

describe('a finding is told', () => {
  test.each(cases)('%s: %s, and not beside it', (finding, _, reported, silent) => {
    expect(ids(...reported)).toContain(finding)
    expect(ids(...silent)).not.toContain(finding)
  })

  test('of the prompt only where the interval begins above 0, and only of a reranker’s', () => {
    const variants = [{ prompt: 'which?', order: 'given', concordance: 0.5 }]
    const reported = (low: number) =>
      ids(
        measured('prompt-sensitivity', 'integers', [low, 0.1, 0.2], {
          model: reranker,
          details: { variants },
        }),
      )
    expect(reported(step)).toContain('prompt-sensitivity')
    expect(reported(0)).not.toContain('prompt-sensitivity')
  })

  test('of hard cases as good news above the best matcher and clearly above a half, not at them', () => {
    const asked = (right: number, spelled: number) =>
      findingsOf(
        evidence({
          cases: Array.from({ length: 10 }, (_, at) => [
            hardCase(`${at}`, 'a', 'b', at < right ? 'right' : 'wrong'),
            hardCase(`${at}`, 'a', 'b', at < spelled ? 'right' : 'wrong', 'reference:prefix'),
          ]).flat(),
        }),
      ).find(({ id }) => id === 'hard-cases')!.severity
    const severities = [asked(6, 5), asked(5, 4), asked(7, 4), asked(9, 4), asked(9, 9), asked(10, 9)]
    expect(severities).toEqual(['info', 'notice', 'notice', 'info', 'notice', 'info'])
  })

  test('of a family of five cases or more of which none is right, or all', () => {
    const family = (right: number, cases = 5) =>
      findingsOf(
        evidence({
          cases: Array.from({ length: cases }, (_, at) =>
            hardCase(`${at}`, 'a', 'b', at < right ? 'right' : 'wrong'),
          ),
        }),
      ).find(({ id }) => id === 'hard-case-families')?.severity
    expect([family(0), family(1), family(4), family(5)]).toEqual(['warning', undefined, undefined, 'info'])
    expect([family(0, 4), family(4, 4)]).toEqual([undefined, undefined])
  })

  test('of two values only where they differ by more than both intervals allow', () => {
    const at = (value: number): RunMeasure & { value: number } => ({
      ...measured('concordance', 'integers', [value - 0.03, value, value + 0.04]),
      value,
    })
    // hypot(0.04, 0.03) = 0.05, of the end of one that faces the other.
    expect(pBelow(at(0.5), at(0.55 + step)) <= significanceLevel).toBe(true)
    expect(pBelow(at(0.5), at(0.55 - step)) <= significanceLevel).toBe(false)
    expect(pBelow(at(0.55 + step), at(0.5)) <= significanceLevel).toBe(false)
  })
})

const headline = (of: string, series: string, numbers: Numbers) =>
  measured('concordance', series, numbers, { model: of })
const answer = (id: string, ...measures: readonly RunMeasure[]) =>
  articleTable(evidence({ models, measures: [...measures] })).find(row => row.id === id)?.answer

describe('what the article saw', () => {
  test('takes good for more than 0.65 and fairly well for more than 0.6', () => {
    expect([good, fairly]).toEqual([0.65, 0.6])
  })

  test.each([
    ['small-numbers', embedder, ['integers', 'negatives'], good],
    ['dates-and-times', embedder, ['dates', 'times'], fairly],
    ['dates-and-times-reranker', reranker, ['dates', 'times'], 0.5],
  ] as const)('%s is confirmed, refuted or left open at its threshold', (id, of, series, threshold) => {
    const on = (low: number, high: number) =>
      answer(id, ...series.map(each => headline(of, each, [low, threshold, high])))
    expect(on(threshold + step, 0.9)).toBe('confirmed')
    expect(on(threshold, 0.9)).toBe('undecided')
    expect(on(0.1, threshold)).toBe('undecided')
    expect(on(0.1, threshold - step)).toBe('refuted')
  })

  test('reranker-weak is its reverse', () => {
    const on = (low: number, high: number) =>
      answer('reranker-weak', headline(reranker, 'integers', [low, good, high]))
    expect(on(good + step, 0.9)).toBe('refuted')
    expect(on(good, 0.9)).toBe('undecided')
    expect(on(0.1, good - step)).toBe('confirmed')
  })

  test.each([
    ['because-of-the-prompt', reranker, 'prompt-sensitivity', 0],
    ['tokenizer', embedder, 'tokenizer-share', 0.02],
  ] as const)('%s is confirmed above its threshold and refuted below 0.02', (id, of, measure, threshold) => {
    const on = (low: number, high: number) =>
      answer(
        id,
        headline(of, 'integers', [0.6, 0.7, 0.8]),
        measured(measure, 'integers', [low, 0.01, high], { model: of, details: {} }),
      )
    expect(on(threshold + step, 0.5)).toBe('confirmed')
    expect(on(threshold, 0.5)).toBe('undecided')
    expect(on(-0.1, 0.02)).toBe('undecided')
    expect(on(-0.1, 0.02 - step)).toBe('refuted')
  })

  test('within-lag is confirmed from the difference of its example, 0.1', () => {
    const on = (value: number) =>
      answer(
        'within-lag',
        headline(embedder, 'integers', [0.6, 0.7, 0.8]),
        known('within-lag', [0, value, 1], { lag: 1, high: pair, low: pair }),
      )
    expect([on(0.1), on(0.1 - step)]).toEqual(['confirmed', 'refuted'])
  })

  test('symmetric-peak is confirmed only where nothing is off', () => {
    const on = (asymmetry: number, selfHit: number) =>
      answer(
        'symmetric-peak',
        headline(embedder, 'integers', [0.6, 0.7, 0.8]),
        known('asymmetry', [0, asymmetry, 1]),
        known('self-hit', [0, selfHit, 1]),
      )
    expect([on(0, 1), on(step, 1), on(0, 1 - step)]).toEqual(['confirmed', 'refuted', 'refuted'])
  })

  test('always-asymmetric is confirmed where the interval begins above 0', () => {
    const on = (low: number) =>
      answer(
        'always-asymmetric',
        headline(reranker, 'integers', [0.6, 0.7, 0.8]),
        measured('asymmetry', 'integers', [low, 0.5, 0.6], { model: reranker }),
      )
    expect([on(step), on(0)]).toEqual(['confirmed', 'refuted'])
  })

  describe('bumps-at-ten', () => {
    const on = (
      [low, size, high]: Numbers,
      rhythm: { readonly p: number; readonly period: number } = { p: 1, period: 10 },
    ) =>
      answer(
        'bumps-at-ten',
        headline(embedder, 'integers', [0.6, 0.7, 0.8]),
        known('bump', [low, size, high], bumps(10, size)),
        known('rhythm', [0, rhythm.p, 1], { period: rhythm.period, of: null }),
      )

    test('is confirmed where the interval begins above 0, or the test comes to 0.05', () => {
      expect([on([step, 0.1, 0.2]), on([0, 0.1, 0.2])]).toEqual(['confirmed', 'undecided'])
      expect(on([0, 0.1, 0.2], { p: 0.05, period: 10 })).toBe('confirmed')
      expect(on([0, 0.1, 0.2], { p: 0.05 + step, period: 10 })).toBe('undecided')
    })

    test('takes a period within a twentieth for the same', () => {
      const p = 0.01
      expect([on([0, 0.1, 0.2], { p, period: 10.5 }), on([0, 0.1, 0.2], { p, period: 9.5 })]).toEqual([
        'confirmed',
        'confirmed',
      ])
      expect([on([0, 0.1, 0.2], { p, period: 10.51 }), on([0, 0.1, 0.2], { p, period: 9.49 })]).toEqual([
        'undecided',
        'undecided',
      ])
    })

    test('is refuted where even the largest bump ends below 0.02', () => {
      expect([on([-0.1, 0.01, 0.02 - step]), on([-0.1, 0.01, 0.02])]).toEqual(['refuted', 'undecided'])
    })
  })
})
