import { describe, expect, test } from 'vitest'
import { hardCases } from '../../../src/findings/rules/hard-cases.ts'
import { embedder, evidence, hardCase, model } from '../fixtures/evidence.ts'

const reference = 'reference:prefix'

describe('hardCases', () => {
  const four = (right: number, of: string) =>
    [1, 2, 3, 4].map(count => hardCase(String(count), 'a', 'b', count <= right ? 'right' : 'wrong', of))

  test.each([
    [3, 2, 'info'],
    [2, 2, 'notice'],
    [1, 2, 'notice'],
  ])('counts %d right of four beside %d of the best matcher of characters: %s', (right, best, severity) => {
    const run = evidence({ cases: [...four(right, embedder), ...four(best, reference)] })
    expect(hardCases(run)).toEqual([
      {
        id: 'hard-cases',
        severity,
        text: {
          en: `Hard cases: m as embedder has ${right} of 4 right; comparing characters gets at most ${best}, guessing 2.`,
          zh: expect.stringMatching(/\p{Script=Han}/u),
        },
        evidence: [],
      },
    ])
  })

  test('does not count a tie as right', () => {
    const tied = four(4, embedder).map(item => ({ ...item, verdict: 'tie' as const }))
    expect(hardCases(evidence({ cases: tied }))[0].text.en).toContain('has 0 of 4 right')
  })

  test('takes the best of several matchers, and no oracle that answered no case', () => {
    const other = 'reference:levenshtein'
    const models = [
      ...evidence().models,
      model(other, other, 'reference'),
      model('reference:oracle', 'o', 'reference'),
    ]
    const run = evidence({ models, cases: [...four(2, embedder), ...four(1, reference), ...four(3, other)] })
    expect(hardCases(run)[0].text.en).toContain('comparing characters gets at most 3.')
  })

  test('holds no coin against cases that were chosen where comparing characters goes wrong', () => {
    const run = evidence({ cases: [...four(2, embedder), ...four(0, reference)] })
    const [{ text }] = hardCases(run)
    expect(text.en).toBe('Hard cases: m as embedder has 2 of 4 right; comparing characters gets at most 0.')
    expect(text.zh).not.toContain('猜测')
  })

  test('says nothing of a model that was asked no case', () => {
    expect(hardCases(evidence())).toEqual([])
    expect(hardCases(evidence({ cases: four(2, reference) }))).toEqual([])
  })
})
