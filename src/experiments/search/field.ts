import type { Random } from '../../base/random.ts'
import type { Ruler } from '../../series/ruler.ts'

/** How the records of a domain may be written. */
export const forms = ['title', 'sentence', 'json'] as const
export type RecordForm = (typeof forms)[number]

/** The four kinds of questions. */
export const searchKinds = ['near', 'range', 'exact', 'format'] as const
export type SearchKind = (typeof searchKinds)[number]

/**
 * Where a range lies. Each comes in a pair with its opposite on the same limits and records, so that a model which
 * ignores the words of the question is right in exactly half of the comparisons.
 */
export const directions = ['under', 'over', 'between', 'outside'] as const
export type Direction = (typeof directions)[number]

/** One question in three wordings, behind the noun of the domain. {v} is the value; of two limits {a} is the lower and {b} the upper. */
export type Wordings = readonly [string, string, string]

/** The wordings of all that can be asked about a field; what does not fit is left out. Questions of `format` are those of `exact`. */
export type FieldWordings = Readonly<Partial<Record<'near' | 'exact', Wordings>>> & {
  readonly range?: Readonly<Record<Direction, Wordings>>
}

/** A field of a record that holds a number. All values are whole numbers of its unit, so that equal means equal. */
export interface Field {
  readonly ruler: Ruler
  /** Length of the circle, in units; null unless the ruler is circular. */
  readonly period: number | null
  draw(random: Random): number
  /** What round values are multiples of, in units, coarse first; the last is 1. */
  readonly steps: readonly number[]
  /** How coarse a value is in a question for what lies near it. */
  roughly(value: number): number
  /** The value as records write it, and as a question repeats it. Distinct values are written differently. */
  write(value: number, form: RecordForm): string
  /** The same in a question for exactly this value. Default: as records write it. */
  exactly?(value: number, form: RecordForm): string
  /** The name of the field in JSON, and whether its value is a number there. */
  readonly json: { readonly key: string; readonly isNumber: boolean }
  /** The value in a question for what lies near it, or on one side of it. Default: as in one for exactly this value. */
  ask?(value: number): string
  /** The same value in another format than any form of record has it; null where there is none that is exact. */
  readonly otherwise: ((value: number) => string) | null
  /** The value as a text in whose digits a slip can be made, and back; NaN where the text is none that `write` gives. */
  readonly code: { write(value: number): string; read(text: string): number }
  /** The slip of a digit too many; null where the value has none. */
  tenfold(value: number): number | null
  readonly wordings: FieldWordings
}
