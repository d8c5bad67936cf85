import { expect, test } from 'vitest'
import { verdictOf, verdictWords } from '../../src/measures/verdict.ts'

test.each([
  ['reversed', [0.35, 0.499], [-0.3, -0.1]],
  ['chance', [0.45, 0.5], [-0.3, -0.1]],
  ['chance', [0.5, 0.6], [0.1, 0.2]],
  ['below-spelling', [0.501, 0.6], [-0.2, -0.001]],
  ['spelling', [0.51, 0.7], [-0.1, 0]],
  ['spelling', [0.93, 0.97], [0, 0.1]],
  ['understands', [0.9, 0.92], [0.001, 0.1]],
  ['partly', [0.8999, 0.99], [0.001, 0.1]],
] as const)('%s is the verdict on a concordance in %j with a margin in %j', (verdict, interval, margin) => {
  expect(verdictOf(interval, margin)).toBe(verdict)
})

test('each verdict is told in words of its own', () => {
  const told = Object.values(verdictWords)
  expect(new Set(told.map(({ short }) => short)).size).toBe(6)
  for (const { sentence } of told) expect(sentence).toMatch(/^[A-Z].*\.$/)
})
