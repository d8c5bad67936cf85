import { rm, stat } from 'node:fs/promises'
import { checkArgument } from '../base/arguments.ts'
import { textOfBytes } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import { makeNamedFolder } from './folders.ts'
import { givenBytes } from './given-file.ts'
import type { Run } from './run.ts'
import { runBytes } from './run-text.ts'
import { unwritable } from './storage-trouble.ts'
import { temporaryIn, withTemporary, writeWhole } from './whole-file.ts'

/** A run file larger than this, in bytes, is neither read nor written: 256 MiB. */
export const maxRunBytes = 256 * 1024 * 1024

/**
 * The run in a file, checked. Needs memory of several times the size of the file.
 * @throws NumeracyError `storage` when it cannot be read; `input` when it is not a run, or larger than `maxRunBytes`
 */
export async function readRun(path: string): Promise<Run> {
  checkArgument('The run file', path, 'text')
  const bytes = await givenBytes(path, {
    subject: `The run file ${path}`,
    expected: 'a file that "numeracy probe" wrote',
    advice: 'Check the path and its permissions.',
    whenTooLarge: 'Probe fewer series or models at once.',
    maxBytes: maxRunBytes,
    details: { file: path },
  })
  // Windows PowerShell writes what a command prints as UTF-16.
  const text = textOfBytes(bytes) ?? new TextDecoder().decode(bytes)
  // Loaded here because who only writes runs needs no zod, which takes long to load.
  const { parseRun } = await import('./parse-run.ts')
  return parseRun(text, path)
}

/** Whether a folder is there under that name. */
export async function isFolder(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => null)
  return stats?.isDirectory() ?? false
}

/**
 * Writes a run file whole or not at all: under a temporary name beside it, then renamed.
 * @throws NumeracyError `storage`; what was at `path` before is then still there
 */
export async function writeRun(path: string, run: Run): Promise<void> {
  const content = runBytes(run)
  const bytes = content.reduce((sum, { length }) => sum + length, 0)
  if (bytes > maxRunBytes) throw tooLarge(`The run for ${path} has`, bytes, path)
  try {
    await writeWhole(path, content)
  } catch (error) {
    throw unwritable(`The run cannot be written to ${path}`, error, path)
  }
}

/**
 * Makes the folder when it is missing and proves that a file can be written in it, so that this is found
 * before the work, not after.
 * @throws NumeracyError `storage`
 */
export async function checkWritableFolder(path: string): Promise<void> {
  try {
    makeNamedFolder(path)
    const probe = temporaryIn(path)
    await withTemporary(probe, 'Can a file be written here?\n', () => rm(probe))
  } catch (error) {
    if (error instanceof NumeracyError) throw error
    throw unwritable(`The folder ${path} cannot be written`, error, path)
  }
}

function tooLarge(subject: string, bytes: number, path: string): NumeracyError {
  const megabytes = (size: number) => `${Math.ceil(size / 2 ** 20).toLocaleString('en')} MiB`
  return new NumeracyError(
    'input',
    `${subject} ${megabytes(bytes)}; a run file may have at most ${megabytes(maxRunBytes)}. Probe fewer series or models at once.`,
    { details: { file: path, bytes, limit: maxRunBytes } },
  )
}
