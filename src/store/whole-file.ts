import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { NumeracyError } from '../base/error.ts'
import { troubleOf } from './storage-trouble.ts'

/**
 * Writes a file whole or not at all: under a temporary name beside it, then renamed. What was there is replaced.
 * @throws what `node:fs` throws; what was at `path` before is then still there
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  await withTemporary(temporary, content, () => rename(temporary, path))
}

/** Writes a file through to the disk, then does `work` with it; removes it when any of this fails. */
export async function withTemporary(
  path: string,
  content: string | Uint8Array,
  work: () => Promise<void>,
): Promise<void> {
  try {
    const file = await open(path, 'w')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await work()
  } catch (error) {
    await rm(path, { force: true }).catch(() => {})
    throw error
  }
}

/** @param what such as `The run cannot be written to run.json` @throws the error itself when the storage is not to blame */
export function unwritable(what: string, error: unknown, path: string): NumeracyError {
  const { kind, reason } = troubleOf(error)
  const advice = kind === 'full' ? 'Free some space or choose another place.' : 'Choose another place.'
  return new NumeracyError('storage', `${what} (${reason}). ${advice}`, {
    details: { path },
    cause: error,
  })
}
