import { readFile, stat } from 'node:fs/promises'
import { NumeracyError } from '../base/error.ts'
import { troubleOf } from './storage-trouble.ts'

/** A larger file is refused unread: 512 MiB. */
const maxBytes = 512 * 2 ** 20

/** The bytes of a file that holds a series. @throws NumeracyError `storage` or `input` */
export async function tableBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const refuse = (problem: string, details: Record<string, unknown> = {}): never => {
    throw new NumeracyError('input', `--series: ${path} ${problem}`, { details: { path, ...details } })
  }
  const found = await stat(path).catch(() => null)
  if (found === null)
    throw new NumeracyError(
      'storage',
      `--series: there is no file ${path}. Give the path of a file with one text a line, or of a table.`,
      { details: { path } },
    )
  if (!found.isFile()) refuse('is not a file; expected one with one text a line, or a table.')
  if (found.size > maxBytes)
    refuse(
      `has ${(found.size / 2 ** 20).toFixed(0)} MiB; at most ${maxBytes / 2 ** 20} MiB are read. Take a part of it.`,
      { bytes: found.size },
    )
  try {
    return new Uint8Array(await readFile(path))
  } catch (cause) {
    throw new NumeracyError(
      'storage',
      `--series: ${path} cannot be read (${troubleOf(cause).reason}). Check its permissions.`,
      { cause, details: { path } },
    )
  }
}
