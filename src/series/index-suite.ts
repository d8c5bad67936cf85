import { type Random, randomInteger, seededRandom } from '../base/random.ts'
import { defineSeries, type Family, type Series } from './series.ts'
import { fillTemplate } from './template.ts'
import type { ValueKind } from './value-kinds.ts'
import { clockTime, dayOf, isoDate } from './written.ts'

/** Documents of each series of the suite. */
const indexDocuments = 60

/** Anchors of each series that a reranker is asked for: it costs a pair for each anchor and document. */
export const indexAnchors = 20

/** A kind of values of the suite. */
interface Kind {
  readonly id: string
  readonly family: Family
  readonly kind: ValueKind
  readonly values: string
  /** The text round a document, in the other of its two series. */
  readonly sentence: string
  readonly ruler: Series['ruler']
  readonly period?: number
  readonly readUnit?: number
  draw(random: Random): { readonly text: string; readonly value: number }
}

const day = dayOf('2020-01-01')
const days = dayOf('2025-01-01') - day

/** A number from `low` to `high`, evenly in the logarithm. */
const evenInLog = (random: Random, low: number, high: number) => low * (high / low) ** random()

const kinds: readonly Kind[] = [
  {
    id: 'index-whole',
    kind: 'whole-numbers',
    family: 'number',
    values: 'Whole numbers from 0 to 9,999, drawn evenly',
    sentence: 'The box holds {d} screws.',
    ruler: 'linear',
    draw: random => written(randomInteger(random, 10_000)),
  },
  {
    id: 'index-sizes',
    kind: 'sizes',
    family: 'number',
    values: 'Whole numbers from 1 to 1,000,000, drawn evenly in the logarithm, on the log ruler',
    sentence: 'The town has {d} inhabitants.',
    ruler: 'log',
    draw: random => written(Math.round(evenInLog(random, 1, 1e6))),
  },
  {
    id: 'index-prices',
    kind: 'prices',
    family: 'money',
    values: 'Prices from $0.99 to $9,999.99, drawn evenly in the logarithm, on the log ruler',
    sentence: 'The lamp costs {d} in the shop.',
    ruler: 'log',
    draw(random) {
      const price = (Math.round(evenInLog(random, 99, 999_999)) / 100).toFixed(2)
      return { text: `$${price}`, value: Number(price) }
    },
  },
  {
    id: 'index-decimals',
    kind: 'decimals',
    family: 'number',
    values:
      'Decimals from 0.0001 to 10 with one to four places, drawn evenly in the logarithm, on the log ruler',
    sentence: 'The sample weighs {d} grams.',
    ruler: 'log',
    draw(random) {
      const value = evenInLog(random, 0.0001, 10)
      // As many places as the first digit needs, or more.
      const least = Math.min(4, Math.max(1, Math.ceil(-Math.log10(value))))
      const text = value.toFixed(least + randomInteger(random, 5 - least))
      return { text, value: Number(text) }
    },
  },
  {
    id: 'index-dates',
    kind: 'dates',
    family: 'date',
    values: 'Days from 2020-01-01 to 2024-12-31, drawn evenly; values in days since 1970-01-01',
    sentence: 'The invoice was sent on {d} by mail.',
    ruler: 'linear',
    draw(random) {
      const value = day + randomInteger(random, days)
      return { text: isoDate(value), value }
    },
  },
  {
    id: 'index-times',
    kind: 'times',
    family: 'time',
    values: 'Times of a day by the minute, drawn evenly, round the clock; values in minutes since midnight',
    sentence: 'The train leaves at {d} from here.',
    ruler: 'circular',
    period: 1440,
    readUnit: 60,
    draw(random) {
      const value = randomInteger(random, 1440)
      return { text: clockTime(value * 60).slice(0, 5), value }
    },
  },
]

function written(value: number) {
  return { text: String(value), value }
}

/**
 * The twelve series of the index: six kinds of values, each bare and inside a sentence, 60 documents each without
 * a doubled value, in ascending order. Each series is drawn by itself from the seed; those of seed 1 are the
 * published suite.
 */
export function indexSeries(seed: number): Series[] {
  return kinds.flatMap(kind => [drawn(kind, false, seed), drawn(kind, true, seed)])
}

function drawn({ draw, sentence, values, ...kind }: Kind, isInSentence: boolean, seed: number): Series {
  const id = isInSentence ? `${kind.id}-sentence` : kind.id
  const random = seededRandom(seed, 'index', id)
  const found = new Map<number, string>()
  while (found.size < indexDocuments) {
    const { text, value } = draw(random)
    const isOnRuler = value > 0 || kind.ruler !== 'log'
    if (isOnRuler && !found.has(value)) found.set(value, text)
  }
  const documents = [...found].sort(([a], [b]) => a - b)
  return defineSeries({
    id,
    family: kind.family,
    kind: kind.kind,
    description: `${values}${isInSentence ? `, each in the sentence ${JSON.stringify(sentence)}` : ''}; seed ${seed}.`,
    source: 'numeracy, --suite index',
    texts: documents.map(([, text]) => (isInSentence ? fillTemplate(sentence, text) : text)),
    values: documents.map(([value]) => value),
    ruler: kind.ruler,
    period: kind.period ?? null,
    ...(isInSentence ? { readUnit: null } : kind.readUnit === undefined ? {} : { readUnit: kind.readUnit }),
  })
}

/** Whether a series is one of the suite's, by its id. */
export function isOfIndex(id: string): boolean {
  return indexKind(id) !== undefined
}

/** The kind of values of a series of the suite, by its id; undefined of any other series. */
export function indexKind(id: string): ValueKind | undefined {
  return kinds.find(kind => id === kind.id || id === `${kind.id}-sentence`)?.kind
}

/** The places of so many anchors among n documents: all of them, or evenly spread. */
export function anchorsOf(n: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => Math.floor(((at + 0.5) * n) / count))
}
