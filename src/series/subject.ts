import type { Random } from '../base/random.ts'
import type { Ruler } from './ruler.ts'
import type { Family } from './series.ts'

/** One way to write a value. A new one is a line in the list of its subject. */
export interface Form {
  /** Unique in its subject. */
  readonly id: string
  /** The document of a value; distinct values have distinct documents. */
  write(value: number): string
}

/** Where values are drawn from. */
export interface ValueRange {
  /** As a sentence names it: 1 to 9,999. */
  readonly title: string
  draw(random: Random): number
}

/** Something that is written in many forms: numbers, prices, dates, times. */
export interface Subject {
  /** A plural noun. */
  readonly id: string
  readonly family: Family
  readonly ruler: Ruler
  /** Length of the circle, in the unit of the values; null unless the ruler is circular. */
  readonly period: number | null
  /** Where values usually lie: forms are chosen and judged there, each on values of its own. */
  readonly usual: ValueRange
  /** Another range, for whether what was found holds there too. */
  readonly heldOut: ValueRange
  /** The plain one first. */
  readonly forms: readonly Form[]
  /** Asks for all that lies on one side of a bound. */
  readonly question: {
    below(bound: number): string
    above(bound: number): string
    /** How the documents are written that it is put to: the id of a form. */
    readonly of: string
  }
}

/** `count` distinct values of a range, ascending. */
export function drawnValues({ draw }: ValueRange, count: number, random: Random): number[] {
  const values = new Set<number>()
  while (values.size < count) values.add(draw(random))
  return [...values].sort((a, b) => a - b)
}
