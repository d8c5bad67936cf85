import { describe, expect, test } from 'vitest'
import { searchCoverage, searchTruths } from '../../scripts/validity/search.ts'
import { searchKinds } from '../../src/experiments/search/field.ts'
import { documentationPages } from '../docs/pages.ts'

describe('the intervals of search', () => {
  test('hold what is true of a model that guesses', () => {
    const sets = 12
    // Held so seldom by chance in less than 1 of 1,000 such simulations, were the intervals sound.
    for (const { kind, held } of searchCoverage(searchTruths[0], sets))
      expect(held, kind).toBeGreaterThanOrEqual(8 / sets)
  })

  test('have a row each on the page on validity', () => {
    const { text } = documentationPages().find(({ path }) => path.endsWith('validity.md'))!
    for (const { name } of searchTruths)
      for (const kind of searchKinds) expect(text).toContain(`\n| ${name} | \`search-${kind}\` |`)
  })
})
