import { describe, expect, test } from 'vitest'
import { nineEleven } from '../../../src/findings/rules/nine-eleven.ts'
import { evidence, hardCase } from '../fixtures/evidence.ts'

const reference = 'reference:prefix'

describe('nineEleven', () => {
  const cases = (decimal: 'right' | 'wrong' | 'tie', version: 'right' | 'wrong' | 'tie') => [
    hardCase('10', '9.9', '9.11', decimal),
    hardCase('9', '9.11', '9.9', 'right'),
    hardCase('9.8', '9.9', '9.11', 'wrong'),
    hardCase('version 10.0', 'version 9.11', 'version 9.9', version),
  ]

  test('tells what the model picks as decimals and as versions, by how much, and what is correct', () => {
    expect(nineEleven.findings(evidence({ cases: cases('wrong', 'right') }))).toEqual([
      {
        id: 'nine-eleven',
        severity: 'warning',
        text: {
          en: '9.11 or 9.9? m as embedder: Which is closer to 9? It picks 9.11 by 0.25 (correct). Which is closer to 10? It picks 9.11 by 0.25 (correct: 9.9). Which is closer to version 10.0? It picks version 9.11 by 0.25 (correct).',
          zh: expect.stringMatching(/\p{Script=Han}/u),
        },
        evidence: [],
      },
    ])
  })

  test('says of a tie which is closer', () => {
    const [{ text, severity }] = nineEleven.findings(evidence({ cases: cases('tie', 'right') }))
    expect(text.en).toContain('Which is closer to 10? It scores 9.9 and 9.11 the same (correct: 9.9).')
    expect(severity).toBe('warning')
  })

  test.each([
    ['right', 'right', 'info'],
    ['right', 'wrong', 'warning'],
    ['wrong', 'right', 'warning'],
  ] as const)('warns unless all is right: decimals %s, versions %s', (decimal, version, severity) => {
    expect(nineEleven.findings(evidence({ cases: cases(decimal, version) }))[0].severity).toBe(severity)
  })

  test('says nothing of other anchors and candidates, of string matchers, or without cases', () => {
    const others = [
      hardCase('10', '9.9', '9.12', 'wrong'),
      hardCase('version 10.0', 'version 9.11', 'version 9.9', 'wrong'),
    ]
    expect(nineEleven.findings(evidence({ cases: others }))).toEqual([])
    const ofReference = cases('wrong', 'wrong').map(item => ({ ...item, model: reference }))
    expect(nineEleven.findings(evidence({ cases: ofReference }))).toEqual([])
    expect(nineEleven.findings(evidence())).toEqual([])
  })
})
