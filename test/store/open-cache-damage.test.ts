import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { countRight, entriesOf } from './fixtures/entries.ts'
import { asideFiles, change, fill, openForTest, overwrite } from './fixtures/opened.ts'
import { temporaryFolder } from './fixtures/temporary.ts'

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

  test('sets aside a file of another version, naming both versions', () => {
    const directory = temporaryFolder()
    fill(directory)
    change(directory, 'PRAGMA user_version = 7')
    const { cache, notices } = openForTest(directory)
    expect(notices[0]).toMatch(
      /cache\.sqlite was written by another version of numeracy \(its format is 7, this one reads 1\)\. It was set aside as .*damaged-1 and/,
    )
    cache.write('m', entriesOf(0, 1))
    expect(countRight(cache, 0, 50)).toBe(1)
  })

  test('sets aside the database of another program, and one whose tables are gone', () => {
    const foreign = temporaryFolder()
    change(foreign, 'CREATE TABLE recipes (name TEXT)')
    expect(openForTest(foreign).notices[0]).toContain('is a database of another program. It was set aside as')
    const bare = temporaryFolder()
    fill(bare)
    change(bare, 'DROP TABLE derived')
    expect(openForTest(bare).notices[0]).toContain('is damaged (no such table: derived). It was set aside as')
  })
})
