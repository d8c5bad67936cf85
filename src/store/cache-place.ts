import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cacheVersion } from './cache-schema.ts'

/** The name of a cache, whatever the version. The first version in a folder has it. */
export function commonPath(directory: string): string {
  return join(directory, 'cache.sqlite')
}

/** The name of this version's cache where another version, or another program, has the common name. */
export function ownPath(directory: string): string {
  return join(directory, `cache-v${cacheVersion}.sqlite`)
}

/** A cache file that is not the one in use. */
export interface OtherCache {
  readonly path: string
  /** With the files that SQLite has beside it. */
  readonly bytes: number
}

/** The files in a folder that another version of numeracy answers from, or that were set aside as damaged. */
export function otherCaches(directory: string, inUse: string | null): OtherCache[] {
  const names = namesIn(directory).filter(name => /^cache(?:-v\d+)?\.sqlite(?:\.damaged-\d+)?$/.test(name))
  return names
    .map(name => join(directory, name))
    .filter(path => path !== inUse)
    .map(path => ({
      path,
      bytes: ['', '-wal', '-shm'].reduce((sum, part) => sum + sizeOf(path + part), 0),
    }))
}

function sizeOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0
  } catch {
    // A link that leads round in a circle has none.
    return 0
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).sort()
  } catch {
    return []
  }
}
