import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { AnswerCache } from './answer-cache.ts'
import { prepareTables, unfitTables } from './cache-schema.ts'
import { fileIdentity, setAside } from './file-identity.ts'
import { whileLocked } from './file-lock.ts'
import { makeFolder } from './folders.ts'
import { sqlite } from './sqlite.ts'
import { sqliteCache } from './sqlite-cache.ts'
import { troubleOf } from './storage-trouble.ts'

export interface CacheFile {
  readonly cache: AnswerCache
  /** Of the file that is open, whatever its name stands for by now. */
  readonly identity: string
}

export interface WritableCacheFile extends CacheFile {
  /** The file that was here before and could not be used; null when there was none. */
  readonly replaced: { readonly aside: string; readonly reason: string } | null
}

/** Of the cache file that was in use and turned out to be damaged. */
export interface Damage {
  readonly identity: string
  readonly reason: string
}

/**
 * Opens the cache for reading and writing; makes folder, file and tables where they are missing. A file that
 * cannot be used is set aside and a new one begun. All who open take turns, so that none sets aside or reads
 * what another is just beginning.
 *
 * @param patience how long to wait for other processes, in milliseconds
 * @param damage the file to set aside, unless another process has already
 * @throws what `troubleOf` reads
 */
export function openForWriting(path: string, patience: number, damage?: Damage): WritableCacheFile {
  const folder = dirname(path)
  makeFolder(folder)
  // Asked beforehand because SQLite's own answer, "unable to open database file", tells nobody why.
  accessSync(folder, constants.W_OK)
  if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK)
  return whileLocked(`${path}.lock`, patience, () => {
    let reason = damage?.identity === fileIdentity(path) ? damage?.reason : undefined
    if (reason === undefined) {
      const opened = openFitFile(path, patience)
      if (typeof opened !== 'string') return { cache: opened, identity: fileIdentity(path)!, replaced: null }
      reason = opened
    }
    const replaced = { aside: setAside(path), reason }
    const cache = whileOpening(path, patience, 'readWrite', database => {
      prepareTables(database)
      return sqliteCache(database, path)
    })
    return { cache, identity: fileIdentity(path)!, replaced }
  })
}

/** The cache in `path`, or why that file cannot be used. */
function openFitFile(path: string, patience: number): AnswerCache | string {
  try {
    return whileOpening(path, patience, 'readWrite', database => {
      const unfit = unfitTables(database)
      if (unfit !== null) {
        database.close()
        return unfit
      }
      prepareTables(database)
      return sqliteCache(database, path)
    })
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.kind === 'damaged') return `is damaged (${trouble.reason})`
    throw error
  }
}

/** Opens what is there for reading only; null when it cannot be read. */
export function openForReading(path: string, patience: number): CacheFile | null {
  const identity = fileIdentity(path)
  if (identity === null) return null
  // In a folder that cannot be written SQLite opens a file without a log only when told that nobody changes it.
  const unlogged = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0
  const locations = unlogged ? [path, `${pathToFileURL(path).href}?immutable=1`] : [path]
  for (const location of locations) {
    try {
      return whileOpening(location, patience, 'readOnly', database => {
        if (unfitTables(database) === null) return { cache: sqliteCache(database, path), identity }
        database.close()
        return null
      })
    } catch (error) {
      troubleOf(error)
    }
  }
  return null
}

/** Opens a database, and closes it again when `work` throws. */
function whileOpening<Result>(
  location: string,
  patience: number,
  mode: 'readOnly' | 'readWrite',
  work: (database: DatabaseSync) => Result,
): Result {
  const { DatabaseSync } = sqlite()
  const database = new DatabaseSync(location, { readOnly: mode === 'readOnly' })
  try {
    database.exec(`PRAGMA busy_timeout = ${patience}`)
    return work(database)
  } catch (error) {
    database.close()
    throw error
  }
}
