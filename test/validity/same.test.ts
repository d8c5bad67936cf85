import { describe, expect, test } from 'vitest'
import { drawnPairs, factCoverage, factTruths } from '../../scripts/validity/same.ts'
import { documentationPages } from '../docs/pages.ts'

const sets = 30

describe('the limits of same or different', () => {
  test.each(factTruths)('hold what is true of all facts: $name', truth => {
    // Held so often by chance in less than 1 of 1,000 such simulations, were the intervals sound.
    for (const { statistic, held } of factCoverage(truth, sets, 100))
      expect(held, statistic).toBeGreaterThanOrEqual(24 / sets)
  })
})

test('the facts that are simulated have the pairs of a run, which go together as they should', () => {
  const pairs = drawnPairs({ name: 'one', apart: 0, common: 1 }, 1, 50)
  expect(pairs).toHaveLength(450)
  const facts = Map.groupBy(pairs, ({ fact }) => fact)
  for (const own of facts.values())
    expect(
      new Set(own.filter(({ pair }) => pair !== 'different-reworded').map(each => each.similarity)).size,
    ).toBe(1)
})

test('the page on validity has a row for each truth and statistic', () => {
  const { text } = documentationPages().find(({ path }) => path.endsWith('validity.md'))!
  for (const { name } of factTruths)
    for (const statistic of [
      'same-above-different',
      'number-matters',
      'false merges (5 %)',
      'false merges (1 %)',
    ])
      expect(text).toContain(`\n| ${name} | ${statistic} |`)
})
