import type { DatabaseSync } from 'node:sqlite'

const cacheVersion = 1

// Pages of 8 KiB hold three vectors of 512 dimensions; in pages of 4 KiB half of each would be empty. Both
// settings of the page are heeded before the first table only.
const settings = `
  PRAGMA page_size = 8192;
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;`

// The indexes by model hold all that `summary` and `clear` look at, so that neither reads the values.
const tables = `
  CREATE TABLE models (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);
  CREATE TABLE answers (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, model INTEGER NOT NULL, value BLOB NOT NULL);
  CREATE TABLE derived (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, model INTEGER NOT NULL, value BLOB NOT NULL);
  CREATE INDEX answers_by_model ON answers (model, length(key) + length(value));
  CREATE INDEX derived_by_model ON derived (model, length(key) + length(value));
  PRAGMA user_version = ${cacheVersion};`

/** Why the tables of `database` cannot be used; null when they can, or when there are none. */
export function unfitTables(database: DatabaseSync): string | null {
  const version = versionOf(database)
  if (version === cacheVersion || isEmpty(database)) return null
  return version === 0
    ? 'is a database of another program'
    : `was written by another version of numeracy (its format is ${version}, this one reads ${cacheVersion})`
}

/** Makes `database` fit for writing: its settings, and its tables where there are none. */
export function prepareTables(database: DatabaseSync): void {
  database.exec(settings)
  if (versionOf(database) === cacheVersion) return
  database.exec('BEGIN IMMEDIATE')
  database.exec(tables)
  database.exec('COMMIT')
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()!.user_version)
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
}
