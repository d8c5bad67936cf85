import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { changedNumber } from '../../../src/findings/rules/changed-number.ts'
import { mergeThreshold } from '../../../src/findings/rules/merge-threshold.ts'
import { type Estimate, factDraws } from '../../../src/measures/fact-pairs.ts'
import { thresholdCurve } from '../../../src/measures/threshold-curve.ts'
import type { RunFactPair, RunUse } from '../../../src/store/run.ts'
import type { ThresholdDetails } from '../../../src/store/threshold-details.ts'
import { type FactScores, factPairs } from '../../measures/fact-scores.ts'
import { embedder, evidence } from '../fixtures/evidence.ts'

const none: Estimate = { value: null, interval: null }

interface Given {
  readonly value?: number
  readonly interval?: [number, number]
  readonly guard?: boolean
}

/** What a run says of facts that are scored so. */
function useOf(
  facts: readonly FactScores[],
  { value = 0.1, interval = [0.05, 0.2], guard = false }: Given = {},
): RunUse {
  const pairs = factPairs(facts)
  const draws = factDraws(pairs, 1)
  const refusal = { share: { value: 0, interval: [0, 0.01] as const, bound: 0.01 }, examples: [] }
  const details: ThresholdDetails = {
    ...thresholdCurve(pairs, draws),
    scale: 'cosine',
    chance: 0.5,
    facts: facts.length,
    numberMatters: none,
    kinds: {},
    changes: {},
    references: {},
    guard: {
      ...thresholdCurve(pairs, draws, { refuses: ({ pair }) => guard && pair === 'different' }),
      wronglyRefused: refusal,
      wronglyLet: refusal,
    },
  }
  const about = { model: embedder, prompt: null, use: 'threshold', baseline: null, verdict: 'no' } as const
  return { ...about, value, interval, details: details as unknown as NonNullable<RunUse['details']> }
}

const many = (fact: FactScores) => new Array(120).fill(fact)
const worded = { words: [0.6, 0.6], format: [0.91], different: [0.95, 0.9, 0.9] }

describe('the finding on a threshold for merging', () => {
  test('warns where none is safe, and says what 0.90 does', () => {
    const [finding, ...others] = mergeThreshold.findings(evidence({ uses: [useOf(many(worded))] }))
    expect(others).toEqual([])
    expect(finding).toMatchObject({ id: 'merge-threshold', severity: 'warning' })
    expect(finding.text).toEqual({
      en: 'No threshold is safe for merging or caching with m as embedder: the threshold 0.60 finds 100 % of the duplicates and merges 100 % of the texts that differ in a number. At 0.90 it finds 33 % and merges 100 %.',
      zh: 'm（向量模型） 没有可安全合并或缓存的阈值：阈值 0.60 找到 100 % 的重复项，并合并 100 % 的数字不同的文本。在 0.90 处找到 33 %，合并 100 %。',
    })
  })

  test('says what a guard makes safe', () => {
    const [{ text }] = mergeThreshold.findings(evidence({ uses: [useOf(many(worded), { guard: true })] }))
    expect(text.en).toContain(
      'Where texts with different numbers are refused first (sameNumbers), the threshold 0.60 finds 100 % and merges 0 %.',
    )
    expect(text.zh).toContain('（sameNumbers）')
  })

  test('informs where one is safe, with the bound that decides, and of no guard', () => {
    const apart = { words: [0.9, 0.9], format: [0.9], different: [0.1, 0.2, 0.3] }
    const [{ severity, text }] = mergeThreshold.findings(
      evidence({ uses: [useOf(many(apart), { guard: true })] }),
    )
    expect(severity).toBe('info')
    expect(text.en).toBe(
      'A threshold is safe for merging with m as embedder: the threshold 0.90 finds 100 % of the duplicates and merges 0 % of the texts that differ in a number (at most 1 %).',
    )
  })

  test('notices what is risky', () => {
    const some = Array.from({ length: 120 }, (_, at) => ({
      words: [0.8],
      different: at < 5 ? [0.9, 0.9, 0.9] : [0.1, 0.1, 0.1],
    }))
    const [{ severity, text }] = mergeThreshold.findings(evidence({ uses: [useOf(some)] }))
    expect(severity).toBe('notice')
    expect(text.en).toContain(
      'is risky for merging with m as embedder: the threshold 0.80 finds 100 % of the duplicates and merges 4 %',
    )
  })

  test('says nothing of other uses, nor where no model was asked', () => {
    const { details: _, ...bare } = useOf(many(worded))
    expect(mergeThreshold.findings(evidence())).toEqual([])
    expect(
      mergeThreshold.findings(
        evidence({ uses: [{ ...bare, use: 'near', details: { questions: 3 } }, bare] }),
      ),
    ).toEqual([])
  })
})

describe('the finding that a changed number looks more alike', () => {
  const pair = (change: string, similarity: number, b: string): RunFactPair => ({
    fact: 'dose-1',
    kind: 'dose',
    pair: 'different',
    change,
    model: embedder,
    a: 'Take 5 mg.',
    b,
    similarity,
  })

  test('is told with the pair that shows it best: most alike, and changed in a way that nobody overlooks', () => {
    const same = [
      pair('next', 0.999, 'Take 6 mg.'),
      pair('tenfold', 0.9712, 'Take 50 mg.'),
      pair('unit', 0.9, 'Take 5 g.'),
    ]
    const [finding] = changedNumber.findings(evidence({ uses: [useOf(many(worded))], same }))
    expect(finding).toMatchObject({ id: 'changed-number', severity: 'warning' })
    expect(finding.text.en).toBe(
      'For m as embedder, a changed number looks more alike than a rephrasing: a text that states the same fact scores above one with another number in 10 % of comparisons (95 % interval 5 % to 20 %; guessing: 50 %). “Take 5 mg.” and “Take 50 mg.” score 0.971.',
    )
    expect(finding.text.zh).toContain('“Take 5 mg.”与“Take 50 mg.”的得分为 0.971。')
  })

  test('takes another pair where all changes are small, and none where the run holds none', () => {
    const [small] = changedNumber.findings(
      evidence({ uses: [useOf(many(worded))], same: [pair('next', 0.9, 'Take 6 mg.')] }),
    )
    expect(small.text.en).toContain('“Take 6 mg.” score 0.900.')
    const [without] = changedNumber.findings(evidence({ uses: [useOf(many(worded))] }))
    expect(without.text.en).toMatch(/guessing: 50 %\)\.$/)
  })

  test('is not told where the share may be that of guessing', () => {
    for (const given of [
      { value: 0.4, interval: [0.3, 0.51] as [number, number] },
      { value: 0.9, interval: [0.8, 0.95] as [number, number] },
    ])
      expect(changedNumber.findings(evidence({ uses: [useOf(many(worded), given)] }))).toEqual([])
  })

  test('never stands beside a threshold that is safe: what is below one half cannot have one', () => {
    const random = seededRandom(4, 'thresholds')
    for (let time = 0; time < 40; time++) {
      const gap = 3 * random()
      const facts = many({}).map(() => ({
        words: [random() + gap, random() + gap],
        different: [random(), random(), random()],
      }))
      const [threshold] = mergeThreshold.findings(evidence({ uses: [useOf(facts)] }))
      const pairs = facts.flatMap(({ words, different }) =>
        words.flatMap(word => different.map(other => word > other)),
      )
      if (threshold.severity === 'info')
        expect(pairs.filter(Boolean).length / pairs.length).toBeGreaterThan(0.5)
    }
  })
})
