import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { textOfBytes } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import { catalogueSeries, seriesCatalogue } from '../series/catalogue.ts'
import { seriesFromLines } from '../series/lines.ts'
import { isRange, rangeSeries } from '../series/range.ts'
import type { Series } from '../series/series.ts'

/** A series file above this many bytes is refused unread: 5,000 documents of 10,000 characters fit. */
const maxFileSize = 64 * 1024 * 1024

/**
 * The series that a word on the command line names: one of the catalogue, a range, or a file. A word with a
 * slash, or with a file's ending, is a path.
 * @throws NumeracyError `unknown`, `input` or `storage`
 */
export async function seriesNamed(word: string, cwd: string): Promise<Series> {
  if (seriesCatalogue.some(({ id }) => id === word)) return catalogueSeries(word)
  if (isRange(word)) return rangeSeries(word)
  const path = resolve(cwd, word)
  const found = await stat(path).catch(() => null)
  if (found === null) {
    if (!/[/\\]|\.(csv|tsv|txt)$/i.test(word)) return catalogueSeries(word)
    throw new NumeracyError(
      'storage',
      `--series: there is no file ${path}. Give the path of a file with one text a line, or text and value.`,
      { details: { path } },
    )
  }
  if (!found.isFile())
    throw new NumeracyError(
      'input',
      `--series: ${path} is not a file; expected one with one text a line, or text and value.`,
      { details: { path } },
    )
  if (found.size > maxFileSize) {
    throw new NumeracyError(
      'input',
      `--series: ${path} has ${(found.size / 1e6).toFixed(0)} MB; at most 64 MB are read, and 5,000 documents are compared with each other. Take a part of it.`,
      { details: { path, bytes: found.size } },
    )
  }
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new NumeracyError('storage', `--series: ${path} cannot be read. Check its permissions.`, {
      cause,
      details: { path },
    })
  })
  const text = textOfBytes(bytes)
  if (text === null)
    throw new NumeracyError(
      'input',
      `--series: ${path} is not UTF-8 text. Save it as UTF-8, one text a line.`,
      { details: { path } },
    )
  return seriesFromLines(basename(path), text)
}
