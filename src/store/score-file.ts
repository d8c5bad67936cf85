import { extname } from 'node:path'
import { textOfBytes, unfitCharacter } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import { givenBytes } from './given-file.ts'
import { csvTable } from './table/csv-table.ts'
import { npyTable } from './table/npy-table.ts'
import type { LabelledTable, Refuse, TableLimits } from './table/number-table.ts'
import { parquetTable } from './table/parquet-table.ts'
import type { ScoreFile } from './table/score-shape.ts'

/**
 * Reads numbers to be scored: JSON with all that belongs to them, or CSV, .npy and Parquet with the numbers alone.
 * @throws NumeracyError `storage` when the file cannot be read, `input` when it is not what it should be
 */
export async function readScoreFile(path: string, limits: TableLimits): Promise<ScoreFile> {
  const refuse = refusalOf(path)
  const bytes = await bytesOf(path, refuse)
  const alone = (given: LabelledTable): ScoreFile => ({
    ...given,
    kind: null,
    values: null,
    texts: null,
    ruler: null,
    period: null,
  })
  switch (extname(path).toLowerCase()) {
    case '.json':
      return (await import('./table/score-json.ts')).scoreJson(textOf(bytes, refuse), limits, refuse)
    case '.npy':
      return alone({ table: npyTable(bytes, limits, refuse), rowLabels: null, columnLabels: null })
    case '.parquet':
      return alone(await parquetTable(bytes, limits, refuse))
    case '.csv':
    case '.tsv':
    case '.txt':
      return alone(csvTable(textOf(bytes, refuse), limits, refuse))
    default:
      return refuse('has no known ending; expected .json, .csv, .npy or .parquet. Rename it.')
  }
}

/** The values of documents, one a line. @throws NumeracyError `storage` or `input` */
export async function readValues(path: string): Promise<number[]> {
  const refuse = refusalOf(path)
  const text = textOf(await bytesOf(path, refuse), refuse)
  const { table } = csvTable(text, { rows: 1_000_000, columns: 1_000_000 }, refuse)
  if (table.columns !== 1)
    refuse(
      `has ${table.columns} numbers in row 1; expected one value a line, with a decimal point and no marks between thousands.`,
      { row: 1 },
    )
  return [...table.data]
}

/** The texts of documents, one a line, as they stand there. @throws NumeracyError `storage` or `input` */
export async function readTexts(path: string): Promise<string[]> {
  const refuse = refusalOf(path)
  const texts = textOf(await bytesOf(path, refuse), refuse)
    .replace(/^\uFEFF/, '')
    .replace(/(?:\r\n|\r|\n)$/, '')
    .split(/\r\n|\r|\n/)
  for (const [at, text] of texts.entries()) {
    const character = unfitCharacter(text)
    if (text.trim() === '')
      refuse(`has no text in line ${at + 1}; expected one on every line.`, { line: at + 1 })
    if (character !== null)
      refuse(
        `has the character ${character} in line ${at + 1}; expected text without control characters. Remove it.`,
      )
  }
  return texts
}

function refusalOf(path: string): Refuse {
  return (problem, details = {}) => {
    throw new NumeracyError('input', `score: the file ${path} ${problem}`, {
      details: { file: path, ...details },
    })
  }
}

async function bytesOf(path: string, refuse: Refuse): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await givenBytes(path, {
    subject: `score: the file ${path}`,
    expected: 'numbers, texts or values in a file',
    advice: 'Check the path and its permissions.',
    whenTooLarge: 'Score a part of it.',
    maxBytes: 512 * 2 ** 20,
    details: { file: path },
  })
  if (bytes.length === 0) refuse('is empty.')
  return bytes
}

function textOf(bytes: Uint8Array, refuse: Refuse): string {
  return textOfBytes(bytes) ?? refuse('is not UTF-8 text. Save it as UTF-8.')
}
