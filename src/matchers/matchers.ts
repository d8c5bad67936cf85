import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'
import { articlePrompt } from '../experiments/caret.ts'
import { tieMargin } from '../experiments/cases.ts'
import { written } from '../findings/number.ts'
import type { Block } from '../matrix/block.ts'
import { spellingReferences } from '../matrix/references/spelling.ts'
import { concordance } from '../measures/concordance.ts'
import { scoredSeries } from '../measures/scored.ts'
import type { Embedder } from '../models/embedder.ts'
import type { Reranker } from '../models/reranker.ts'
import { catalogueSeries } from '../series/catalogue.ts'
import { sameNumbers } from '../series/quantities/same-numbers.ts'
import { isRange, rangeSeries } from '../series/range.ts'
import { readTogether, reasonOf } from '../series/read-together.ts'
import { defineSeries, type Series } from '../series/series.ts'
import { fillTemplate } from '../series/template.ts'
import { type AskedModel, unrecorded } from './recorded.ts'

/** A text with two others, of which one stands for a value closer to its own. */
export interface PlacedCase {
  /** A document, or a question such as `flats under $1,000`. */
  readonly anchor: string
  readonly closer: string
  readonly farther: string
}

/** What the order of texts by similarity must reach. Everything may be left out. */
export interface OrderOptions {
  /** The least concordance that passes. Default: more than the best of six matchers that only compare characters. */
  readonly min?: number
  /** What the texts stand for, where they do not read as numbers, prices, dates or times. */
  readonly values?: readonly number[]
}

/** What the similarity of two texts with different numbers must be below; one of both. */
export interface ApartOptions {
  /** Above which an application merges two texts, or serves a cached answer. */
  readonly threshold?: number
  /** A text that says the same as the first in other words. */
  readonly rephrased?: string
}

/** What a test framework does with a matcher. */
export interface Matched {
  readonly pass: boolean
  /** Of a failure: without `.not` where `pass` is false, with it where it is true. */
  readonly message: () => string
}

/** For `expect.extend` of Vitest and of Jest. Each is awaited: `await expect(model).toPlaceCloser(…)`. */
export const numeracyMatchers = {
  /** Whether a model places what is closer to the anchor closer to it. */
  async toPlaceCloser(received: unknown, { anchor, closer, farther }: PlacedCase): Promise<Matched> {
    const model = askedModel('toPlaceCloser', received)
    // In alphabetical order, so that a model that reads the whole list learns nothing from it.
    const documents = [closer, farther].sort()
    const query =
      model.kind === 'reranker' && !isQuestion(anchor) ? fillTemplate(articlePrompt, anchor) : anchor
    const answer = await model.similarities({ queries: [query], documents })
    const [near, far] = [closer, farther].map(text => answer[documents.indexOf(text)])
    const scores = compared(near, far)
    const pass = near - far > tieMargin
    const got =
      Math.abs(near - far) <= tieMargin
        ? `places ${quoted(closer)} and ${quoted(farther)} at the same distance from ${quoted(anchor)}`
        : `places ${quoted(pass ? closer : farther)} closer to ${quoted(anchor)} than ${quoted(pass ? farther : closer)}`
    return {
      pass,
      message: () =>
        `${model.name} ${got}: similarity ${scores}.\nExpected ${quoted(closer)} ${pass ? 'not ' : ''}to be the closer one.`,
    }
  },

  /** Whether of two documents at different distances from an anchor the closer one is scored higher, often enough. */
  async toOrderNumbers(
    received: unknown,
    numbers: string | readonly string[] | Series,
    { min, values }: OrderOptions = {},
  ): Promise<Matched> {
    const model = askedModel('toOrderNumbers', received)
    const series = seriesOf(numbers, values)
    const { texts } = series
    const block: Block = {
      queries: model.kind === 'reranker' ? texts.map(text => fillTemplate(articlePrompt, text)) : texts,
      documents: texts,
    }
    const isEmbedder = model.kind === 'embedder'
    const got = concordanceOf(await model.similarities(block), series, isEmbedder)
    const floor = Math.max(
      ...spellingReferences.map(each => concordanceOf(each.similarities(series, 1), series, true)),
    )
    const pass = min === undefined ? got > floor : got >= min
    const expected =
      min === undefined
        ? `more than the ${share(floor)} that comparing characters gets`
        : `${share(min)} or more`
    return {
      pass,
      message: () =>
        `${model.name} scores the closer of two higher in ${share(got)} of cases, on ${texts.length} documents from ${quoted(texts[0])} to ${quoted(texts.at(-1)!)}; guessing gets 50 %.\nExpected ${pass ? 'not ' : ''}${expected}.`,
    }
  },

  /** Whether two texts with different numbers are less alike than a threshold allows, or than a rephrasing is. */
  async toKeepNumbersApart(
    received: unknown,
    text: string,
    changed: string,
    { threshold, rephrased }: ApartOptions = {},
  ): Promise<Matched> {
    const model = askedModel('toKeepNumbersApart', received)
    if ((threshold === undefined) === (rephrased === undefined))
      throw usage(
        'toKeepNumbersApart',
        `got ${threshold === undefined ? 'neither threshold nor rephrased' : 'threshold and rephrased'}; expected one of both, such as { threshold: 0.9 }.`,
      )
    if (sameNumbers(text, changed))
      throw usage(
        'toKeepNumbersApart',
        `got ${quoted(text)} and ${quoted(changed)}, which hold the same numbers; expected two texts with different ones.`,
      )
    const documents = rephrased === undefined ? [changed] : [changed, rephrased]
    const answer = await model.similarities({ queries: [text], documents })
    const limit = threshold ?? answer[1]
    const pass = answer[0] < limit - (rephrased === undefined ? 0 : tieMargin)
    const scores = compared(answer[0], limit)
    const than = rephrased === undefined ? 'of the threshold' : `of ${quoted(rephrased)}`
    return {
      pass,
      message: () =>
        `${model.name} finds ${quoted(changed)} ${pass ? 'less' : 'too'} similar to ${quoted(text)}: ${scores} ${than}.\nExpected ${pass ? 'no less' : 'less'}, ${pass ? 'so that they count as one' : 'for the numbers differ'}.`,
    }
  },
}

/** What the matchers add to `expect`; `R` is what an assertion returns. */
export interface NumeracyMatchers<R = unknown> {
  /** Whether a model places what is closer to the anchor closer to it. */
  toPlaceCloser(placed: PlacedCase): R
  /** Whether the closer of two is scored higher, often enough: on texts, a range or a series of the catalogue. */
  toOrderNumbers(numbers: string | readonly string[] | Series, options?: OrderOptions): R
  /** Whether two texts with different numbers are less alike than a threshold allows, or than a rephrasing is. */
  toKeepNumbersApart(text: string, changed: string, options: ApartOptions): R
}

function askedModel(matcher: string, received: unknown): AskedModel {
  if (typeof received === 'object' && received !== null) {
    if ('similarities' in received) return received as AskedModel
    if ('kind' in received && 'id' in received) return unrecorded(received as Embedder | Reranker)
  }
  throw usage(
    matcher,
    `got ${JSON.stringify(received) ?? typeof received}; expected a model, as in expect(recorded('bundled:use-lite', 'numbers.recording.json')).`,
  )
}

/** A question of its own is put to a reranker as it stands: it has words beside its value. */
function isQuestion(anchor: string): boolean {
  return readTogether([anchor]).kind !== 'read'
}

function seriesOf(numbers: string | readonly string[] | Series, values?: readonly number[]): Series {
  if (typeof numbers === 'string') return isRange(numbers) ? rangeSeries(numbers) : catalogueSeries(numbers)
  if ('texts' in numbers) return numbers
  const about = { id: 'texts', description: 'Texts of a test.', source: 'a test', texts: numbers }
  const line = { family: 'number', ruler: 'linear', period: null } as const
  if (values !== undefined) return defineSeries({ ...about, ...line, values })
  const together = readTogether(numbers)
  if (together.kind !== 'read')
    throw usage(
      'toOrderNumbers',
      `${reasonOf(numbers, together)}; expected texts that can be put on one line. Give what they stand for as { values: […] }.`,
    )
  const { family } = together
  return defineSeries({ ...about, ...line, family, values: together.values })
}

function concordanceOf(data: Float64Array, series: Series, symmetric: boolean): number {
  const similarity = { n: series.texts.length, data, symmetric, gram: false }
  return concordance.compute(scoredSeries(similarity, series, 1)).value
}

/** Two numbers with as many decimals as show which is larger. */
function compared(a: number, b: number): string {
  const apart = Math.abs(a - b)
  const decimals = apart === 0 ? 3 : Math.min(8, Math.max(3, 1 - Math.floor(Math.log10(apart))))
  return `${written(a, decimals)} against ${written(b, decimals)}`
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`
}

function usage(matcher: string, problem: string): NumeracyError {
  return new NumeracyError('usage', `${matcher}: ${problem}`)
}
