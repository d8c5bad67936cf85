import { resolve } from 'node:path'
import type { Listener } from '../base/events.ts'
import { type AnswerCache, sumRows } from './answer-cache.ts'
import { type CacheFile, type Damage, openForReading, openForWriting } from './cache-file.ts'
import { commonPath } from './cache-place.ts'
import { fileIdentity } from './file-identity.ts'
import { memoryCache } from './memory-cache.ts'
import { type Trouble, troubleAdvice, troubleOf } from './storage-trouble.ts'
import { type Kept, save, unsavedList } from './unsaved.ts'

export interface CacheLocation {
  /** The folder that holds `cache.sqlite`; made when missing. */
  readonly directory: string
  /** Called for what went wrong with the storage. */
  readonly listen?: Listener | undefined
  /** How long to wait for another process that writes, in milliseconds. Default 10,000. */
  readonly patience?: number
  /** How long what a process has claimed stays its own after it died, in milliseconds. Default 10,000. */
  readonly claimLimit?: number
  /** Milliseconds since 1970. Default: the machine's clock. */
  readonly now?: () => number
}

/**
 * The cache on disk, shared with other processes. Opens at once whatever its size.
 *
 * It never throws because of the storage. A file that is damaged is set aside as `cache.sqlite.damaged-N` and a
 * new one begun; a single value that is damaged counts as missing. A file of another version, or of another
 * program, stays as it is, and ours is begun beside it as `cache-vN.sqlite`. Where nothing can be written, what is
 * there is still read, and what is new is kept in memory until `close`; `clear` then forgets only the latter.
 * While the disk is full or another process has the file locked, what is new waits in memory: writing is tried
 * again now and then, and at `close`. The listener gets a notice of each such change, once.
 */
export function openCache(location: CacheLocation): AnswerCache {
  const { listen = () => {}, patience = 10_000, claimLimit = 10_000, now = Date.now } = location
  const directory = resolve(location.directory)
  const memory = memoryCache()
  let disk: CacheFile | null = null
  let writable = false
  let unsaved = unsavedList()
  let tryAgainAt = Number.POSITIVE_INFINITY
  let isDamageReported = false
  const notice = (message: string) => listen({ type: 'notice', message })
  const place = () => `The cache at ${disk?.path ?? commonPath(directory)}`
  const options = {
    patience,
    now,
    limit: claimLimit,
    onDamaged() {
      if (isDamageReported) return
      isDamageReported = true
      notice(
        `${place()} holds damaged values (their checksums do not fit). They count as missing and are asked for again. Check the disk.`,
      )
    },
  }

  const open = (damage?: Damage) => {
    disk?.cache.close()
    disk = null
    writable = false
    try {
      const opened = openForWriting(directory, options, damage)
      disk = opened
      writable = true
      if (opened.replaced !== null) {
        const { aside, reason } = opened.replaced
        notice(
          `${place()} ${reason}. It was set aside as ${aside} and a new one begun: what it held is asked for again. Delete ${aside} when you do not need it.`,
        )
      }
      if (opened.beside !== null) {
        const { path, reason } = opened.beside
        notice(
          `The file at ${path} ${reason}. It stays as it is; this version keeps its answers beside it, in ${opened.path}.`,
        )
      }
    } catch (error) {
      const trouble = troubleOf(error)
      disk = openForReading(directory, options)
      suspend(trouble, 'written')
    }
  }

  /** Goes on without writing, or with neither. */
  const suspend = (trouble: Trouble, task: 'read' | 'written') => {
    writable = false
    tryAgainAt = passing.includes(trouble.kind) ? now() + pause : Number.POSITIVE_INFINITY
    const fate = passing.includes(trouble.kind)
      ? 'wait in memory and are written as soon as that succeeds'
      : 'are not kept'
    notice(
      `${place()} cannot be ${task} (${trouble.reason}). The run goes on ${disk === null ? 'without it' : 'with what it holds'}: answers of this run ${fate}. ${troubleAdvice[trouble.kind]} or move the cache with --cache DIR.`,
    )
  }

  const recover = (error: unknown, task: 'read' | 'written') => {
    const trouble = troubleOf(error)
    if (trouble.kind === 'damaged' && writable) {
      open({ identity: disk!.identity, reason: `is damaged (${trouble.reason})` })
    } else {
      if (task === 'read') {
        disk!.cache.close()
        disk = null
      }
      suspend(trouble, task)
    }
  }

  /** Tries to write what waits in memory, and to go on writing. */
  const resume = (milliseconds: number) => {
    tryAgainAt = now() + pause
    try {
      if (disk === null || !disk.isWritable || fileIdentity(disk.path) !== disk.identity) {
        const opened = openForWriting(directory, { ...options, patience: milliseconds })
        disk?.cache.close()
        disk = opened
      }
      disk.setPatience(milliseconds)
      unsaved.saveTo(disk.cache)
      disk.setPatience(patience)
      // All that it holds is on the disk now.
      memory.close()
      writable = true
      tryAgainAt = Number.POSITIVE_INFINITY
      notice(`${place()} can be written again: what waited in memory is kept.`)
    } catch (error) {
      troubleOf(error)
    }
  }

  const readDisk = <Result>(read: (cache: AnswerCache) => Result, otherwise: Result): Result => {
    for (let attempt = 0; attempt < attempts && disk !== null; attempt++) {
      try {
        return read(disk.cache)
      } catch (error) {
        recover(error, 'read')
      }
    }
    return otherwise
  }

  /** What `write` gives on the disk; undefined where nothing can be written. */
  const writeDisk = <Result>(
    write: (cache: AnswerCache) => Result,
  ): { readonly result: Result } | undefined => {
    if (!writable && now() >= tryAgainAt) resume(0)
    for (let attempt = 0; attempt < attempts && writable; attempt++) {
      try {
        if (fileIdentity(disk!.path) !== disk!.identity) {
          notice(
            `${place()} was moved or deleted while it was in use. A new one is begun: what it held is asked for again.`,
          )
          open()
          continue
        }
        return { result: write(disk!.cache) }
      } catch (error) {
        recover(error, 'written')
      }
    }
    return undefined
  }

  const keep = (kept: Kept) => {
    if (writeDisk(cache => save(cache, kept)) !== undefined) return
    save(memory, kept)
    if (tryAgainAt < Number.POSITIVE_INFINITY) unsaved.add(kept)
  }

  const read = (keys: readonly Uint8Array[]) => {
    const values = memory.read(keys)
    const missing = [...keys.keys()].filter(index => values[index] === undefined)
    const found = readDisk(
      cache => cache.read(missing.map(index => keys[index])),
      missing.map(() => undefined),
    )
    for (const [position, index] of missing.entries()) values[index] = found[position]
    return values
  }

  open()
  return {
    get path() {
      return disk === null ? null : disk.path
    },
    read,
    count(keys) {
      const elsewhere = keys.filter(key => memory.count([key]) === 0)
      return keys.length - elsewhere.length + readDisk(cache => cache.count(elsewhere), 0)
    },
    claim(keys, nameOf) {
      const values = memory.read(keys)
      const open = [...keys.keys()].filter(index => values[index] === undefined)
      const claimed = writeDisk(cache =>
        cache.claim(
          open.map(index => keys[index]),
          nameOf,
        ),
      )
      if (claimed === undefined) return { values: read(keys), taken: new Set() }
      for (const [position, index] of open.entries()) values[index] = claimed.result.values[position]
      return { values, taken: new Set([...claimed.result.taken].map(position => open[position])) }
    },
    release(names) {
      // What is not ended here ends by itself: no reason to wait for another try.
      if (writable) writeDisk(cache => cache.release(names))
    },
    write: (model, entries) => keep({ shelf: 'answers', model, entries }),
    readDerived: key => memory.readDerived(key) ?? readDisk(cache => cache.readDerived(key), undefined),
    writeDerived: (model, entry) => keep({ shelf: 'derived', model, entries: [entry] }),
    summary: () => sumRows([...readDisk(cache => cache.summary(), []), ...memory.summary()]),
    clear(model) {
      unsaved.forget(model)
      const inMemory = memory.clear(model)
      return (writeDisk(cache => cache.clear(model))?.result ?? 0) + inMemory
    },
    [Symbol.dispose]() {
      this.close()
    },
    close() {
      if (!unsaved.isEmpty) resume(Math.min(patience, pause))
      if (unsaved.answers > 0) {
        notice(
          `${place()} could not be written to the end: ${unsaved.answers.toLocaleString('en')} answers are not kept.`,
        )
      }
      unsaved = unsavedList()
      tryAgainAt = Number.POSITIVE_INFINITY
      disk?.cache.close()
      disk = null
      writable = false
      memory.close()
    },
  }
}

/** How often a damaged file is replaced and tried again, on a disk that damages all that it gets. */
const attempts = 3

/** Troubles that may go away while a run lasts. */
const passing: readonly Trouble['kind'][] = ['full', 'locked']

/** Between two attempts to write again, in milliseconds. */
const pause = 2000
