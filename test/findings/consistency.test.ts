import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findingsOf } from '../../src/findings/catalogue.ts'
import type { Evidence } from '../../src/findings/finding.ts'
import type { Interval } from '../../src/measures/resamples.ts'
import { verdictOf, verdictWords } from '../../src/measures/verdict.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import type { RunFinding, RunMeasure, Verdict } from '../../src/store/run.ts'
import { embedder, evidence, measured } from './fixtures/evidence.ts'

const { id, texts, values, ruler, period } = catalogueSeries('integers')
const series = { id, texts, values, ruler, period }

/** A value with an interval about it, within 0 and 1. */
const share = fc
  .record({
    value: fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0.2, 0.4, 0.5, 0.55, 0.7, 0.95),
    ),
    reach: fc.constantFrom(0.003, 0.02, 0.1),
  })
  .map(({ value, reach }): readonly [number, number, number] => [
    Math.max(0, value - reach),
    value,
    Math.min(1, value + reach),
  ])

const drawn = fc.record({
  concordance: share,
  margin: share,
  selectivity: fc.option(share),
  digitOrder: fc.option(share),
  leading: fc.option(share),
  step: share,
  ruler: share,
  decode: share,
  permuted: fc.boolean(),
})

/** What a run holds of one model on one series, with the verdict that its numbers give. */
function runOf(numbers: typeof drawn extends fc.Arbitrary<infer T> ? T : never) {
  const { concordance, margin, selectivity, digitOrder, leading, step, ruler, decode } = numbers
  const centred = ([low, value, high]: readonly [number, number, number], by: number) =>
    [low - by, value - by, high - by] as const
  const ends = ([low, , high]: readonly [number, number, number]): Interval => [low, high]
  const over = centred(margin, 0.5)
  const lost = selectivity && centred(selectivity, 0.3)
  const floor = {
    model: 'reference:prefix',
    value: 0.6,
    margin: over[1],
    interval: [over[0], over[2]] as const,
  }
  const room = Math.max(concordance[1] - 0.5, 0.01)
  const measures: RunMeasure[] = [
    measured('concordance', id, concordance, { floor: { ...floor, interval: [...floor.interval] } }),
    measured('ruler', id, centred(ruler, 0.5)),
    measured('decode', id, decode, { details: { control: 0 } }),
    measured('digit-step', id, centred(step, 0.5), {
      details: {
        borders: [{ from: '9', to: '10', step: step[1] - 0.5, interval: [step[0] - 0.5, step[2] - 0.5] }],
      },
    }),
    ...(lost === null
      ? []
      : [
          measured('selectivity', id, lost, {
            details: {
              oracle: 0.4,
              share: { value: lost[1] / room, interval: [lost[0] / room, lost[2] / room], oracle: 0.8 },
            },
          }),
        ]),
    ...(digitOrder === null
      ? []
      : [
          measured('digit-order', id, digitOrder, {
            details: {
              places: [],
              leading:
                leading === null
                  ? null
                  : { place: null, triples: 99, value: leading[1], interval: [leading[0], leading[2]] },
            },
          }),
        ]),
  ]
  const verdict = verdictOf({
    concordance: ends(concordance),
    margin: [over[0], over[2]],
    digitOrder: digitOrder && ends(digitOrder),
    selectivity: lost && [lost[0], lost[2]],
  })
  const run = evidence({
    series: [series],
    measures,
    verdicts: [{ series: id, model: embedder, prompt: null, verdict }],
  })
  return { run, verdict }
}

const says = (found: readonly RunFinding[], about: string, words = '') =>
  found.some(({ id, text }) => id === about && text.en.includes(words))

/** What cannot be true at once of one model on one series, and so is never told together. */
const contradictions: readonly {
  readonly what: string
  together(found: readonly RunFinding[], verdict: Verdict, run: Evidence): boolean
}[] = [
  {
    what: 'better than comparing characters, and no loss shown when digits are permuted',
    together: (found, verdict) => ['partly', 'understands'].includes(verdict) && says(found, 'digits-unread'),
  },
  {
    what: 'uses what digits mean, and no loss shown',
    together: found => says(found, 'reads-digits') && says(found, 'digits-unread'),
  },
  {
    what: 'better than comparing characters, and does not distinguish the last digits',
    together: (found, verdict) =>
      ['partly', 'understands'].includes(verdict) && says(found, 'digit-order', 'not the last'),
  },
  {
    what: 'orders the last digit, and not the last',
    together: found =>
      says(found, 'digit-order', 'not the last') && says(found, 'digit-order', 'orders the last'),
  },
  {
    what: 'rough size only, and orders the last digit',
    together: (found, verdict) =>
      verdict === 'magnitude' && says(found, 'digit-order', 'orders the last digit'),
  },
  {
    what: 'guessing, and something about how it orders',
    together: (found, verdict) =>
      ['chance', 'reversed'].includes(verdict) &&
      ['ruler', 'digit-step', 'reads-digits', 'digits-unread', 'digit-order'].some(id => says(found, id)),
  },
  {
    what: 'worse than comparing characters, and a verdict that says otherwise',
    together: (found, verdict) => verdict !== 'below-spelling' && says(found, 'below-spelling'),
  },
  {
    what: 'knows digits, and is no better than comparing characters, without a word on both',
    together: (found, verdict) =>
      ['spelling', 'below-spelling'].includes(verdict) &&
      found.some(
        ({ id, text }) =>
          (id === 'reads-digits' || (id === 'digit-order' && text.en.includes('orders the last'))) &&
          !text.en.includes('Still, it is no better than comparing characters on integers'),
      ),
  },
  {
    what: 'reliable, and a trained reader finds what its order does not show',
    together: (found, verdict) => verdict === 'understands' && says(found, 'decodable'),
  },
  {
    what: 'ratios better than differences, and the other way round',
    together: found =>
      says(found, 'ruler', 'ratios order the documents better') &&
      says(found, 'ruler', 'differences better than ratios'),
  },
]

describe('of one model and series is never said at once', () => {
  test.each(contradictions)('$what', ({ together }) => {
    fc.assert(
      fc.property(drawn, numbers => {
        const { run, verdict } = runOf(numbers)
        expect(together(findingsOf(run), verdict, run)).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  test('while each of the sentences is told of some model', () => {
    const reported = fc.sample(drawn, { numRuns: 3000, seed: 1 }).map(numbers => {
      const { run, verdict } = runOf(numbers)
      return { found: findingsOf(run), verdict }
    })
    for (const finding of [
      'ruler',
      'digit-step',
      'reads-digits',
      'digits-unread',
      'digit-order',
      'decodable',
    ])
      expect(
        reported.some(({ found }) => says(found, finding)),
        finding,
      ).toBe(true)
    for (const words of ['not the last', 'orders the last digit'])
      expect(
        reported.some(({ found }) => says(found, 'digit-order', words)),
        words,
      ).toBe(true)
    expect(reported.some(({ found }) => says(found, 'below-spelling'))).toBe(true)
    expect([...new Set(reported.map(({ verdict }) => verdict))].toSorted()).toEqual(
      Object.keys(verdictWords).toSorted(),
    )
  })
})
