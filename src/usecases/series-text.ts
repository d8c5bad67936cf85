import { textOfBytes } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import { type Separator, separators } from '../base/table-rows.ts'
import type { TableOptions } from '../series/table/table-options.ts'

/** The text of a file that is to hold a series. @throws NumeracyError `input` that says what else it is */
export function textOfFile(file: string, bytes: Uint8Array): string {
  const other = otherFormats.find(({ magic }) => beginsWith(bytes, magic))
  const text = other === undefined ? textOfBytes(bytes) : null
  if (text !== null) return text
  const problem =
    other?.problem ??
    'is not UTF-8 text. Save it as UTF-8 (in a spreadsheet: CSV UTF-8), or as UTF-16 with a byte order mark.'
  throw new NumeracyError('input', `--series: ${file} ${problem}`, { details: { file } })
}

/** Files that are often given in place of text, by their first bytes. */
const otherFormats = [
  { magic: '\u001f\u008b', problem: 'is compressed with gzip. Unpack it (gunzip), and give what comes out.' },
  {
    magic: '(\u00b5/\u00fd',
    problem: 'is compressed with zstd. Unpack it (unzstd), and give what comes out.',
  },
  { magic: 'BZh', problem: 'is compressed with bzip2. Unpack it (bunzip2), and give what comes out.' },
  { magic: '\u00fd7zXZ', problem: 'is compressed with xz. Unpack it (unxz), and give what comes out.' },
  {
    magic: 'PK\u0003\u0004',
    problem:
      'is a ZIP archive, as .xlsx and .ods are. Save the sheet as CSV UTF-8, or unpack the archive and give the table in it.',
  },
  {
    magic: '\u00d0\u00cf\u0011\u00e0',
    problem: 'is a workbook of Excel (.xls). Save the sheet as CSV UTF-8.',
  },
  {
    magic: 'SQLite format 3',
    problem: 'is a database of SQLite. Write the table as CSV: sqlite3 -csv -header.',
  },
  { magic: 'ARROW1', problem: 'is a file of Arrow (Feather). Write the table as Parquet or CSV.' },
  { magic: '%PDF', problem: 'is a PDF. Give the table as CSV.' },
] as const

export function beginsWith(bytes: Uint8Array, magic: string): boolean {
  return Buffer.from(bytes.subarray(0, magic.length)).toString('latin1') === magic
}

/** The first line that Excel reads and writes to say what separates columns: sep=; */
export function withoutSeparatorLine(
  text: string,
): { readonly text: string } & Pick<TableOptions, 'delimiter'> {
  const line = /^"?sep=([,;|\t])"?(?=\r|\n)/i.exec(text)
  if (line === null) return { text }
  const [delimiter] = Object.entries(separators).find(([, mark]) => mark === line[1])!
  // The line end stays, so that lines keep their numbers.
  return { text: text.slice(line[0].length), delimiter: delimiter as Separator }
}

/** Cells as spreadsheets are made to take them for texts, ="00123", without what does that. */
export function excelTexts(text: string): string {
  return text.includes('="')
    ? text.replaceAll(/(^|[,;|\t\r\n])="([^"\r\n]*)"(?=[,;|\t\r\n]|$)/g, '$1"$2"')
    : text
}
