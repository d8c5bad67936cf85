import type { Random } from '../base/random.ts'
import type { Ruler } from './ruler.ts'
import type { Family } from './series.ts'

/** One way to write a value. A new one is a line in the list of its subject. */
export interface Form {
  /** Unique in its subject. */
  readonly id: string
  /** The document of a value; distinct values have distinct documents. */
  write(value: number): string
  /** Whether it puts words of its own round a value: of a reader's documents it is written only where it is named. */
  readonly inWords?: boolean
}

/** Where values are drawn from. */
export interface ValueRange {
  /** As a sentence names it: 1 to 9,999. */
  readonly title: string
  draw(random: Random): number
  /** How many distinct values it has. Default: more than are ever drawn. */
  readonly size?: number
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
  /** Another range, for whether what was found holds there too; null for a reader's own series. */
  readonly heldOut: ValueRange | null
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

/** A subject of the catalogue, whose forms can write other values too. */
export interface CatalogueSubject extends Subject {
  readonly heldOut: ValueRange
  /** The values that its forms write without loss. */
  readonly writes: {
    /** As a message names them: whole numbers from 0 to 999,999. */
    readonly title: string
    has(value: number): boolean
  }
}

/** `count` distinct values of a range, which has as many, ascending. */
export function drawnValues({ draw }: ValueRange, count: number, random: Random): number[] {
  const values = new Set<number>()
  while (values.size < count) values.add(draw(random))
  return [...values].sort((a, b) => a - b)
}
