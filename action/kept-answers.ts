import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { CacheService } from './cache-service.ts'

/** Where the answers are, and how they are named in the cache of the runner. */
export interface KeptAnswers {
  /** The SQLite file of a folder such as `.numeracy`. */
  readonly file: string
  /** What the keys of this check begin with; those of other checks share the first part. */
  readonly prefixes: readonly [own: string, all: string]
}

/** @param check what distinguishes this check from others of the repository: its folder and config file */
export function keptAnswers(folder: string, check: string): KeptAnswers {
  const all = 'numeracy-answers-'
  const own = `${all}${createHash('sha256').update(check).digest('hex').slice(0, 12)}-`
  return { file: join(folder, 'cache.sqlite'), prefixes: [own, all] }
}

/**
 * Fetches the newest answers, where none are here already.
 * @param temporary a folder for what is on its way
 * @returns whether there were any
 */
export async function restoreAnswers(
  { file, prefixes }: KeptAnswers,
  service: CacheService,
  temporary: string,
): Promise<boolean> {
  if (existsSync(file)) return false
  const packed = join(temporary, 'answers.gz')
  const unpacked = join(temporary, 'answers.sqlite')
  try {
    // No key is just the prefix: it finds what begins with it.
    if ((await service.fetch(prefixes[0], prefixes, packed)) === null) return false
    await pipeline(createReadStream(packed), createGunzip(), createWriteStream(unpacked))
    mkdirSync(dirname(file), { recursive: true })
    await pipeline(createReadStream(unpacked), createWriteStream(`${file}.part`))
    renameSync(`${file}.part`, file)
    return true
  } finally {
    for (const path of [packed, unpacked, `${file}.part`]) rmSync(path, { force: true })
  }
}

/**
 * Keeps the answers where they are others than those that were there.
 * @param earlier their hash then; empty where there were none
 */
export async function saveAnswers(
  { file, prefixes }: KeptAnswers,
  service: CacheService,
  { earlier, temporary }: { readonly earlier: string; readonly temporary: string },
): Promise<'saved' | 'unchanged' | 'none' | 'refused'> {
  if (!existsSync(file)) return 'none'
  await foldLog(file)
  const hash = await hashOf(file)
  if (hash === earlier) return 'unchanged'
  const packed = join(temporary, 'answers.gz')
  try {
    await pipeline(createReadStream(file), createGzip({ level: 1 }), createWriteStream(packed))
    return (await service.store(`${prefixes[0]}${hash.slice(0, 32)}`, packed)) ? 'saved' : 'refused'
  } finally {
    rmSync(packed, { force: true })
  }
}

/** SHA-256 of a file; empty where there is none. */
export async function hashOf(file: string): Promise<string> {
  if (!existsSync(file)) return ''
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Brings into the file what a program that was ended in its work has left beside it. */
async function foldLog(file: string): Promise<void> {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
  if (log === undefined || log.size === 0) return
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(file)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}
