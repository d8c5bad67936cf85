import { NumeracyError } from '../../base/error.ts'
import type { Separator } from '../../base/table-rows.ts'
import type { Notation } from '../reading.ts'
import type { Ruler } from '../ruler.ts'

/** How a file of one's own is to be read. What is left out is found in the file, or asked for where it has two readings. */
export interface TableOptions {
  /** The column of the documents, by name or by number from 1. Default: the only one. */
  readonly column?: string | number | undefined
  /** The column of the values, by name or by number. Default: the values are read from the documents. */
  readonly valueColumn?: string | number | undefined
  /** The documents as a text of several columns, such as `{name} for {price}`; `{d}` is the column of the documents. */
  readonly template?: string | undefined
  /** Whether the first row names the columns. Default: as it reads. */
  readonly header?: boolean | undefined
  /** What separates columns. Default: as the rows read. */
  readonly delimiter?: Separator | undefined
  /** The mark before decimals. Default: as the values read together. */
  readonly decimal?: 'comma' | 'point' | undefined
  /** The order of day and month in dates such as 01/02/2024. Default: as the dates read together. */
  readonly dates?: 'dmy' | 'mdy' | undefined
  /** Default: linear. */
  readonly ruler?: Ruler | undefined
  /** Length of the circle of a circular ruler, in the unit of the values. Default for times: 24 hours. */
  readonly period?: number | undefined
  /** How many documents are compared at most; of more a sample is drawn. Default 500. */
  readonly rows?: number | undefined
  /** Whether rows that cannot be read are left out, with a note. Default: the first is an error. */
  readonly skipBadRows?: boolean | undefined
  /** Of the sample. Default 1. */
  readonly seed?: number | undefined
}

/** What options that are words may be; those of the command line are checked where they are read. */
const choices = {
  delimiter: ['comma', 'semicolon', 'tab', 'bar'],
  decimal: ['comma', 'point'],
  dates: ['dmy', 'mdy'],
  ruler: ['linear', 'log', 'circular'],
} as const satisfies { readonly [Name in keyof TableOptions]?: readonly unknown[] }

const kinds = {
  column: ['string', 'number'],
  valueColumn: ['string', 'number'],
  template: ['string'],
  header: ['boolean'],
  period: ['number'],
  rows: ['number'],
  skipBadRows: ['boolean'],
  seed: ['number'],
} as const satisfies { readonly [Name in keyof TableOptions]?: readonly string[] }

/** @throws NumeracyError `usage` for an option that is not of its kind */
export function checkTableOptions(options: TableOptions): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue
    const refuse = (expected: string): never => {
      throw new NumeracyError(
        'usage',
        `seriesFromFile: got ${JSON.stringify(value) ?? String(value)} for ${name}; expected ${expected}.`,
        { details: { option: name } },
      )
    }
    if (Object.hasOwn(choices, name)) {
      const words: readonly unknown[] = choices[name as keyof typeof choices]
      if (!words.includes(value)) refuse(words.map(word => JSON.stringify(word)).join(', '))
    } else if (Object.hasOwn(kinds, name)) {
      const types: readonly string[] = kinds[name as keyof typeof kinds]
      if (!types.includes(typeof value)) refuse(`a ${types.join(' or a ')}`)
    }
  }
}

/** How many documents are compared where nothing is said. */
export const defaultRows = 500

/** The notations that the options leave. */
export function notationsOf({ decimal, dates }: TableOptions): readonly Notation[] {
  return [
    ...(decimal === 'comma' ? [] : (['decimal point'] as const)),
    ...(decimal === 'point' ? [] : (['decimal comma'] as const)),
    ...(dates === 'mdy' ? [] : (['day before month'] as const)),
    ...(dates === 'dmy' ? [] : (['month before day'] as const)),
  ]
}
