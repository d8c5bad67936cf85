import { type Fraction, numberOf, writtenFraction } from '../../math/fraction.ts'

/**
 * What was read. `number` is also a count and an ordinal; `ratio` two numbers that belong together (118/76, 16:9);
 * `per` what something is counted by (a month, per kilogram); the last ones are amounts in a unit.
 */
export type QuantityKind =
  | 'number'
  | 'ratio'
  | 'percent'
  | 'money'
  | 'date'
  | 'time'
  | 'version'
  | 'id'
  | 'section'
  | 'per'
  | UnitKind

/** What a unit measures. */
export type UnitKind =
  | 'duration'
  | 'mass'
  | 'volume'
  | 'length'
  | 'area'
  | 'temperature'
  | 'angle'
  | 'data'
  | 'frequency'
  | 'power'
  | 'energy'
  | 'voltage'
  | 'current'
  | 'charge'
  | 'pressure'
  | 'sound'
  | 'pixels'

/** A date as far as it is known; null where it is not said. */
export interface DateParts {
  readonly year: number | null
  /** 1 to 12. */
  readonly month: number | null
  readonly day: number | null
  /** 1 (Monday) to 7. Of a whole date it is known, said or not. */
  readonly weekday: number | null
}

/**
 * Where the marks of a number stand. `open` ones may be read in two ways: 1,200 stands for 1200 and for 1.2, and
 * 1.200 as well. A comma is then read as between thousands, a point as before decimals.
 */
export type NumberNotation = 'point' | 'comma' | 'open point' | 'open comma'

/** One way in which a text may be read. */
export interface QuantityReading {
  readonly kind: QuantityKind
  /**
   * In `unit`. Whole dates in days since 1970-01-01, times in seconds since midnight. Null for what is compared as a
   * string: ids, versions, sections, ratios, and dates of which a part is not said.
   */
  readonly value: number | null
  /** The base unit (g, l, m, m², K, byte, s, month …), or the currency (ISO 4217); null where there is none. */
  readonly unit: string | null
  /** The value without rounding (a fraction: `-1/2`), or the string: what is compared. */
  readonly exact: string
  /** Of dates alone. */
  readonly date?: DateParts
  /** Of times alone: the zone as written (`utc`, `+02:00`); null where none is said. */
  readonly zone?: string | null
}

/** Something that was read in a text. */
export interface Quantity {
  /** Of the likeliest reading. */
  readonly kind: QuantityKind
  /** The piece of the text from `start` to before `end`, in UTF-16 units. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** The likeliest first; several where the text alone does not decide: 10/11/2025, ¥100, 5 pounds. */
  readonly readings: readonly QuantityReading[]
  /**
   * How it is written, where that leaves open what it is: two quantities of one shape are compared by `written`, so
   * that no choice of readings makes 10/11/2025 and 11/10/2025 the same day. Null where there is one reading.
   */
  readonly shape: string | null
  readonly written: string
  /** Null where it has no marks. */
  readonly notation: NumberNotation | null
  /** A sign before it: `<`, `>`, `≤`, `≥` or `±`. */
  readonly bound: string | null
}

/** What a reader finds at a place. */
export interface Found {
  readonly end: number
  readonly readings: readonly QuantityReading[]
  /** Default: null. */
  readonly shape?: string
  /** Default: the likeliest reading. */
  readonly written?: string
  readonly bound?: string | null
  readonly notation?: NumberNotation | null
  /** Of amounts in a unit, for those that are said in several (1 h 30 min). */
  readonly amount?: Amount
}

export interface Amount {
  /** In base units. */
  readonly value: Fraction
  /** How many base units its unit is. */
  readonly factor: Fraction
}

export function reading(kind: QuantityKind, value: Fraction, unit: string | null = null): QuantityReading {
  return { kind, value: numberOf(value), unit, exact: writtenFraction(value) }
}

/** A reading that is compared as a string. */
export function asString(kind: QuantityKind, exact: string, unit: string | null = null): QuantityReading {
  return { kind, value: null, unit, exact }
}

/** The same for equal readings, and for no others. */
export function readingKey({ kind, unit, exact, zone }: QuantityReading): string {
  return [kind, unit ?? '', exact, zone ?? ''].join('|')
}
