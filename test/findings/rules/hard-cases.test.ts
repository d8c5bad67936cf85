import { describe, expect, test } from 'vitest'
import { hardCases } from '../../../src/findings/rules/hard-cases.ts'
import { embedder, evidence, hardCase, model } from '../fixtures/evidence.ts'

const reference = 'reference:prefix'

describe('hardCases', () => {
  const four = (right: number, of: string) =>
    [1, 2, 3, 4].map(count => hardCase(String(count), 'a', 'b', count <= right ? 'right' : 'wrong', of))

  test.each([
    [3, 2, 'info', 'more than comparing characters (at most 2) and guessing (2)'],
    [2, 2, 'notice', 'no better than comparing characters (at most 2) or guessing (2)'],
    [1, 2, 'notice', 'no better than comparing characters (at most 2) or guessing (2)'],
  ])(
    'counts %d right of four beside %d of the best matcher of characters: %s',
    (right, best, severity, than) => {
      const run = evidence({ cases: [...four(right, embedder), ...four(best, reference)] })
      expect(hardCases.findings(run)).toEqual([
        {
          id: 'hard-cases',
          severity,
          text: {
            en: `Hard cases: m as embedder gets ${right} of 4 right, ${than}.`,
            zh: expect.stringMatching(/\p{Script=Han}/u),
          },
          evidence: [],
        },
      ])
    },
  )

  test('does not count a tie as right', () => {
    const tied = four(4, embedder).map(item => ({ ...item, verdict: 'tie' as const }))
    expect(hardCases.findings(evidence({ cases: tied }))[0].text.en).toContain('gets 0 of 4 right.')
  })

  test('takes the best of several matchers, and no oracle that answered no case', () => {
    const other = 'reference:levenshtein'
    const models = [
      ...evidence().models,
      model(other, other, 'reference'),
      model('reference:oracle', 'o', 'reference'),
    ]
    const run = evidence({ models, cases: [...four(2, embedder), ...four(1, reference), ...four(3, other)] })
    expect(hardCases.findings(run)[0].text.en).toContain(', no better than comparing characters (at most 3).')
  })

  test('does not name guessing beside cases that were chosen where comparing characters goes wrong', () => {
    const run = evidence({ cases: [...four(2, embedder), ...four(0, reference)] })
    const [{ text }] = hardCases.findings(run)
    expect(text.en).toBe(
      'Hard cases: m as embedder gets 2 of 4 right, which is no clear majority (comparing characters gets at most 0, as most cases were chosen where it goes wrong).',
    )
    expect(text.zh).not.toContain('猜测')
  })

  test.each([
    [30, 'which is less than half', 'notice'],
    [41, 'which is no clear majority', 'notice'],
    [49, 'which is no clear majority', 'notice'],
    [50, 'more than comparing characters (at most 29)', 'info'],
    [29, 'no better than comparing characters (at most 29)', 'notice'],
  ])('of 81 cases chosen against the matchers, calls %d right %s', (right, words, severity) => {
    const answers = (count: number, of: string) =>
      Array.from({ length: 81 }, (_, at) =>
        hardCase(String(at), 'a', 'b', at < count ? 'right' : 'wrong', of),
      )
    const [finding] = hardCases.findings(
      evidence({ cases: [...answers(right, embedder), ...answers(29, reference)] }),
    )
    expect(finding.text.en).toContain(`gets ${right} of 81 right, ${words}`)
    expect(finding.text.zh).not.toContain('猜测')
    expect(finding.severity).toBe(severity)
  })

  test('says both where the model is better than one and not than the other', () => {
    const matcher = (['right', 'tie', 'tie', 'wrong'] as const).map((verdict, at) =>
      hardCase(String(at), 'a', 'b', verdict, reference),
    )
    const [{ text }] = hardCases.findings(evidence({ cases: [...four(2, embedder), ...matcher] }))
    expect(text.en).toContain(
      'gets 2 of 4 right, more than comparing characters (at most 1), but no better than guessing (2).',
    )
    expect(text.zh).toContain('，多于只比较字符（最多 1 题），但不优于猜测（约 2 题）。')
  })

  test('says nothing of a model that was asked no case', () => {
    expect(hardCases.findings(evidence())).toEqual([])
    expect(hardCases.findings(evidence({ cases: four(2, reference) }))).toEqual([])
  })

  test('counts controls apart, of the model and of the matchers', () => {
    const control = (id: string, verdict: 'right' | 'wrong', of: string) => ({
      ...hardCase(id, 'a', 'b', verdict, of),
      source: 'a report',
      evidence: 'string-engine' as const,
    })
    const cases = [
      ...four(3, embedder),
      ...four(0, reference),
      control('c1', 'right', embedder),
      control('c2', 'wrong', embedder),
      control('c1', 'right', reference),
    ]
    const [{ text }] = hardCases.findings(evidence({ cases }))
    expect(text.en).toContain(
      'gets 3 of 4 right, which is no clear majority (comparing characters gets at most 0, ',
    )
    expect(text.en).toContain('Counted apart: 1 of 2 controls, on which string engines failed.')
    expect(text.zh).toContain('对照题 2 题，答对 1 题')
  })
})
