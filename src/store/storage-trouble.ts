import { lstatSync, statSync } from 'node:fs'
import { messageOf, NumeracyError } from '../base/error.ts'

/** What keeps a file from being used. */
export interface Trouble {
  readonly kind: 'damaged' | 'full' | 'locked' | 'protected' | 'other'
  /** Fit for parentheses after what cannot be done. */
  readonly reason: string
}

const notOrdinary = 'NOT_ORDINARY'
const leadsNowhere = 'LEADS_NOWHERE'

/**
 * Checks a file before something opens it that would wait for a pipe for ever, or call a folder by no name.
 * @throws what `troubleOf` reads, where something is there and is no ordinary file
 */
export function checkOrdinaryFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  const isLink = stats === undefined && lstatSync(path, { throwIfNoEntry: false }) !== undefined
  if (!isLink && (stats === undefined || stats.isFile())) return
  const code = isLink ? leadsNowhere : stats?.isDirectory() ? 'EISDIR' : notOrdinary
  throw Object.assign(new Error(`${path} is no file`), { code, syscall: 'open' })
}

const systemTroubles: Readonly<Record<string, Trouble>> = {
  EACCES: { kind: 'protected', reason: 'no permission' },
  EPERM: { kind: 'protected', reason: 'no permission' },
  EROFS: { kind: 'protected', reason: 'the file system is read-only' },
  ENOSPC: { kind: 'full', reason: 'the disk is full' },
  EDQUOT: { kind: 'full', reason: 'the disk quota is used up' },
  EFBIG: { kind: 'full', reason: 'the file is larger than allowed here' },
  ENOENT: { kind: 'other', reason: 'there is no such file or folder' },
  ENOTDIR: { kind: 'other', reason: 'a part of the path is a file, not a folder' },
  EEXIST: { kind: 'other', reason: 'there is a file where the folder should be' },
  ENAMETOOLONG: { kind: 'other', reason: 'a name in it is longer than a name may be' },
  ELOOP: { kind: 'other', reason: 'its links lead round in a circle' },
  ENXIO: { kind: 'other', reason: 'it is a socket, or a device that is not there' },
  EISDIR: { kind: 'other', reason: 'it is a folder, not a file' },
  [notOrdinary]: { kind: 'other', reason: 'it is no ordinary file, but a pipe, a device or a socket' },
  [leadsNowhere]: { kind: 'other', reason: 'it is a link that leads nowhere' },
}

// Result codes of SQLite (sqlite.org/rescode.html), the low byte of the extended ones.
const busy = 5
const locked = 6
const readOnly = 8
const corrupt = 11
const full = 13
const notDatabase = 26
const programErrors = [1, 2, 18, 19, 20, 21, 25]

/**
 * What is wrong with the storage, from an error of `node:fs` or `node:sqlite`.
 * @throws the error itself when the storage is not to blame
 */
export function troubleOf(error: unknown): Trouble {
  const { code, errcode, syscall } = error as {
    readonly code?: unknown
    readonly errcode?: unknown
    readonly syscall?: unknown
  }
  if (code === 'ERR_SQLITE_ERROR') return sqliteTrouble(error, Number(errcode) & 0xff)
  if (code === 'ENOENT' && syscall === 'mkdir')
    return { kind: 'other', reason: 'no folder can be made there' }
  if (typeof code === 'string' && 'syscall' in (error as object)) {
    return systemTroubles[code] ?? { kind: 'other', reason: messageOf(error) }
  }
  if (code === 'ERR_INVALID_ARG_VALUE')
    return { kind: 'other', reason: 'the path holds the character U+0000, which no path may' }
  throw error
}

function sqliteTrouble(error: unknown, result: number): Trouble {
  const reason = messageOf(error)
  const lacksTables = /^no such (table|column)/.test(reason)
  if (result === corrupt || result === notDatabase || lacksTables) return { kind: 'damaged', reason }
  if (programErrors.includes(result)) throw error
  if (result === full) return { kind: 'full', reason: 'the disk is full' }
  if (result === busy || result === locked) {
    return { kind: 'locked', reason: 'another process has it locked for too long' }
  }
  return { kind: result === readOnly ? 'protected' : 'other', reason }
}

/** What to do about each kind of trouble with a file that is kept for later, as the beginning of a sentence. */
export const troubleAdvice: Readonly<Record<Trouble['kind'], string>> = {
  damaged: 'Delete it',
  full: 'Free some space',
  locked: 'Let the other process finish',
  protected: 'Make it writable',
  other: 'Check the disk',
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
