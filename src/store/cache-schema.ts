import type { DatabaseSync } from 'node:sqlite'

const cacheVersion = 1

// Pages of 8 KiB hold three vectors of 512 dimensions; in pages of 4 KiB half of each would be empty. All
// these settings stay with the file. While it holds nothing, nothing waits for the disk: that would be ten
// times, seconds on a slow one.
const settings = `
  PRAGMA synchronous = OFF;
  PRAGMA page_size = 8192;
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA journal_mode = WAL;`

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

/** Makes `database` fit for writing: its settings and tables where there are none. Writes nothing where there are. */
export function prepareTables(database: DatabaseSync): void {
  if (versionOf(database) !== cacheVersion) {
    database.exec(settings)
    database.exec('BEGIN IMMEDIATE')
    database.exec(tables)
    database.exec('COMMIT')
  }
  database.exec('PRAGMA synchronous = NORMAL')
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()!.user_version)
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
}
