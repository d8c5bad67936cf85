import { accessSync, constants, existsSync, statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { AnswerCache } from './answer-cache.ts'
import { commonPath, ownPath } from './cache-place.ts'
import { foreignTables, prepareTables } from './cache-schema.ts'
import { fileIdentity, setAside } from './file-identity.ts'
import { whileLocked } from './file-lock.ts'
import { makeFolder } from './folders.ts'
import { sqlite } from './sqlite.ts'
import { type SqliteOptions, sqliteCache } from './sqlite-cache.ts'
import { checkOrdinaryFile, troubleOf } from './storage-trouble.ts'

export interface CacheFile {
  readonly cache: AnswerCache
  readonly path: string
  /** Of the file that is open, whatever its name stands for by now. */
  readonly identity: string
  readonly isWritable: boolean
  /** Sets how long to wait for other processes from now on, in milliseconds. */
  readonly setPatience: (milliseconds: number) => void
}

export interface WritableCacheFile extends CacheFile {
  /** The file that was here before and was damaged; null when there was none. */
  readonly replaced: { readonly aside: string; readonly reason: string } | null
  /** The file that has the common name, where this one was begun beside it; null otherwise. */
  readonly beside: { readonly path: string; readonly reason: string } | null
}

/** Of the cache file that was in use and turned out to be damaged. */
export interface Damage {
  readonly identity: string
  readonly reason: string
}

export interface OpenOptions extends SqliteOptions {
  /** How long to wait for other processes, in milliseconds. */
  readonly patience: number
}

/**
 * Opens the cache in a folder for reading and writing; makes folder, file and tables where they are missing. A
 * damaged file is set aside and a new one begun. One of another version or program stays as it is: ours then
 * stands beside it. All who open take turns, so that none sets aside or reads what another is just beginning.
 *
 * @param damage the file to set aside, unless another process has already
 * @throws what `troubleOf` reads
 */
export function openForWriting(directory: string, options: OpenOptions, damage?: Damage): WritableCacheFile {
  makeFolder(directory)
  // Asked beforehand because SQLite's own answer, "unable to open database file", does not say why.
  accessSync(directory, constants.W_OK)
  const [common, own] = [commonPath(directory), ownPath(directory)]
  checkOrdinaryFile(`${common}.lock`)
  return whileLocked(`${common}.lock`, options.patience, () => {
    const tryAt = (path: string) => {
      if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK)
      const isKnownDamage = damage !== undefined && damage.identity === fileIdentity(path)
      return isKnownDamage ? ({ fault: 'damaged', reason: damage.reason } as const) : openFile(path, options)
    }
    // Once there is a file of our own name, it is ours, whatever becomes of the other.
    const path = existsSync(own) ? own : common
    const tried = tryAt(path)
    if (tried.fault === null) return { ...tried.file, replaced: null, beside: null }
    if (tried.fault === 'foreign' && path === common) {
      return { ...newFile(own, options), replaced: null, beside: { path, reason: tried.reason } }
    }
    const replaced = { aside: setAside(path), reason: tried.reason }
    return { ...newFile(path, options), replaced, beside: null }
  })
}

function newFile(path: string, options: OpenOptions): CacheFile {
  return whileOpening({ path }, options.patience, 'readWrite', database => {
    prepareTables(database)
    return fileIn(database, path, 'readWrite', options)
  })
}

function fileIn(database: DatabaseSync, path: string, mode: Mode, options: OpenOptions): CacheFile {
  return {
    isWritable: mode === 'readWrite',
    cache: sqliteCache(database, path, options),
    path,
    identity: fileIdentity(path)!,
    setPatience: milliseconds => database.exec(`PRAGMA busy_timeout = ${milliseconds}`),
  }
}

type Tried =
  | { readonly fault: null; readonly file: CacheFile }
  | { readonly fault: 'damaged' | 'foreign'; readonly reason: string }

/** The cache in `path`, or why that file cannot be used. */
function openFile(path: string, options: OpenOptions): Tried {
  try {
    return whileOpening({ path }, options.patience, 'readWrite', (database): Tried => {
      const reason = foreignTables(database)
      if (reason !== null) {
        database.close()
        return { fault: 'foreign', reason }
      }
      prepareTables(database)
      return { fault: null, file: fileIn(database, path, 'readWrite', options) }
    })
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.kind === 'damaged') return { fault: 'damaged', reason: `is damaged (${trouble.reason})` }
    throw error
  }
}

/** Opens what is there for reading only; null when it cannot be read. */
export function openForReading(directory: string, options: OpenOptions): CacheFile | null {
  return readable(ownPath(directory), options) ?? readable(commonPath(directory), options)
}

function readable(path: string, options: OpenOptions): CacheFile | null {
  if (!existsSync(path)) return null
  // In a folder that cannot be written SQLite opens a file without a log only when it may assume that nobody changes it.
  let unlogged: boolean
  try {
    unlogged = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0
  } catch (error) {
    troubleOf(error)
    return null
  }
  const locations = unlogged ? [path, `${pathToFileURL(path).href}?immutable=1`] : [path]
  for (const location of locations) {
    try {
      return whileOpening({ path, location }, options.patience, 'readOnly', database => {
        if (foreignTables(database) === null) return fileIn(database, path, 'readOnly', options)
        database.close()
        return null
      })
    } catch (error) {
      troubleOf(error)
    }
  }
  return null
}

type Mode = 'readOnly' | 'readWrite'

/**
 * Opens a database, and closes it again when `work` throws.
 * @param location `path`, or its address with options
 */
function whileOpening<Result>(
  { path, location = path }: { readonly path: string; readonly location?: string },
  patience: number,
  mode: Mode,
  work: (database: DatabaseSync) => Result,
): Result {
  // SQLite opens all of these, and would wait for a pipe for ever.
  for (const part of ['', '-wal', '-shm', '-journal']) checkOrdinaryFile(path + part)
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
