import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blendOf, cheaters, type Outcome, outcomesOn, sizeReaders } from '../../scripts/validity/cheaters.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { digitOrder } from '../../src/measures/digit-order.ts'
import { firstOf, resamplesOf } from '../../src/measures/resamples.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { verdictWords } from '../../src/measures/verdict.ts'
import { seriesCatalogue } from '../../src/series/catalogue.ts'
import { digitPermutations, hasDigits, withPermutedDigits } from '../../src/series/digit-permutation.ts'
import type { Series } from '../../src/series/series.ts'
import type { Verdict } from '../../src/store/run.ts'
import { documentationPages } from '../docs/pages.ts'

/** From the worst to the best that can be said. */
const order: readonly (Verdict | null)[] = [
  null,
  'reversed',
  'chance',
  'below-spelling',
  'spelling',
  'magnitude',
  'partly',
  'understands',
]
const atMost = (verdict: Verdict | null, most: Verdict) => order.indexOf(verdict) <= order.indexOf(most)
const drawsOf = (series: Series, draws = 100) =>
  firstOf(resamplesOf(series.id, series.texts.length, 1), draws)
const [short, long] = [true, false].map(isShort =>
  seriesCatalogue.filter(({ texts }) => texts.length <= 400 === isShort),
)

/** Each string matcher alone, as the weights of a blend. */
const single = spellingReferences.map((_, own) => spellingReferences.map((_, at) => (at === own ? 1 : 0)))
const someBlend = [0.3, 0.1, 0.5, 0.2, 0.7, 0.4]

/** Of whoever only compares characters. */
function expectSpelling(series: Series, { verdict, selectivity, digitOrder }: Outcome): void {
  expect(selectivity ?? 0, series.id).toBe(0)
  expect(digitOrder ?? 0.5, series.id).toBe(0.5)
  if (selectivity !== null) expect(atMost(verdict, 'spelling'), series.id).toBe(true)
  else if (digitOrder !== null) expect(atMost(verdict, 'magnitude'), series.id).toBe(true)
}

/** The first documents of a long series, in place of all. */
function begun(series: Series): Series {
  return { ...series, texts: series.texts.slice(0, 300), values: series.values.slice(0, 300) }
}

describe('a cheater', () => {
  const judged = (series: Series) => ({ series, each: outcomesOn(series, cheaters, drawsOf(series)) })
  // All of the longest series takes a minute: `node scripts/validity/run.ts --only cheaters` judges them whole.
  const whole = short.map(judged)
  const outcomes = [...whole, ...long.map(begun).map(judged)]

  test('is judged on every series of the catalogue', () => {
    expect(outcomes.map(({ series }) => series.id).sort()).toEqual(seriesCatalogue.map(({ id }) => id).sort())
    for (const { each } of outcomes) expect(each.map(({ verdict }) => verdict)).not.toContain(null)
  })

  test('is never found reliable, whatever it reads', () => {
    for (const { series, each } of outcomes)
      for (const [at, { verdict }] of each.entries())
        expect(verdict, `${cheaters[at].name} on ${series.id}`).not.toBe('understands')
  })

  test('that reads only length and leading digit knows the rough size, and no more', () => {
    for (const { series, each } of outcomes)
      for (const [at, reader] of sizeReaders.entries())
        expect(atMost(each[at].verdict, 'magnitude'), `${reader.name} on ${series.id}`).toBe(true)
  })

  test('is judged as the documentation says', () => {
    const { text } = documentationPages().find(({ path }) => path.endsWith('validity.md'))!
    for (const { id } of long) expect(text).toContain(`\n| \`${id}\` | `)
    for (const { series, each } of whole) {
      const cells = each.map(({ verdict }) => (verdict === null ? '–' : verdictWords[verdict].short))
      expect(text, series.id).toContain(`\n| \`${series.id}\` | ${cells.join(' | ')} |\n`)
    }
  })

  test('that sums the digits knows their order and not their places', () => {
    const { each } = outcomes.find(({ series: { id } }) => id === 'integers')!
    const sum = each[cheaters.findIndex(({ name }) => name === 'digit sum')]
    expect(sum.digitOrder).toBe(1)
    expect(sum.concordance).toBeLessThan(0.7)
  })
})

describe('whoever only compares characters', () => {
  const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 })
  const drawn = fc.record({ series: fc.constantFrom(...short), blend: weights })

  test('gets exactly 0 selectivity and exactly 0.5 digit order, be it one matcher or any blend of them', () => {
    const check = (series: Series, readers: readonly (readonly number[])[]) => {
      for (const outcome of outcomesOn(series, readers.map(blendOf), drawsOf(series, 40)))
        expectSpelling(series, outcome)
    }
    for (const series of short) check(series, single)
    for (const series of long) check(begun(series), [someBlend])
    fc.assert(
      fc.property(drawn, ({ series, blend }) => check(series, [blend])),
      { numRuns: 10 },
    )
  }, 240_000)
})

describe('a string matcher, on every series of the catalogue', () => {
  const series = [...short, ...long.map(begun)]
  test.each(series)('orders no digits, and does not see that digits are renamed: $id', series => {
    const n = series.texts.length
    for (const reference of spellingReferences) {
      const data = reference.similarities(series, 0)
      const scored = scoredSeries({ n, data, symmetric: true, gram: false }, series, 1)
      const { value } = digitOrder.compute(scored)
      expect(Number.isNaN(value) ? 0.5 : value, reference.id).toBe(0.5)
      if (!hasDigits(series)) continue
      const [permutation] = digitPermutations(1, 1)
      expect(reference.similarities(withPermutedDigits(series, permutation), 0), reference.id).toEqual(data)
    }
  })
})
