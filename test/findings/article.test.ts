import { describe, expect, test } from 'vitest'
import { articleTable } from '../../src/findings/article.ts'
import type { RunMeasure } from '../../src/store/run.ts'
import { embedder, evidence, hardCase, model, reranker } from './fixtures/evidence.ts'

type Numbers = readonly [low: number, value: number, high: number]

function measured(
  of: string,
  id: string,
  series: string,
  numbers: Numbers,
  details?: RunMeasure['details'],
): RunMeasure {
  const [low, value, high] = numbers
  const about = { series, model: of, prompt: null, id, value, chance: null, floor: null }
  return { ...about, interval: [low, high], ...(details && { details }) }
}

const around = (value: number, reach = 0.02): Numbers => [value - reach, value, value + reach]

function answers(measures: readonly RunMeasure[], cases: Parameters<typeof evidence>[0] = {}) {
  const models = [...evidence().models, model(reranker, 'r', 'reranker')]
  const rows = articleTable(evidence({ models, measures: [...measures], ...cases }))
  return Object.fromEntries(rows.map(({ id, answer }) => [id, answer]))
}

const concordances = (of: string, values: Readonly<Record<string, number>>) =>
  Object.entries(values).map(([series, value]) => measured(of, 'concordance', series, around(value)))

describe('the table of the article', () => {
  test('confirms what lies wholly above its threshold, refutes what lies below, and leaves the rest open', () => {
    const on = (integers: number, negatives: number) =>
      answers(concordances(embedder, { integers, negatives }))['small-numbers']
    expect(on(0.8, 0.75)).toBe('confirmed')
    expect(on(0.8, 0.6)).toBe('refuted')
    expect(on(0.8, 0.66)).toBe('undecided')
  })

  test('holds larger ranges and decimals against the integers', () => {
    const rows = (large: number) =>
      answers(concordances(embedder, { integers: 0.75, offset: 0.6, large, floats: 0.6 }))
    expect(rows(0.6)).toMatchObject({ 'larger-ranges': 'confirmed', decimals: 'confirmed' })
    expect(rows(0.74)['larger-ranges']).toBe('undecided')
  })

  test('asks dates and times of both halves, each at its own threshold', () => {
    const rows = answers([
      ...concordances(embedder, { dates: 0.7, times: 0.7 }),
      ...concordances(reranker, { dates: 0.56, times: 0.45 }),
    ])
    expect(rows).toMatchObject({ 'dates-and-times': 'confirmed', 'dates-and-times-reranker': 'refuted' })
  })

  test('calls a reranker weak on 1 to 100 by the same threshold, the other way round', () => {
    const weak = (value: number) => answers(concordances(reranker, { integers: value }))['reranker-weak']
    expect([weak(0.55), weak(0.8), weak(0.65)]).toEqual(['confirmed', 'refuted', 'undecided'])
  })

  test('looks for the prompt, the asymmetry and the tokenizer in their measures', () => {
    const rows = (low: number) =>
      answers([
        ...concordances(reranker, { integers: 0.6 }),
        ...concordances(embedder, { integers: 0.7 }),
        measured(reranker, 'prompt-sensitivity', 'integers', [low, 0.1, 0.2], { lowest: 'a', highest: 'b' }),
        measured(reranker, 'asymmetry', 'integers', [low, 0.5, 0.9]),
        measured(embedder, 'tokenizer-share', 'integers', [low, 0.2, 0.3], { rSquared: 0.5 }),
      ])
    expect(rows(0.05)).toMatchObject({
      'because-of-the-prompt': 'confirmed',
      'always-asymmetric': 'confirmed',
      tokenizer: 'confirmed',
    })
    expect(rows(0)).toMatchObject({
      'because-of-the-prompt': 'undecided',
      'always-asymmetric': 'refuted',
      tokenizer: 'undecided',
    })
  })

  test('looks for bumps by the test of rhythm and by the bump itself', () => {
    const rows = (bump: Numbers, p: number) =>
      answers([
        ...concordances(embedder, { integers: 0.7 }),
        measured(embedder, 'bump', 'integers', bump, {
          bumps: [{ period: 10, name: 'ten', bump: bump[1], at: 9 }],
        }),
        measured(embedder, 'rhythm', 'integers', [0, p, 1], { period: 5, of: 10 }),
      ])['bumps-at-ten']
    expect(rows([0.02, 0.1, 0.2], 0.5)).toBe('confirmed')
    expect(rows([-0.02, 0.1, 0.2], 0.01)).toBe('confirmed')
    expect(rows([-0.02, 0.1, 0.2], 0.5)).toBe('undecided')
    expect(rows([-0.02, 0.001, 0.01], 0.5)).toBe('refuted')
  })

  test('sees a symmetric plot with its peak at 0 only where both hold everywhere', () => {
    const rows = (hit: number) =>
      answers([
        ...concordances(embedder, { integers: 0.7 }),
        measured(embedder, 'asymmetry', 'integers', [0, 0, 0]),
        measured(embedder, 'self-hit', 'integers', around(hit, 0)),
      ])['symmetric-peak']
    expect([rows(1), rows(0.9)]).toEqual(['confirmed', 'refuted'])
  })

  test('suspects version numbers where decimals are read as versions', () => {
    const rows = (decimal: 'right' | 'wrong', version: 'right' | 'wrong') =>
      answers(concordances(embedder, { integers: 0.7 }), {
        cases: [
          hardCase('9', '9.11', '9.9', decimal),
          hardCase('10', '9.9', '9.11', decimal),
          hardCase('version 10.0', 'version 9.11', 'version 9.9', version),
        ],
      })['version-numbers']
    expect(rows('wrong', 'right')).toBe('confirmed')
    expect(rows('right', 'wrong')).toBe('refuted')
    expect(rows('wrong', 'wrong')).toBe('undecided')
  })

  test('leaves out what was not asked, and says the rest in two languages', () => {
    const run = evidence({ measures: concordances(embedder, { integers: 0.7, negatives: 0.7 }) })
    const rows = articleTable(run)
    expect(rows.map(({ id }) => id)).toEqual(['small-numbers'])
    expect(rows[0].shows.en).toContain('integers 0.70 (95 % 0.68 to 0.72)')
    expect(rows[0].shows.zh).toMatch(/\p{Script=Han}/u)
    expect(articleTable(evidence())).toEqual([])
  })
})
