import { percentileInterval } from '../../src/math/bootstrap.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { selectivity } from '../../src/measures/controls.ts'
import { digitOrder } from '../../src/measures/digit-order.ts'
import {
  firstOf,
  floorDraws,
  marginInterval,
  type Resamples,
  resampledConcordance,
  resampledConcordances,
  resampleMeasures,
  resamplesOf,
} from '../../src/measures/resamples.ts'
import { type Scored, scoredSeries } from '../../src/measures/scored.ts'
import { verdictOf, verdictWords } from '../../src/measures/verdict.ts'
import { seriesCatalogue } from '../../src/series/catalogue.ts'
import { digitPermutations, hasDigits, withPermutedDigits } from '../../src/series/digit-permutation.ts'
import type { Series } from '../../src/series/series.ts'
import type { Verdict } from '../../src/store/run.ts'

/** Reads something of a series that is cheaper than its numbers: n × n similarities, row-major. */
export interface Cheater {
  readonly name: string
  /** @param spelling what the string matchers get on the same series */
  similarities(series: Series, spelling: readonly Float64Array[]): Float64Array
}

/** −|difference| of what is read of each document. */
function closeness(name: string, read: (text: string, value: number) => number): Cheater {
  return {
    name,
    similarities({ texts, values }) {
      const sizes = texts.map((text, at) => read(text, values[at]))
      return ofPairs(sizes, (a, b) => 0 - Math.abs(a - b))
    },
  }
}

/** Row-major, without the million small arrays that the longest series would need. */
function ofPairs<T>(items: readonly T[], similarity: (a: T, b: T) => number): Float64Array {
  const n = items.length
  const data = new Float64Array(n * n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) data[i * n + j] = similarity(items[i], items[j])
  return data
}

const digitsOf = (text: string) => [...text].filter(point => /[0-9]/.test(point)).map(Number)
const lengthOf = (text: string) => [...text].length
const leadingDigit = (text: string) => digitsOf(text).find(digit => digit > 0) ?? 0

/** Those that read no more than length and leading digit, and so never a last digit. */
export const sizeReaders: readonly Cheater[] = [
  closeness('length', lengthOf),
  closeness('leading digit', leadingDigit),
  closeness('length, then leading digit', text => 10 * lengthOf(text) + leadingDigit(text)),
  closeness('first digit × 10^length', text => leadingDigit(text) * 10 ** lengthOf(text)),
]

/** Cheap readers of whole numbers. */
export const cheaters: readonly Cheater[] = [
  ...sizeReaders,
  // Reads where 3.16 lies, so a little of the second digit.
  closeness('logarithm in half-decades', (_, value) => Math.floor(2 * Math.log10(Math.abs(value) || 1))),
  closeness('digit sum', text => digitsOf(text).reduce((sum, digit) => sum + digit, 0)),
  {
    name: 'one-hot digits, place by place',
    similarities({ texts }) {
      const places = texts.map(text => [...text].reverse())
      return ofPairs(places, (a, b) => {
        let same = 0
        for (const [at, point] of a.entries()) if (point === b[at]) same++
        return same / Math.sqrt(a.length * b.length)
      })
    },
  },
]

/** A blend of the string matchers, each in units of its spread on the series itself. */
export function blendOf(weights: readonly number[]): Cheater {
  return {
    name: `string matchers ${weights.map(weight => weight.toFixed(2)).join(' : ')}`,
    similarities(_, all) {
      const spreads = all.map(data => {
        const [low, high] = [data.reduce((a, b) => Math.min(a, b)), data.reduce((a, b) => Math.max(a, b))]
        return high - low || 1
      })
      return all[0].map((_, at) =>
        all.reduce((sum, data, which) => sum + (weights[which] * data[at]) / spreads[which], 0),
      )
    },
  }
}

/** What a reader gets on a series, and what it is made of. */
export interface Outcome {
  readonly verdict: Verdict | null
  /** The verdict where no digits are permuted, as of a model that is paid for. */
  readonly unpermuted: Verdict | null
  readonly concordance: number
  /** Null where digits are not permuted. */
  readonly selectivity: number | null
  /** Null where it is not known. */
  readonly digitOrder: number | null
}

/** Judges readers of a series as a probe does that permutes the digits three times, without the other measures. */
export function outcomesOn(
  series: Series,
  readers: readonly Cheater[],
  resamples: Resamples,
  permutations = 3,
): Outcome[] {
  const ready = scoredOn(series)
  const spelling = spellingOn(series)
  const floor = floorDraws(resampledConcordances(spelling.map(ready), resamples))
  const permuted = (hasDigits(series) ? digitPermutations(1, permutations) : []).map(digits => {
    const renamed = withPermutedDigits(series, digits)
    return { digits, series: renamed, spelling: spellingOn(renamed) }
  })
  return readers.map(reader => {
    const scored = ready(reader.similarities(series, spelling))
    const headline = resampledConcordance(scored, resamples)
    const digits = digitOrder.compute(scored).value
    const selective =
      permuted.length === 0
        ? null
        : selectivity(
            headline,
            permuted.map(each => ({
              digits: each.digits,
              oracle: 0,
              model: resampledConcordance(ready(reader.similarities(each.series, each.spelling)), resamples),
            })),
          )
    const ordered = resampleMeasures(scored, resamples, [digitOrder]).get(digitOrder.id)!.values
    const concordance = percentileInterval(headline.values)
    const margin = marginInterval(headline.values, floor)
    const order = Number.isNaN(digits) ? null : percentileInterval(ordered)
    const evidence = concordance && margin && { concordance, margin, digitOrder: order }
    return {
      verdict: evidence && verdictOf({ ...evidence, selectivity: selective?.interval ?? null }),
      unpermuted: evidence && verdictOf({ ...evidence, selectivity: null }),
      concordance: headline.value,
      selectivity: selective?.value ?? null,
      digitOrder: Number.isNaN(digits) ? null : digits,
    }
  })
}

function spellingOn(series: Series): Float64Array[] {
  return spellingReferences.map(reference => reference.similarities(series, 0))
}

function scoredOn(series: Series): (data: Float64Array) => Scored {
  return data => scoredSeries({ n: series.texts.length, data, symmetric: true, gram: false }, series, 1)
}

export const cheatersTitle = '## Cheaters'

/** Which verdict each cheater gets on each series of the catalogue, as a section of docs/validity.md. */
export function cheatersSection(): string {
  const rows = seriesCatalogue.map(series => {
    const resamples = firstOf(resamplesOf(series.id, series.texts.length, 1), 100)
    const cells = outcomesOn(series, cheaters, resamples).map(({ verdict }) =>
      verdict === null ? '–' : verdictWords[verdict].short,
    )
    return `| \`${series.id}\` | ${cells.join(' | ')} |`
  })
  return `${cheatersTitle}

Readers that are cheaper than numbers, and the verdict that each gets. Who reads only length and leading digit is never more than *${verdictWords.magnitude.short}*, and none is *${verdictWords.understands.short}*; the six string matchers and any blend of them get exactly 0 selectivity and exactly 0.5 digit order (property tests in \`test/validity/cheaters.test.ts\`). Who sums the digits, or cuts the logarithm, does know something of digits or size, and can be *${verdictWords.partly.short}*. 100 resamples, three permutations of the digits; the tests judge the two longest series by their first 300 documents, and so do not hold these two rows.

| series | ${cheaters.map(({ name }) => name).join(' | ')} |
|---|${cheaters.map(() => '---|').join('')}
${rows.join('\n')}
`
}
