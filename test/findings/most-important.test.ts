import { expect, test } from 'vitest'
import { mostImportant } from '../../src/findings/most-important.ts'
import type { RunFinding } from '../../src/store/run.ts'

const finding = (id: string, severity: RunFinding['severity'], text = id): RunFinding => ({
  id,
  severity,
  text: { en: text },
  evidence: [],
})

test('the gravest findings come first, one of a kind, in the order of the rules, without the verdicts', () => {
  const findings = [
    finding('verdicts', 'warning'),
    finding('ruler', 'info'),
    finding('ties', 'notice'),
    finding('spelling', 'info', 'first'),
    finding('spelling', 'warning', 'graver'),
    finding('cases', 'warning'),
  ]
  expect(mostImportant(findings, 3).map(({ text }) => text.en)).toEqual(['graver', 'cases', 'ties'])
  expect(mostImportant(findings, 9)).toHaveLength(4)
})
