import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import type { AnswerCache, Entry } from './answer-cache.ts'
import { hasLaterTables } from './cache-schema.ts'
import { type ClaimOptions, claimsIn } from './claims.ts'

export interface SqliteOptions extends ClaimOptions {
  /** Called for each value that is not what was once written. */
  readonly onDamaged: () => void
}

/**
 * The cache in an open SQLite file that has its tables. Each method that writes is one transaction. Unlike
 * what `openCache` gives, it throws the errors of SQLite. About 10 µs for each key; `clear` and `summary` go
 * through all rows of a model.
 *
 * A checksum over key and value stands beside each value. One that does not fit counts as missing.
 */
export function sqliteCache(database: DatabaseSync, path: string, options: SqliteOptions): AnswerCache {
  const isChecked = hasLaterTables(database)
  const answers = shelf(database, 'answers', isChecked, options.onDamaged)
  const derived = shelf(database, 'derived', isChecked, options.onDamaged)
  const claims = isChecked ? claimsIn(database, options) : undefined
  const addModel = database.prepare('INSERT INTO models (identity) VALUES (?) ON CONFLICT DO NOTHING')
  const findModel = database.prepare('SELECT id FROM models WHERE identity = ?')
  const dropModel = database.prepare('DELETE FROM models WHERE identity = ?')
  // Changes whenever another connection has committed.
  const changes = database.prepare('PRAGMA data_version')
  const countAll = database.prepare(`
    SELECT identity,
      (SELECT count(*) FROM answers WHERE model = models.id) AS answers,
      (SELECT count(*) FROM derived WHERE model = models.id) AS derived,
      (SELECT total(length(key) + length(value)) FROM answers WHERE model = models.id)
        + (SELECT total(length(key) + length(value)) FROM derived WHERE model = models.id) AS bytes
    FROM models ORDER BY identity`)

  const modelNumber = (model: string) => Number(findModel.get(model)?.id)
  const keep = (put: StatementSync, model: string, entries: readonly Entry[]) => {
    if (entries.length === 0) return
    inTransaction(database, () => {
      addModel.run(model)
      const number = modelNumber(model)
      for (const { key, value } of entries) put.run(key, number, value, checksumOf(key, value))
    })
  }

  return {
    path,
    read: keys => keys.map(answers.read),
    count: keys => keys.filter(key => answers.has.get(key) !== undefined).length,
    write: (model, entries) => keep(answers.put, model, entries),
    claim(keys, nameOf = key => key) {
      const version = changes.get()?.data_version
      const values = keys.map(answers.read)
      const missing = () => [...values.keys()].filter(place => values[place] === undefined)
      const open = missing()
      const taken = new Set<number>()
      if (claims === undefined || open.length === 0) return { values, taken }
      // Who waits for others looks often: without a transaction while there is nothing for it.
      if (!claims.isAlone() && open.every(place => claims.isTaken(nameOf(keys[place]))))
        return { values, taken: new Set(open) }
      inTransaction(database, () => {
        const isAlone = claims.isAlone()
        // What another has answered since it was read is not to be asked again.
        if (changes.get()?.data_version !== version) {
          for (const place of open) values[place] = answers.read(keys[place])
        }
        let last: { readonly name: Uint8Array; readonly isTaken: boolean } | undefined
        for (const place of missing()) {
          const name = nameOf(keys[place])
          if (last === undefined || Buffer.compare(name, last.name) !== 0) {
            last = { name, isTaken: !isAlone && claims.isTaken(name) }
            if (!last.isTaken) claims.take(name)
          }
          if (last.isTaken) taken.add(place)
        }
      })
      return { values, taken }
    },
    release(names) {
      if (claims !== undefined && names.length > 0) inTransaction(database, () => claims.drop(names))
    },
    readDerived: derived.read,
    writeDerived: (model, entry) => keep(derived.put, model, [entry]),
    summary: () =>
      countAll
        .all()
        .map(row => ({
          model: String(row.identity),
          answers: Number(row.answers),
          derived: Number(row.derived),
          bytes: Number(row.bytes),
        }))
        .filter(row => row.answers + row.derived > 0),
    clear: model =>
      inTransaction(database, () => {
        const number = modelNumber(model)
        if (Number.isNaN(number)) return 0
        const { changes } = answers.drop.run(number)
        derived.drop.run(number)
        dropModel.run(model)
        // Gives the space back to the disk: who clears often does it for that.
        database.exec('PRAGMA incremental_vacuum')
        return Number(changes)
      }),
    [Symbol.dispose]() {
      this.close()
    },
    close() {
      claims?.end()
      database.close()
    },
  }
}

function shelf(
  database: DatabaseSync,
  table: 'answers' | 'derived',
  isChecked: boolean,
  onDamaged: () => void,
) {
  const find = database.prepare(
    `SELECT value, ${isChecked ? 'checksum' : 'NULL AS checksum'} FROM ${table} WHERE key = ?`,
  )
  return {
    read(key: Uint8Array): Uint8Array | undefined {
      const row = find.get(key)
      if (row === undefined) return undefined
      const { value, checksum } = row
      if (value instanceof Uint8Array && (checksum === null || checksum === checksumOf(key, value)))
        return value
      onDamaged()
      return undefined
    },
    has: database.prepare(`SELECT 1 FROM ${table} WHERE key = ?`),
    // Never run where there are no checksums: such a file is only read. Node 22 binds an empty value as NULL.
    put: database.prepare(
      isChecked
        ? `INSERT INTO ${table} (key, model, value, checksum) VALUES (?, ?, ifnull(?, x''), ?) ON CONFLICT (key)
          DO UPDATE SET model = excluded.model, value = excluded.value, checksum = excluded.checksum`
        : 'SELECT 1',
    ),
    drop: database.prepare(`DELETE FROM ${table} WHERE model = ?`),
  }
}

/** CRC-32 of a key and its value. */
function checksumOf(key: Uint8Array, value: Uint8Array): number {
  // zlib takes an empty value for a wish to begin again, where no bytes stand behind it.
  return value.length === 0 ? crc32(key) : crc32(value, crc32(key))
}

function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    try {
      database.exec('ROLLBACK')
    } catch {
      // SQLite has rolled back by itself, as it does on a full disk.
    }
    throw error
  }
}
