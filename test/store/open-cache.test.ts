import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import type { AnswerCache } from '../../src/store/answer-cache.ts'
import { openCache } from '../../src/store/open-cache.ts'
import { answerCacheConformance } from '../conformance/answer-cache.ts'
import { readOnlyDisk, smallDisk } from './fixtures/disks.ts'
import { countRight, entriesOf, entryOf } from './fixtures/entries.ts'
import { cacheCommand, killWhileWriting, resultOf, runProcess, useCache } from './fixtures/processes.ts'
import { temporaryFolder } from './fixtures/temporary.ts'

const conformanceFolder = mkdtempSync(join(tmpdir(), 'numeracy-store-'))
afterAll(() => rmSync(conformanceFolder, { recursive: true }))
let created = 0

answerCacheConformance('openCache', {
  create: () => open(join(conformanceFolder, String(++created))).cache,
})

answerCacheConformance('openCache where nothing can be written', {
  create: () => {
    const file = join(conformanceFolder, 'file')
    writeFileSync(file, '')
    return open(join(file, 'folder')).cache
  },
})

describe('openCache', () => {
  test('keeps answers and derived results from one opening to the next, in the file it names', () => {
    const directory = join(temporaryFolder(), 'made', 'when missing')
    const first = openForTest(directory)
    first.cache.write('m', entriesOf(0, 10))
    first.cache.writeDerived('m', entryOf(11))
    first.cache.close()
    const second = openForTest(directory)
    expect(second.cache.path).toBe(join(directory, 'cache.sqlite'))
    expect(countRight(second.cache, 0, 20)).toBe(10)
    expect(second.cache.readDerived(entryOf(11).key)).toEqual(entryOf(11).value)
    expect([...first.notices, ...second.notices]).toEqual([])
  })

  test('shows each of two openings what the other writes and clears', () => {
    const directory = temporaryFolder()
    const [{ cache: one }, { cache: other }] = [openForTest(directory), openForTest(directory)]
    one.write('m', entriesOf(0, 5))
    other.write('m', entriesOf(5, 10))
    expect([countRight(one, 0, 10), countRight(other, 0, 10)]).toEqual([10, 10])
    other.clear('m')
    expect(countRight(one, 0, 10)).toBe(0)
    one.write('m', entriesOf(0, 1))
    expect(other.summary()).toEqual([{ model: 'm', answers: 1, derived: 0, bytes: 2080 }])
  })

  test('takes 10,000 vectors of 2 KB in a call', () => {
    const directory = temporaryFolder()
    const { cache } = openForTest(directory)
    cache.write('m', entriesOf(0, 10_000))
    cache.close()
    expect(countRight(openForTest(directory).cache, 0, 10_000)).toBe(10_000)
  })

  test('writes nothing into a file that it only reads', () => {
    const directory = temporaryFolder()
    fill(directory)
    const before = readFileSync(join(directory, 'cache.sqlite'))
    const { cache } = openForTest(directory)
    expect(countRight(cache, 0, 50)).toBe(50)
    expect(
      existsSync(join(directory, 'cache.sqlite-wal')) && statSync(join(directory, 'cache.sqlite-wal')).size,
    ).toBeFalsy()
    cache.close()
    expect(readFileSync(join(directory, 'cache.sqlite')).equals(before)).toBe(true)
  })

  test('gives the space of cleared answers back to the disk', () => {
    const directory = temporaryFolder()
    const { cache } = openForTest(directory)
    cache.write('m', entriesOf(0, 2000))
    cache.clear('m')
    cache.close()
    expect(statSync(join(directory, 'cache.sqlite')).size).toBeLessThan(200_000)
  })

  test('prints no warning about SQLite, and hides no other', async () => {
    const script = `
      const { openCache } = await import(${JSON.stringify(new URL('../../src/store/open-cache.ts', import.meta.url))})
      openCache({ directory: ${JSON.stringify(temporaryFolder())}, listen() {} }).close()
      process.emitWarning('something else')`
    const { stderr } = await runProcess([process.execPath, '--input-type=module', '--eval', script])
    expect(stderr).not.toMatch(/sqlite/i)
    expect(stderr).toContain('something else')
  })

  test('begins a new file where its folder was deleted while in use, says so, and loses nothing it writes then', () => {
    const directory = temporaryFolder()
    const { cache, notices } = openForTest(directory)
    cache.write('m', entriesOf(0, 5))
    rmSync(directory, { recursive: true })
    cache.write('m', entriesOf(5, 10))
    expect(notices).toEqual([
      `The cache at ${directory}/cache.sqlite was moved or deleted while it was in use. A new one is begun: what it held is asked for again.`,
    ])
    cache.close()
    expect(countRight(openForTest(directory).cache, 0, 10)).toBe(5)
  })
})

describe('openCache among processes', { timeout: 90_000 }, () => {
  test('loses no answer and meets no trouble when three processes write at once', async () => {
    const directory = temporaryFolder()
    const startAt = Date.now() + 600
    const uses = [0, 1, 2].map(part => ({
      directory,
      from: part * 600,
      to: part * 600 + 600,
      batch: 5,
      startAt,
    }))
    for (const result of await Promise.all(uses.map(useCache))) {
      expect(result).toMatchObject({ notices: [], after: 600 })
    }
    expect(countRight(openForTest(directory).cache, 0, 1800)).toBe(1800)
    expect(integrity(directory)).toBe('ok')
  })

  test('loses no committed answer and damages nothing when killed in the middle of writing', async () => {
    const directory = temporaryFolder()
    let from = 0
    for (const commits of [1, 30]) {
      const use = { directory, from, to: from + 10_000, batch: 20 }
      const [committed, other] = await Promise.all([
        killWhileWriting(use, commits),
        useCache({ directory, from: from + 20_000, to: from + 20_020, batch: 2 }),
      ])
      expect(other).toMatchObject({ notices: [], after: 20 })
      const { cache, notices } = openForTest(directory)
      expect(countRight(cache, from, committed)).toBe(committed - from)
      expect(countRight(cache, committed, from + 10_000) % 20).toBe(0)
      cache.write('m', entriesOf(from + 30_000, from + 30_010))
      expect(notices).toEqual([])
      cache.close()
      from += 40_000
    }
    expect(integrity(directory)).toBe('ok')
  })

  test('lets only one of four processes set a damaged file aside, and keeps what all of them write', async () => {
    const directory = temporaryFolder()
    writeFileSync(join(directory, 'cache.sqlite'), 'not a database, and longer than its header'.repeat(100))
    const startAt = Date.now() + 800
    const results = await Promise.all(
      [0, 1, 2, 3].map(part =>
        useCache({ directory, from: part * 50, to: part * 50 + 50, batch: 10, startAt }),
      ),
    )
    expect(results.flatMap(({ notices }) => notices)).toHaveLength(1)
    expect(asideFiles(directory)).toEqual(['cache.sqlite.damaged-1'])
    expect(countRight(openForTest(directory).cache, 0, 200)).toBe(200)
  })

  test('goes on in memory when another process keeps the file locked, and says so once', () => {
    const directory = temporaryFolder()
    const { cache, notices } = openForTest(directory, 100)
    cache.write('m', entriesOf(0, 5))
    const other = new DatabaseSync(join(directory, 'cache.sqlite'))
    onTestFinished(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    cache.write('m', entriesOf(5, 10))
    cache.write('m', entriesOf(10, 15))
    expect(countRight(cache, 0, 15)).toBe(15)
    expect(notices).toEqual([
      `The cache at ${directory}/cache.sqlite cannot be written (another process has it locked for too long). The run goes on with what it holds: answers of this run are not kept. Let the other process finish or move the cache with --cache DIR.`,
    ])
  })
})

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

describe('openCache and a disk that cannot be written', () => {
  test('goes on in memory where the folder cannot be made, and says so once', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    const { cache, notices } = openForTest(join(file, 'cache'))
    cache.write('m', entriesOf(0, 5))
    cache.writeDerived('m', entryOf(7))
    expect(countRight(cache, 0, 5)).toBe(5)
    expect(cache.path).toBeNull()
    expect(notices).toEqual([
      `The cache at ${file}/cache/cache.sqlite cannot be written (a part of the path is a file, not a folder). The run goes on without it: answers of this run are not kept. Check the disk or move the cache with --cache DIR.`,
    ])
  })

  test('goes on in memory where a folder has the name of the file', () => {
    const directory = temporaryFolder()
    mkdirSync(join(directory, 'cache.sqlite'))
    const { cache, notices } = openForTest(directory)
    cache.write('m', entriesOf(0, 5))
    expect(countRight(cache, 0, 5)).toBe(5)
    expect(notices).toHaveLength(1)
    expect(existsSync(join(directory, 'cache.sqlite'))).toBe(true)
  })

  const readOnly = readOnlyDisk()

  test(`reads what a read-only folder holds, keeps new answers in memory, says so once (${readOnly.way})`, async () => {
    const directory = temporaryFolder()
    onTestFinished(() => chmodSync(directory, 0o755))
    fill(directory)
    const use = { directory, from: 0, to: 80, batch: 10 }
    const command = readOnly.around(directory, cacheCommand(use))
    const { stdout } = await runProcess(command, readOnly.user)
    const { before, after, reopened, notices } = resultOf(stdout)
    expect({ before, after, reopened }).toEqual({ before: 50, after: 80, reopened: 50 })
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatch(
      /^The cache at .* cannot be written \((the file system is read-only|no permission)\)\. The run goes on with what it holds: answers of this run are not kept\. Make it writable or move the cache with --cache DIR\.$/,
    )
  })

  test(`leaves a damaged file in a read-only folder where it is (${readOnly.way})`, async () => {
    const directory = temporaryFolder()
    onTestFinished(() => chmodSync(directory, 0o755))
    writeFileSync(join(directory, 'cache.sqlite'), 'no database'.repeat(100))
    const command = readOnly.around(directory, cacheCommand({ directory, from: 0, to: 20, batch: 10 }))
    const { after, path, notices } = resultOf((await runProcess(command, readOnly.user)).stdout)
    expect({ after, path }).toEqual({ after: 20, path: null })
    expect(notices).toHaveLength(1)
    expect(notices[0]).toContain('The run goes on without it')
    expect(readdirSync(directory)).toEqual(['cache.sqlite'])
  })

  const small = smallDisk()

  test(`goes on in memory when the disk is full, loses nothing in this run, says so once (${small.way})`, async () => {
    const directory = temporaryFolder()
    const command = small.around(directory, cacheCommand({ directory, from: 0, to: 4000, batch: 100 }))
    const { after, reopened, notices, reopenedNotices } = resultOf(
      (await runProcess(command, small.user)).stdout,
    )
    expect(after).toBe(4000)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatch(
      /^The cache at .* cannot be written \((the disk is full|disk I\/O error)\)\. The run goes on with what it holds: answers of this run are not kept\. (Free some space|Check the disk) or move the cache with --cache DIR\.$/,
    )
    expect(reopened, reopenedNotices.join()).toBeGreaterThan(0)
  })
})

function open(directory: string, patience?: number) {
  const notices: string[] = []
  const cache = openCache({
    directory,
    listen: event => notices.push(event.type === 'notice' ? event.message : event.type),
    ...(patience === undefined ? {} : { patience }),
  })
  return { cache, notices }
}

function openForTest(directory: string, patience?: number): { cache: AnswerCache; notices: string[] } {
  const opened = open(directory, patience)
  onTestFinished(() => opened.cache.close())
  return opened
}

function fill(directory: string): void {
  const { cache } = open(directory)
  cache.write('m', entriesOf(0, 50))
  cache.close()
}

function change(directory: string, statement: string): void {
  const database = new DatabaseSync(join(directory, 'cache.sqlite'))
  database.exec(statement)
  database.close()
}

function integrity(directory: string): unknown {
  const database = new DatabaseSync(join(directory, 'cache.sqlite'))
  const row = database.prepare('PRAGMA integrity_check').get()
  database.close()
  return row?.integrity_check
}

function asideFiles(directory: string): string[] {
  return readdirSync(directory)
    .filter(name => name.includes('damaged'))
    .sort()
}

function overwrite(path: string, from: number, to: number): void {
  const bytes = readFileSync(path)
  bytes.fill(0x5a, from, to)
  writeFileSync(path, bytes)
}
