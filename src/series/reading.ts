import type { Family } from './series.ts'

/**
 * How a text may be written so that it has this value: the mark before the decimals, or the order of a date. What is
 * written in one notation often reads in the other too: 1,234 and 01/02/2024.
 */
export type Notation = 'decimal point' | 'decimal comma' | 'day before month' | 'month before day'

/** A text read as a value of one family. */
export interface Reading {
  readonly family: Family
  /**
   * Numbers, money and percentages as written; quantities in the base unit of their dimension; dates in days since
   * 1970-01-01 (with a time, the part of the day behind the point); times in seconds since midnight; versions as
   * major · 10⁶ + minor · 10³ + patch.
   */
  readonly value: number
  /** Null where every notation gives this value. */
  readonly notation: Notation | null
  /** What the money may be (ISO 4217); empty for what is no money. ¥ is that of Japan or of China. */
  readonly currencies: readonly string[]
  /** What a quantity measures, with its base unit, such as `length in m`; empty for what has no unit. */
  readonly dimensions: readonly string[]
  /** Whether the time of a date has a zone; empty for what is no date with a time. */
  readonly zones: readonly string[]
}

/** What the reader of one family says of a text. */
export type Read = Pick<Reading, 'value' | 'notation'> &
  Partial<Pick<Reading, 'currencies' | 'dimensions' | 'zones'>>
