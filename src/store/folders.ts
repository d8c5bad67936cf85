import { lstatSync, mkdirSync, mkdtempSync, rmSync, type Stats, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { NumeracyError } from '../base/error.ts'

/**
 * Makes a folder and those above it where they are missing, one by one: the recursive way of Node never ends where
 * none can be made, as below /proc.
 * @throws what `node:fs` throws
 */
export function makeFolder(path: string): void {
  if (isFolderAt(path)) return
  const missing = [resolve(path)]
  while (statsAt(dirname(missing[0])) === null) missing.unshift(dirname(missing[0]))
  for (const folder of missing) {
    try {
      mkdirSync(folder)
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!isFolderAt(folder)) throw error
    }
  }
}

/**
 * Makes a folder that the user named. One that is a link is followed where the link is the user's own or the
 * system's: in a folder that all may write, such as /tmp, anyone could have put it there.
 * @throws NumeracyError `storage` for a link of somebody else; what `node:fs` throws
 */
export function makeNamedFolder(path: string): void {
  const link = linkAt(path)
  const user = process.getuid?.()
  if (link !== null && user !== undefined && link.uid !== 0 && link.uid !== user)
    throw linkRefused(path, 'a link that another user has made')
  makeFolder(path)
}

/**
 * Makes a folder inside one that the user named. No link is followed there.
 * @throws NumeracyError `storage` for a link; what `node:fs` throws
 */
export function makeInnerFolder(path: string): void {
  if (linkAt(path) !== null) throw linkRefused(path, 'a link')
  makeFolder(path)
}

/** Does some work with an empty folder that is removed afterwards, with all that is in it. */
export async function withTemporaryFolder<Result>(
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'numeracy-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function linkRefused(path: string, what: string): NumeracyError {
  return new NumeracyError(
    'storage',
    `${path} is ${what}, and is not followed; expected a folder. Remove it, or choose another place.`,
    { details: { path } },
  )
}

function linkAt(path: string): Stats | null {
  const stats = statsAt(path)
  return stats?.isSymbolicLink() ? stats : null
}

/** Of what stands there itself, be it a link; null where nothing does, or nothing can be seen. */
function statsAt(path: string): Stats | null {
  try {
    return lstatSync(path)
  } catch {
    return null
  }
}

function isFolderAt(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
