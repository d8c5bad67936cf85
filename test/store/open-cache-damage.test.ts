import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { otherCaches } from '../../src/store/cache-place.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { countRight, entriesOf, entryOf } from './fixtures/entries.ts'
import { asideFiles, change, fill, openForTest, overwrite } from './fixtures/opened.ts'

describe('openCache and a file that cannot be used', () => {
  const damages: Record<string, (path: string) => void> = {
    'of text': path => writeFileSync(path, 'this is no database at all, only a text\n'.repeat(50)),
    'of zeros': path => writeFileSync(path, new Uint8Array(20_000)),
    'cut short': path => truncateSync(path, 8192 + 100),
    'with a broken first page': path => overwrite(path, 100, 2000),
  }
  for (const [name, damage] of Object.entries(damages)) {
    test(`sets a file ${name} aside unchanged, says where, and begins a new one`, () => {
      const directory = temporaryFolder()
      const path = join(directory, 'cache.sqlite')
      fill(directory)
      damage(path)
      const damaged = readFileSync(path)
      const { cache, notices } = openForTest(directory)
      cache.write('m', entriesOf(50, 60))
      expect(countRight(cache, 0, 60)).toBe(10)
      expect(notices).toHaveLength(1)
      expect(notices[0]).toMatch(
        /^The cache at .*cache\.sqlite is damaged \(.+\)\. It was set aside as .*cache\.sqlite\.damaged-1 and a new one begun: what it held is asked for again\. Delete .*damaged-1 when you do not need it\.$/,
      )
      expect(readFileSync(`${path}.damaged-1`).equals(damaged)).toBe(true)
    })
  }

  test('takes the first number that is free', () => {
    const directory = temporaryFolder()
    const path = join(directory, 'cache.sqlite')
    for (const suffix of ['damaged-1', 'damaged-2-wal']) writeFileSync(`${path}.${suffix}`, 'earlier')
    writeFileSync(path, 'no database'.repeat(100))
    const { notices } = openForTest(directory)
    expect(notices[0]).toContain('set aside as')
    expect(asideFiles(directory)).toEqual([
      'cache.sqlite.damaged-1',
      'cache.sqlite.damaged-2-wal',
      'cache.sqlite.damaged-3',
    ])
    expect(readFileSync(`${path}.damaged-1`, 'utf8')).toBe('earlier')
  })

  test('sets aside a file that turns out to be damaged later, while reading or while writing', () => {
    for (const task of ['read', 'write'] as const) {
      const directory = temporaryFolder()
      const path = join(directory, 'cache.sqlite')
      fill(directory)
      const { cache, notices } = openForTest(directory)
      overwrite(path, 8192, statSync(path).size)
      if (task === 'read') expect(countRight(cache, 0, 50)).toBe(0)
      cache.write('m', entriesOf(50, 60))
      expect(countRight(cache, 50, 60)).toBe(10)
      expect(notices.join()).toMatch(/is damaged \(database disk image is malformed\)\. It was set aside as/)
      expect(notices).toHaveLength(1)
      cache.close()
      expect(countRight(openForTest(directory).cache, 50, 60)).toBe(10)
    }
  })

  test('does not set aside the new file that another has begun after the same damage', () => {
    const directory = temporaryFolder()
    const path = join(directory, 'cache.sqlite')
    fill(directory)
    const [one, other] = [openForTest(directory), openForTest(directory)]
    overwrite(path, 8192, statSync(path).size)
    expect(countRight(one.cache, 0, 50)).toBe(0)
    one.cache.write('m', entriesOf(0, 5))
    expect(countRight(other.cache, 0, 50)).toBe(5)
    other.cache.write('m', entriesOf(5, 10))
    expect([countRight(one.cache, 0, 10), countRight(other.cache, 0, 10)]).toEqual([10, 10])
    expect(asideFiles(directory).filter(name => !/-(wal|shm)$/.test(name))).toEqual([
      'cache.sqlite.damaged-1',
    ])
    expect([...one.notices, ...other.notices]).toHaveLength(1)
  })

  test('sets aside a file whose tables are gone', () => {
    const bare = temporaryFolder()
    fill(bare)
    change(bare, 'DROP TABLE derived')
    expect(openForTest(bare).notices[0]).toContain('is damaged (no such table: derived). It was set aside as')
  })
})

describe('openCache and a value that is damaged', () => {
  test('takes it for missing whatever byte of it has changed, leaves the others, and says so once', () => {
    const directory = temporaryFolder()
    fill(directory)
    const { cache, notices } = openForTest(directory)
    const { key, value } = entryOf(3)
    fc.assert(
      fc.property(fc.nat(value.length - 1), fc.integer({ min: 1, max: 255 }), (place, bits) => {
        const damaged = Uint8Array.from(value)
        damaged[place] ^= bits
        changeValue(directory, 'answers', key, damaged)
        expect(cache.read([key, entryOf(4).key])).toEqual([undefined, entryOf(4).value])
        cache.write('m', [{ key, value }])
        expect(cache.read([key])).toEqual([value])
      }),
      { numRuns: 50 },
    )
    expect(notices).toEqual([
      `The cache at ${directory}/cache.sqlite holds damaged values (their checksums do not fit). They count as missing and are asked for again. Check the disk.`,
    ])
  })

  test.each<[string, (value: Uint8Array) => Uint8Array | string | number]>([
    ['cut short', value => value.subarray(0, 1000)],
    ['emptied', () => new Uint8Array()],
    ['made longer', value => Uint8Array.from([...value, 0])],
    ['that of another key', () => entryOf(9).value],
    ['a text', () => 'a text'],
    ['a number', () => 7],
  ])('takes one for missing that is %s, of an answer and of a derived result', (_, damage) => {
    const directory = temporaryFolder()
    fill(directory)
    const { cache, notices } = openForTest(directory)
    const { key, value } = entryOf(3)
    cache.writeDerived('m', { key, value })
    for (const table of ['answers', 'derived'] as const) changeValue(directory, table, key, damage(value))
    expect(cache.read([key])).toEqual([undefined])
    expect(cache.claim([key])).toEqual({ values: [undefined], taken: new Set() })
    expect(cache.readDerived(key)).toBeUndefined()
    expect(notices).toHaveLength(1)
  })
})

describe('openCache and the file of another version', () => {
  test('leaves it as it is, keeps its own answers beside it, and finds them again', () => {
    const directory = temporaryFolder()
    fill(directory)
    change(directory, 'PRAGMA user_version = 7')
    const before = readFileSync(join(directory, 'cache.sqlite'))
    const { cache, notices } = openForTest(directory)
    expect(notices).toEqual([
      `The file at ${directory}/cache.sqlite was written by another version of numeracy (its format is 7, this one reads 1). It stays as it is; this version keeps its answers beside it, in ${directory}/cache-v1.sqlite.`,
    ])
    cache.write('m', entriesOf(0, 10))
    cache.close()
    const again = openForTest(directory)
    expect([again.cache.path, again.notices]).toEqual([join(directory, 'cache-v1.sqlite'), []])
    expect(countRight(again.cache, 0, 50)).toBe(10)
    expect(readFileSync(join(directory, 'cache.sqlite')).equals(before)).toBe(true)
    expect(asideFiles(directory)).toEqual([])
    expect(otherCaches(directory, again.cache.path)).toEqual([
      { path: join(directory, 'cache.sqlite'), bytes: before.length },
    ])
  })

  test('goes on with its own file when the other one is gone', () => {
    const directory = temporaryFolder()
    fill(directory)
    change(directory, 'PRAGMA user_version = 7')
    const first = openForTest(directory)
    first.cache.write('m', entriesOf(0, 10))
    first.cache.close()
    rmSync(join(directory, 'cache.sqlite'))
    expect(countRight(openForTest(directory).cache, 0, 10)).toBe(10)
  })

  test('leaves the database of another program as it is', () => {
    const directory = temporaryFolder()
    change(directory, 'CREATE TABLE recipes (name TEXT)')
    const { cache, notices } = openForTest(directory)
    cache.write('m', entriesOf(0, 10))
    expect(notices[0]).toContain('cache.sqlite is a database of another program. It stays as it is')
    expect(countRight(openForTest(directory).cache, 0, 10)).toBe(10)
    change(directory, 'INSERT INTO recipes VALUES (1)')
  })

  test('sets a damaged file aside that stands under its own name', () => {
    const directory = temporaryFolder()
    fill(directory)
    change(directory, 'PRAGMA user_version = 7')
    writeFileSync(join(directory, 'cache-v1.sqlite'), 'no database'.repeat(100))
    const { cache } = openForTest(directory)
    cache.write('m', entriesOf(0, 10))
    expect(countRight(openForTest(directory).cache, 0, 10)).toBe(10)
    expect(asideFiles(directory)).toEqual(['cache-v1.sqlite.damaged-1'])
  })
})

describe('openCache and a file of a program that knows no checksums and no claims', () => {
  test('keeps all that it holds, adds what is missing, and lets that program go on', () => {
    const directory = temporaryFolder()
    const earlier = earlierCache(directory)
    earlier.write(0, 10)
    const { cache, notices } = openForTest(directory)
    cache.write('m', entriesOf(10, 20))
    expect(cache.claim([entryOf(30).key]).taken.size).toBe(0)
    earlier.write(20, 30)
    expect(countRight(cache, 0, 40)).toBe(30)
    expect(earlier.count(0, 40)).toBe(30)
    expect(notices).toEqual([])
  })

  test('reads it where it cannot be written', () => {
    const directory = temporaryFolder()
    earlierCache(directory).write(0, 10)
    const other = new DatabaseSync(join(directory, 'cache.sqlite.lock'))
    other.exec('BEGIN EXCLUSIVE')
    const { cache, notices } = openForTest(directory, 50)
    expect(countRight(cache, 0, 20)).toBe(10)
    expect(notices).toHaveLength(1)
    other.close()
  })
})

/** A cache as it was made and used before there were checksums and claims. */
function earlierCache(directory: string) {
  const database = new DatabaseSync(join(directory, 'cache.sqlite'))
  onTestFinished(() => database.close())
  database.exec(`
    PRAGMA page_size = 8192;
    PRAGMA auto_vacuum = INCREMENTAL;
    PRAGMA journal_mode = WAL;
    CREATE TABLE models (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);
    CREATE TABLE answers (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, model INTEGER NOT NULL, value BLOB NOT NULL);
    CREATE TABLE derived (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, model INTEGER NOT NULL, value BLOB NOT NULL);
    CREATE INDEX answers_by_model ON answers (model, length(key) + length(value));
    CREATE INDEX derived_by_model ON derived (model, length(key) + length(value));
    INSERT INTO models VALUES (1, 'm');
    PRAGMA user_version = 1;`)
  const put = database.prepare(`INSERT INTO answers (key, model, value) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET model = excluded.model, value = excluded.value`)
  const find = database.prepare('SELECT value FROM answers WHERE key = ?')
  return {
    write(from: number, to: number) {
      for (const { key, value } of entriesOf(from, to)) put.run(key, 1, value)
    },
    count: (from: number, to: number) =>
      entriesOf(from, to).filter(({ key, value }) => {
        const found = find.get(key)?.value as Uint8Array | undefined
        return found !== undefined && Buffer.compare(found, value) === 0
      }).length,
  }
}

function changeValue(
  directory: string,
  table: 'answers' | 'derived',
  key: Uint8Array,
  value: Uint8Array | string | number,
): void {
  const database = new DatabaseSync(join(directory, 'cache.sqlite'))
  expect(database.prepare(`UPDATE ${table} SET value = ? WHERE key = ?`).run(value, key).changes).toBe(1)
  database.close()
}
