import type { Notation, Reading } from '../reading.ts'
import { type Family, maxDocuments } from '../series.ts'
import type { TableOptions } from './table-options.ts'

/** What a file holds and what was made of it. */
export interface ReadFacts {
  readonly file: string
  readonly format: string
  /** The column of the documents, or the template that makes them; null where there is one column only. */
  readonly documents: string | null
  /** The column of the values; null where the documents are read. */
  readonly valuesFrom: string | null
  /** What the values are read as: `money`, `date`… */
  readonly reads: Family
  /** Of the values: a currency, %, a base unit, days since 1970-01-01, seconds since midnight; null for plain numbers. */
  readonly unit: string | null
  /** In which notation the values are written, where it makes a difference. */
  readonly notation: Notation | null
  /** With text. */
  readonly rows: number
  readonly leftOut: {
    /** That cannot be read, the first three with their place and what is wrong. */
    readonly bad: number
    readonly firstBad: readonly string[]
    /** Whose text stands on an earlier row. */
    readonly again: number
    /** Not drawn for the sample. */
    readonly unsampled: number
  }
}

export function unitOf(all: readonly (readonly Reading[])[]): string | null {
  const [{ family, dimensions }] = all[0]
  if (family === 'date') return 'days since 1970-01-01'
  if (family === 'time') return 'seconds since midnight'
  if (family === 'percentage') return '%'
  if (family === 'quantity') return dimensions[0].split(' in ')[1]
  if (family !== 'money') return null
  const shared = all[0][0].currencies.filter(each =>
    all.every(([{ currencies }]) => currencies.includes(each)),
  )
  return shared.join(' or ')
}

export function notationOf(all: readonly (readonly Reading[])[]): Notation | null {
  return all.find(readings => readings.length === 1 && readings[0].notation !== null)?.[0].notation ?? null
}

export function descriptionOf({ file, leftOut: { again } }: ReadFacts, count: number): string {
  const left = again === 1 ? 'a text that stands' : `${again} texts that stand`
  return `${count} documents from ${file}${again === 0 ? '' : `, ${left} there again left out`}.`
}

export function notesOf(
  { file, rows, leftOut, ...of }: ReadFacts,
  count: number,
  row: 'line' | 'row',
  { rows: wanted, seed = 1 }: TableOptions,
): string[] {
  const number = (value: number) => value.toLocaleString('en')
  const { bad, firstBad, again, unsampled } = leftOut
  const notes: string[] = []
  if (bad > 0) {
    const more = bad > firstBad.length ? `; the first ${firstBad.length}` : ''
    notes.push(
      `${file}: ${number(bad)} of ${number(rows)} ${row}s cannot be read and ${bad === 1 ? 'is' : 'are'} left out${more}: ${firstBad.join(' ')}`,
    )
  }
  if (again > 0)
    notes.push(
      `${file}: ${again === 1 ? `one ${row} holds` : `${number(again)} ${row}s hold`} a text that stands on an earlier ${row}; equal texts are one document, so that ${number(count + unsampled)} of ${number(rows)} ${row}s are ${unsampled > 0 ? 'different' : 'compared'}.`,
    )
  if (unsampled > 0) {
    const from = of.valuesFrom ?? of.documents
    const values = from === null ? 'the values' : `the values of ${from}`
    const most = Math.min(maxDocuments, count + unsampled)
    notes.push(
      `${file}: ${number(count)} of ${number(count + unsampled)} documents are compared, drawn so that they are spread over the quantiles of ${values} (seed ${seed}). ${wanted === undefined ? `Add --rows ${most} to compare ${most < count + unsampled ? 'more' : 'all'}.` : ''}`.trimEnd(),
    )
  }
  return notes
}
