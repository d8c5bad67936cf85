import { extent } from '../math/extent.ts'
import type { RunRecording } from '../store/run.ts'

/** Asked again each time, so that an exchanged model behind a name shows: numbers, prices, dates, and plain sentences. */
export const driftTexts: readonly string[] = [
  '7',
  '42',
  '1,000',
  '3.14',
  '-5',
  '$1.99',
  '$199.00',
  '€12,50',
  '2025-10-15',
  '15 October 2025',
  '19:05',
  '7:05 pm',
  'version 9.11',
  'order 10234',
  '5 mg',
  '250 ml',
  'The invoice of 1,299 dollars was paid in March.',
  'The meeting was moved from Monday to Thursday.',
  'A USB cable of two metres, black',
  'How do I reset my password?',
  'The server answered with an error after thirty seconds.',
  'Snow fell on the hills above the village.',
  '库存还剩三百二十件。',
  'Der Zug fährt um 8 Uhr ab.',
]

/** What a reranker is asked about each of them. */
export const driftQueries: readonly string[] = ['around $25', 'in October 2025', 'a password']

/** How far answers are from those that were recorded. */
export interface Drift {
  /**
   * Of an embedder, the largest cosine distance of a text's two vectors, in [0, 2]; of a reranker, the largest change
   * of a score over the range of the recorded ones.
   */
  readonly distance: number
  /** The text that moved farthest. */
  readonly text: string
  /** How many of the texts have another nearest neighbour, or, of a reranker, queries another best text. */
  readonly reordered: number
}

/** @returns null where the two cannot be compared: other texts, or vectors of another length */
export function driftBetween(
  kind: 'embedder' | 'reranker',
  then: RunRecording,
  now: RunRecording,
): Drift | null {
  const isAlike =
    then.columns === now.columns &&
    then.texts.length === now.texts.length &&
    then.texts.every((text, at) => text === now.texts[at])
  if (!isAlike) return null
  const { texts, columns } = then
  const row = ({ values }: RunRecording, at: number) => values.subarray(at * columns, (at + 1) * columns)
  const [least, greatest] = extent(then.values)
  const range = greatest - least
  const distances = texts.map((_, at) => {
    const [before, after] = [row(then, at), row(now, at)]
    if (kind === 'embedder') return Math.max(0, 1 - cosine(before, after))
    const change = Math.max(...before.map((score, column) => Math.abs(score - after[column])))
    return range === 0 ? (change === 0 ? 0 : 1) : change / range
  })
  const farthest = distances.indexOf(Math.max(...distances))
  const firsts = kind === 'embedder' ? nearestOf : bestOf
  const [before, after] = [firsts(then), firsts(now)]
  return {
    distance: distances[farthest],
    text: texts[farthest],
    reordered: before.filter((first, at) => first !== after[at]).length,
  }
}

function nearestOf({ texts, columns, values }: RunRecording): number[] {
  const row = (at: number) => values.subarray(at * columns, (at + 1) * columns)
  return texts.map((_, i) => {
    const similarities = texts.map((_, j) => (i === j ? Number.NEGATIVE_INFINITY : cosine(row(i), row(j))))
    return similarities.indexOf(Math.max(...similarities))
  })
}

function bestOf({ texts, columns, values }: RunRecording): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const scores = texts.map((_, at) => values[at * columns + column])
    return scores.indexOf(Math.max(...scores))
  })
}

function cosine(a: Float64Array, b: Float64Array): number {
  let [product, left, right] = [0, 0, 0]
  for (let at = 0; at < a.length; at++) {
    product += a[at] * b[at]
    left += a[at] ** 2
    right += b[at] ** 2
  }
  return product / Math.sqrt(left * right)
}
