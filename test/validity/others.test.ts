import { describe, expect, test } from 'vitest'
import { coverageOf } from '../../scripts/validity/coverage.ts'
import { falsePartly, familyAlarms, otherTruths } from '../../scripts/validity/others.ts'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { documentationPages } from '../docs/pages.ts'

const measures = measureCatalogue.filter(({ id }) => id === 'concordance')

describe('models by other rules', () => {
  test.each(otherTruths)('are held by the intervals: $name', truth => {
    const [{ coverage }] = coverageOf(truth, {
      n: 30,
      sets: 40,
      known: 150,
      resamples: 100,
      bca: [],
      measures,
    })
    // Held so often by chance in less than 1 of 1,000 such simulations, were the intervals sound.
    expect(coverage).toBeGreaterThan(32 / 40)
  })

  test('order the values, and are no oracle', () => {
    for (const truth of otherTruths) {
      const { value } = measures[0].compute(truth.draw(60, 1))
      expect(value, truth.name).toBeGreaterThan(0.6)
      expect(value, truth.name).toBeLessThan(0.95)
    }
  })
})

test.each(['integers', 'dates'])('no blend of string matchers is found better than them on %s', id => {
  const { permuted, unpermuted } = falsePartly(id, 6, 60)
  expect({ permuted: permuted ?? 0, unpermuted }).toEqual({ permuted: 0, unpermuted: 0 })
})

test('many comparisons of models of one truth hold a false difference no more often than Holm says', () => {
  const alarms = familyAlarms(otherTruths[0], { n: 20, models: 3, series: 3, sets: 20, resamples: 60 })
  // Of 20 at 5 %, more than 5 come up in less than 1 of 1,000 times.
  expect(alarms).toBeLessThanOrEqual(5)
})

test('the page on validity tells of each of them, on 30, 100 and 366 documents', () => {
  const { text } = documentationPages().find(({ path }) => path.endsWith('validity.md'))!
  for (const { name } of otherTruths)
    for (const n of [30, 100, 366]) expect(text).toContain(`\n| \`concordance\` | ${n} | ${name} |`)
})
