import type { DatabaseSync } from 'node:sqlite'

/**
 * What a program must know to read and write the file. Columns and tables that others can do without are added
 * under the same version: checksums and claims came later, and a program that knows neither works beside us.
 */
export const cacheVersion = 1

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

// A checksum is null where a program wrote that knows none. `claims` comes last: where it is, all is.
const laterTables = `
  ALTER TABLE answers ADD COLUMN checksum INTEGER;
  ALTER TABLE derived ADD COLUMN checksum INTEGER;
  CREATE TABLE owners (id INTEGER PRIMARY KEY, expires INTEGER NOT NULL);
  CREATE TABLE claims (name BLOB PRIMARY KEY, owner INTEGER NOT NULL) WITHOUT ROWID;`

/** Whose tables a database holds; null when they are ours, or when there are none. */
export function foreignTables(database: DatabaseSync): string | null {
  const version = versionOf(database)
  if (version === cacheVersion || isEmpty(database)) return null
  return version === 0
    ? 'is a database of another program'
    : `was written by another version of numeracy (its format is ${version}, this one reads ${cacheVersion})`
}

/** Makes `database` fit for writing: its settings and tables where there are none. Writes nothing where there are. */
export function prepareTables(database: DatabaseSync): void {
  const isNew = versionOf(database) !== cacheVersion
  if (isNew) database.exec(settings)
  if (isNew || !hasLaterTables(database)) {
    database.exec('BEGIN IMMEDIATE')
    if (isNew) database.exec(tables)
    database.exec(laterTables)
    database.exec('COMMIT')
  }
  database.exec('PRAGMA synchronous = NORMAL')
}

/** Whether the file has checksums and claims; one that an earlier program made and that cannot be written has not. */
export function hasLaterTables(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'claims'").get() !== undefined
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()!.user_version)
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
}
