import { roundSignificant } from '../math/round.ts'
import type { Family } from '../series/series.ts'
import { verdictOf } from './cases.ts'

/** A question: which of the candidates is nearest to the anchor? */
export interface NearestQuestion {
  readonly anchor: string
  /** Two or more, distinct. */
  readonly candidates: readonly string[]
  /** What the texts stand for; null to read it from them. */
  readonly as: Family | null
}

export interface NearestCandidate {
  readonly text: string
  /** Null where the texts have no one reading. */
  readonly value: number | null
  readonly similarity: number
  /** How the model's tokenizer splits it; null where none is known. */
  readonly tokens: readonly string[] | null
}

export interface NearestAnswer {
  readonly model: string
  readonly candidates: readonly NearestCandidate[]
  /** The candidate that the model places nearest; the first of those that tie. */
  readonly nearest: string
  /** The candidate that is nearest; null where the values are not known or two are equally near. */
  readonly truth: string | null
  readonly verdict: 'right' | 'wrong' | 'tie' | 'unknown'
  /** Similarity of the truth minus the best of the others; null where the truth is not known. */
  readonly margin: number | null
}

/** What the models of one question answered. */
export interface NearestResult {
  readonly anchor: string
  /** What the texts were read as; null where they are not of one kind. */
  readonly as: Family | null
  /** Why the texts cannot be compared, as a clause; null where they can. */
  readonly reason: string | null
  readonly models: readonly NearestAnswer[]
}

interface Answered {
  readonly model: string
  /** The candidates. */
  readonly texts: readonly string[]
  /** Their values; null where they are not known. */
  readonly values: readonly number[] | null
  /** The similarity of each to the anchor. */
  readonly similarity: ArrayLike<number>
  /** The place of the one that is nearest; null where that is not known. */
  readonly truth: number | null
  readonly tokens: readonly (readonly string[] | null)[]
}

/** What a model says of some candidates, judged. */
export function nearestAnswer({ model, texts, values, similarity, truth, tokens }: Answered): NearestAnswer {
  const scores = Array.from(similarity)
  const margin =
    truth === null ? null : scores[truth] - Math.max(...scores.filter((_, index) => index !== truth))
  return {
    model,
    candidates: texts.map((text, index) => ({
      text,
      value: values?.[index] ?? null,
      similarity: scores[index],
      tokens: tokens[index],
    })),
    nearest: texts[scores.indexOf(Math.max(...scores))],
    truth: truth === null ? null : texts[truth],
    verdict: margin === null ? 'unknown' : verdictOf(margin),
    margin,
  }
}

/** The place of the least distance, to nine significant digits; null where two are equally near. */
export function onlyNearest(distances: readonly number[]): number | null {
  const rounded = distances.map(distance => roundSignificant(distance, 9))
  const least = Math.min(...rounded)
  return rounded.filter(distance => distance === least).length === 1 ? rounded.indexOf(least) : null
}
