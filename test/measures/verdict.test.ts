import { expect, test } from 'vitest'
import { verdictOf, verdictWords } from '../../src/measures/verdict.ts'

const above = [0.001, 0.1] as const
const knows = [0.6, 0.8] as const

test.each([
  ['reversed', [0.35, 0.499], [-0.3, -0.1], null, null],
  ['chance', [0.45, 0.5], [-0.3, -0.1], null, null],
  ['chance', [0.5, 0.6], [0.1, 0.2], knows, null],
  ['below-spelling', [0.501, 0.6], [-0.2, -0.001], knows, null],
  ['spelling', [0.51, 0.7], [-0.1, 0], knows, null],
  ['spelling', [0.93, 0.97], [0, 0.1], knows, null],
  ['spelling', [0.93, 0.97], above, knows, [-0.1, 0]],
  ['magnitude', [0.93, 0.97], above, [0.5, 0.7], [0.1, 0.2]],
  ['magnitude', [0.6, 0.7], above, [0.3, 0.45], null],
  ['understands', [0.9, 0.92], above, [0.501, 0.7], [0.001, 0.2]],
  ['understands', [0.9, 0.92], above, null, null],
  ['partly', [0.8999, 0.97], above, knows, null],
] as const)(
  '%s is the verdict on a concordance in %j with a margin in %j, digit order in %j and selectivity in %j',
  (verdict, concordance, margin, digitOrder, selectivity) => {
    expect(verdictOf({ concordance, margin, digitOrder, selectivity })).toBe(verdict)
  },
)

test('each verdict has words of its own, in both languages', () => {
  const words = Object.values(verdictWords)
  expect(words).toHaveLength(7)
  expect(new Set(words.map(({ short }) => short)).size).toBe(7)
  expect(new Set(words.map(({ zh }) => zh)).size).toBe(7)
  for (const { sentence } of words) expect(sentence).toMatch(/^[A-Z].*\.$/)
})
