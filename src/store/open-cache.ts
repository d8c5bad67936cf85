import { join, resolve } from 'node:path'
import type { Listener } from '../base/events.ts'
import type { AnswerCache, ModelRows } from './answer-cache.ts'
import { type CacheFile, type Damage, openForReading, openForWriting } from './cache-file.ts'
import { fileIdentity } from './file-identity.ts'
import { memoryCache } from './memory-cache.ts'
import { type Trouble, troubleOf } from './storage-trouble.ts'

export interface CacheLocation {
  /** The folder that holds `cache.sqlite`; made when missing. */
  readonly directory: string
  readonly listen: Listener
  /** How long to wait for another process that writes, in milliseconds. Default 10,000. */
  readonly patience?: number
}

/**
 * The cache on disk, shared with other processes. Opens at once whatever its size.
 *
 * It never throws because of the storage. A file that is damaged, or of another version, is set aside as
 * `cache.sqlite.damaged-N` and a new one begun. Where nothing can be written, what is there is still read,
 * and what is new is kept in memory until `close`; `clear` then forgets only the latter. The listener gets a
 * notice of each such change, once.
 */
export function openCache({ directory, listen, patience = 10_000 }: CacheLocation): AnswerCache {
  const path = join(resolve(directory), 'cache.sqlite')
  const memory = memoryCache()
  let disk: CacheFile | null = null
  let writable = false
  const notice = (message: string) => listen({ type: 'notice', message })

  const open = (damage?: Damage) => {
    disk?.cache.close()
    disk = null
    writable = false
    try {
      const opened = openForWriting(path, patience, damage)
      disk = opened
      writable = true
      if (opened.replaced !== null) {
        const { aside, reason } = opened.replaced
        notice(
          `The cache at ${path} ${reason}. It was set aside as ${aside} and a new one begun: what it held is asked for again. Delete ${aside} when you do not need it.`,
        )
      }
    } catch (error) {
      const trouble = troubleOf(error)
      disk = openForReading(path, patience)
      notice(cannot('written', trouble, disk !== null))
    }
  }

  const cannot = (done: 'read' | 'written', trouble: Trouble, stillRead: boolean) =>
    `The cache at ${path} cannot be ${done} (${trouble.reason}). ${
      stillRead
        ? 'The run goes on with what it holds: answers of this run are not kept.'
        : 'The run goes on without it: answers of this run are not kept.'
    } ${advice[trouble.kind]} or move the cache with --cache DIR.`

  const mend = (error: unknown, task: 'read' | 'written') => {
    const trouble = troubleOf(error)
    if (trouble.kind === 'damaged' && writable) {
      open({ identity: disk!.identity, reason: `is damaged (${trouble.reason})` })
    } else {
      if (task === 'read') {
        disk!.cache.close()
        disk = null
      }
      writable = false
      notice(cannot(task, trouble, disk !== null))
    }
  }

  const readDisk = <Result>(read: (cache: AnswerCache) => Result, otherwise: Result): Result => {
    for (let attempt = 0; attempt < attempts && disk !== null; attempt++) {
      try {
        return read(disk.cache)
      } catch (error) {
        mend(error, 'read')
      }
    }
    return otherwise
  }

  const writeDisk = <Result>(write: (cache: AnswerCache) => Result): Result => {
    for (let attempt = 0; attempt < attempts && writable; attempt++) {
      try {
        if (fileIdentity(path) !== disk!.identity) {
          notice(
            `The cache at ${path} was moved or deleted while it was in use. A new one is begun: what it held is asked for again.`,
          )
          open()
          continue
        }
        return write(disk!.cache)
      } catch (error) {
        mend(error, 'written')
      }
    }
    return write(memory)
  }

  open()
  return {
    get path() {
      return disk === null ? null : path
    },
    read(keys) {
      const values = memory.read(keys)
      const missing = [...keys.keys()].filter(index => values[index] === undefined)
      const found = readDisk(
        cache => cache.read(missing.map(index => keys[index])),
        missing.map(() => undefined),
      )
      for (const [position, index] of missing.entries()) values[index] = found[position]
      return values
    },
    count(keys) {
      const elsewhere = keys.filter(key => memory.count([key]) === 0)
      return keys.length - elsewhere.length + readDisk(cache => cache.count(elsewhere), 0)
    },
    write: (model, entries) => writeDisk(cache => cache.write(model, entries)),
    readDerived: key => memory.readDerived(key) ?? readDisk(cache => cache.readDerived(key), undefined),
    writeDerived: (model, entry) => writeDisk(cache => cache.writeDerived(model, entry)),
    summary: () => sumRows([...readDisk(cache => cache.summary(), []), ...memory.summary()]),
    clear: model => writeDisk(cache => cache.clear(model)),
    close() {
      disk?.cache.close()
      disk = null
      writable = false
      memory.close()
    },
  }
}

/** What is damaged is mended and tried again; on a disk that damages all it gets, this often. */
const attempts = 3

const advice: Readonly<Record<Trouble['kind'], string>> = {
  damaged: 'Delete it',
  full: 'Free some space',
  locked: 'Let the other process finish',
  protected: 'Make it writable',
  other: 'Check the disk',
}

function sumRows(rows: readonly ModelRows[]): ModelRows[] {
  const sums = new Map<string, ModelRows>()
  for (const row of rows) {
    const sum = sums.get(row.model)
    sums.set(row.model, {
      model: row.model,
      answers: row.answers + (sum?.answers ?? 0),
      derived: row.derived + (sum?.derived ?? 0),
      bytes: row.bytes + (sum?.bytes ?? 0),
    })
  }
  return [...sums.values()].sort((a, b) => (a.model < b.model ? -1 : 1))
}
