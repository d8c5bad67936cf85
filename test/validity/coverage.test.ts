import { describe, expect, test } from 'vitest'
import { type Coverage, coverageOf, pairedAlarms, resampled } from '../../scripts/validity/coverage.ts'
import { truths } from '../../scripts/validity/truths.ts'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { documentationPages } from '../docs/pages.ts'

const tried = ['concordance', 'rank-correlation', 'caret', 'caret-pairs', 'explained']
const measures = resampled.filter(({ id }) => tried.includes(id))
const sets = 40

function covered(truth: string, stretch = 1): readonly Coverage[] {
  const options = { n: 30, sets, known: 200, resamples: 100, bca: [], measures, stretch }
  return coverageOf(truths.find(({ name }) => name === truth)!, options)
}

/** Held so often by chance in less than 1 of 1,000 such simulations, were the intervals sound: P(X ≤ 32), X ~ B(40, 0.95). */
const tooSeldom = 32 / sets

describe('the 95 % intervals', () => {
  test.each(['weak order', 'strong order', 'reranker'])('hold the truth of %s', truth => {
    for (const { measure, coverage } of covered(truth)) expect(coverage, measure).toBeGreaterThan(tooSeldom)
  })

  test('would not, were they a third as wide: the simulation sees it', () => {
    const [first] = covered('weak order', 1 / 3)
    expect(first.measure).toBe('concordance')
    expect(first.coverage).toBeLessThan(tooSeldom)
  })
})

describe('the paired test', () => {
  test('calls two models of one truth different no more often than it says', () => {
    // Of 60 at 5 %, more than 9 come up in 1 of 1,000 times.
    expect(pairedAlarms(truths[1], 24, 60, 100)).toBeLessThanOrEqual(9 / 60)
  })
})

test('the page on validity holds every measure that has an interval, and the false alarms of every p-value', () => {
  const { text } = documentationPages().find(({ path }) => path.endsWith('validity.md'))!
  for (const { id } of resampled) expect(text, id).toContain(`\n| \`${id}\` | 100 |`)
  for (const { id, resampling } of measureCatalogue)
    if (resampling !== 'none') expect(text, id).toContain(`\n| \`${id}\` |`)
  for (const part of ['numeracy compare', '`rhythm`'])
    expect(text.split('## False alarms')[1]).toContain(part)
})
