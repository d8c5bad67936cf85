import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { AnswerCache, Entry } from './answer-cache.ts'

/**
 * The cache in an open SQLite file that has its tables. Each method that writes is one transaction. Unlike
 * what `openCache` gives, it throws the errors of SQLite. About 10 µs for each key; `clear` and `summary` go
 * through all rows of a model.
 */
export function sqliteCache(database: DatabaseSync, path: string): AnswerCache {
  const answers = shelf(database, 'answers')
  const derived = shelf(database, 'derived')
  const addModel = database.prepare('INSERT INTO models (identity) VALUES (?) ON CONFLICT DO NOTHING')
  const findModel = database.prepare('SELECT id FROM models WHERE identity = ?')
  const dropModel = database.prepare('DELETE FROM models WHERE identity = ?')
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
      for (const { key, value } of entries) put.run(key, number, value)
    })
  }

  return {
    path,
    read: keys => keys.map(key => findValue(answers.find, key)),
    count: keys => keys.filter(key => answers.has.get(key) !== undefined).length,
    write: (model, entries) => keep(answers.put, model, entries),
    readDerived: key => findValue(derived.find, key),
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
    close: () => database.close(),
  }
}

function shelf(database: DatabaseSync, table: 'answers' | 'derived') {
  return {
    find: database.prepare(`SELECT value FROM ${table} WHERE key = ?`),
    has: database.prepare(`SELECT 1 FROM ${table} WHERE key = ?`),
    put: database.prepare(`INSERT INTO ${table} (key, model, value) VALUES (?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET model = excluded.model, value = excluded.value`),
    drop: database.prepare(`DELETE FROM ${table} WHERE model = ?`),
  }
}

function findValue(find: StatementSync, key: Uint8Array): Uint8Array | undefined {
  return find.get(key)?.value as Uint8Array | undefined
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
