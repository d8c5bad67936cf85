import { randomInt } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'

/** Which process is asking for what, as written in the cache file for the other processes. */
export interface Claims {
  /** Whether no other process has said that it is here, so that nothing is taken. */
  isAlone(): boolean
  /** Whether another process, which is alive, has claimed this name. */
  isTaken(name: Uint8Array): boolean
  /** Claims a name that is not taken. Within a transaction. */
  take(name: Uint8Array): void
  /** Ends claims of ours. Within a transaction. */
  drop(names: readonly Uint8Array[]): void
  /** Ends all of ours, and takes us off the list. */
  end(): void
}

export interface ClaimOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** An owner that has said nothing for so many milliseconds is dead. */
  readonly limit: number
}

/**
 * Claims in the tables `owners` and `claims` of an open database. While this owner holds any, it says four times
 * within the limit that it is alive. One that is silent for the limit is dead: by its own time, or, where clocks
 * differ between machines, by ours since we first saw what it said last.
 */
export function claimsIn(database: DatabaseSync, { now, limit }: ClaimOptions): Claims {
  const owner = randomInt(2 ** 47)
  const find = database.prepare(`
    SELECT claims.owner AS owner, expires FROM claims LEFT JOIN owners ON owners.id = claims.owner WHERE name = ?`)
  const findOthers = database.prepare('SELECT 1 FROM owners WHERE id <> ? LIMIT 1')
  const put = database.prepare(
    'INSERT INTO claims (name, owner) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET owner = excluded.owner',
  )
  const remove = database.prepare('DELETE FROM claims WHERE name = ? AND owner = ?')
  const removeAll = database.prepare('DELETE FROM claims WHERE owner = ?')
  const say = database.prepare(
    'INSERT INTO owners (id, expires) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET expires = excluded.expires',
  )
  const bury = database.prepare('DELETE FROM owners WHERE expires < ?')
  const sweep = database.prepare('DELETE FROM claims WHERE owner NOT IN (SELECT id FROM owners)')
  const leave = database.prepare('DELETE FROM owners WHERE id = ?')
  const heard = new Map<number, { readonly expires: number; readonly since: number }>()
  const ours = new Set<string>()
  let said = Number.NEGATIVE_INFINITY
  let beat: NodeJS.Timeout | undefined

  const sayAlive = () => {
    if (now() - said < limit / 8) return
    say.run(owner, now() + limit)
    said = now()
  }
  const isSilent = (other: number, expires: number) => {
    const last = heard.get(other)
    if (last?.expires !== expires) heard.set(other, { expires, since: now() })
    return expires < now() || (last?.expires === expires && now() - last.since > limit)
  }
  const stop = () => {
    clearInterval(beat)
    beat = undefined
  }

  return {
    isAlone: () => findOthers.get(owner) === undefined,
    isTaken(name) {
      const claim = find.get(name)
      if (claim === undefined || claim.owner === owner || claim.expires === null) return false
      return !isSilent(Number(claim.owner), Number(claim.expires))
    },
    take(name) {
      sayAlive()
      put.run(name, owner)
      ours.add(textOf(name))
      // It keeps no process alive that has nothing else to do.
      beat ??= setInterval(() => withShortTimeout(database, sayAlive), limit / 4).unref()
    },
    drop(names) {
      const dropped = names.filter(name => ours.delete(textOf(name)))
      if (ours.size > 0) for (const name of dropped) remove.run(name, owner)
      else {
        removeAll.run(owner)
        stop()
      }
    },
    end() {
      stop()
      ours.clear()
      if (said === Number.NEGATIVE_INFINITY) return
      withShortTimeout(database, () => {
        leave.run(owner)
        bury.run(now() - limit)
        sweep.run()
      })
    },
  }
}

/** Work that may as well fail: it waits for no other process. */
function withShortTimeout(database: DatabaseSync, work: () => void): void {
  const patience = Number(database.prepare('PRAGMA busy_timeout').get()?.timeout)
  database.exec('PRAGMA busy_timeout = 0')
  try {
    work()
  } catch {
    // Claims end by themselves.
  } finally {
    database.exec(`PRAGMA busy_timeout = ${patience}`)
  }
}

function textOf(name: Uint8Array): string {
  return Buffer.from(name.buffer, name.byteOffset, name.byteLength).toString('latin1')
}
