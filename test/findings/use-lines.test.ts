import { describe, expect, test } from 'vitest'
import { useHeading, useLines } from '../../src/findings/use-lines.ts'
import type { Run, RunUse } from '../../src/store/run.ts'

const model = 'embedder:test:fake'
const models: Run['models'] = [
  { id: model, label: null, spec: 'test:fake', kind: 'embedder', identity: {}, standIn: false },
  {
    id: 'embedder:test:other',
    label: null,
    spec: 'test:other',
    kind: 'embedder',
    identity: {},
    standIn: false,
  },
]

function row(use: RunUse['use'], changes: Partial<RunUse> = {}): RunUse {
  return {
    model,
    prompt: null,
    use,
    value: 0.57,
    interval: [0.52, 0.62],
    baseline: { name: 'bm25', value: 0.5 },
    verdict: 'no',
    details: { chance: 0.5 },
    ...changes,
  }
}

describe('useLines', () => {
  test('gives the five lines in one order, whatever the order of the run', () => {
    const uses = [row('threshold'), row('exact'), row('near'), row('format'), row('range')]
    expect(useLines({ models, uses }).map(({ use }) => use)).toEqual([
      'near',
      'range',
      'exact',
      'format',
      'threshold',
    ])
  })

  test('gives the lines of one model after those of another', () => {
    const other = { model: 'embedder:test:other' }
    const uses = [row('near'), row('near', other), row('range'), row('range', other)]
    expect(useLines({ models, uses }).map(line => line.model)).toEqual([
      model,
      model,
      other.model,
      other.model,
    ])
  })

  test('says number, interval, baseline, guessing and what to do', () => {
    const [line] = useLines({ models, uses: [row('near')] })
    expect(line).toMatchObject({ sign: '✗', answer: 'No' })
    expect(line.score).toBe(
      '57 % of pairs of records have the closer one first (95 % interval 52 % to 62 %). Keyword search (BM25) gets 50 %, guessing 50 %.',
    )
    expect(line.advice).toContain('Sort on a number field')
  })

  test('has no advice where the answer is yes', () => {
    const [line] = useLines({ models, uses: [row('range', { verdict: 'yes', value: 0.95 })] })
    expect(line).toMatchObject({ sign: '✓', answer: 'Yes', advice: null })
  })

  test('says of a threshold what it costs', () => {
    const uses = [row('threshold', { baseline: null, details: { verdict: 'no safe threshold' } })]
    expect(useLines({ models, uses })[0].score).toContain(
      'No threshold finds 90 % of the duplicates with at most 10 % false merges.',
    )
  })

  test('says that a use was not measured rather than a number', () => {
    const uses = [row('near', { value: null, interval: null, verdict: 'unclear' })]
    expect(useLines({ models, uses })[0]).toMatchObject({ score: 'not measured.', sign: '?' })
  })

  test('has no English in Chinese but names', () => {
    for (const { question, score, answer, advice } of useLines(
      { models, uses: (['near', 'range', 'exact', 'format', 'threshold'] as const).map(use => row(use)) },
      'zh',
    ))
      expect(
        `${question}${score}${answer}${advice}`.replaceAll(
          /BM25|TypeScript|Python|docs\/guard\.md|numeracy advise|sameNumbers|dollars/g,
          '',
        ),
      ).not.toMatch(/[a-z]{2}/)
  })

  test('is empty where no use was asked for', () => {
    expect(useLines({ models })).toEqual([])
  })
})

test('useHeading names the model', () => {
  expect(useHeading({ models }, model, 'en')).toBe('test:fake as embedder: may I …')
})
