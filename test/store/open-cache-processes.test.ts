import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { countRight, entriesOf, entryOf } from './fixtures/entries.ts'
import { asideFiles, fill, integrity, openForTest } from './fixtures/opened.ts'
import { killWhileWriting, useCache } from './fixtures/processes.ts'

describe('openCache among processes', { timeout: 240_000 }, () => {
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

  const waits =
    'wait in memory and are written as soon as that succeeds. Let the other process finish or move the cache with --cache DIR.'

  test('goes on in memory when another process keeps the file locked, says so once, and loses nothing', () => {
    const directory = temporaryFolder()
    let now = 0
    const { cache, notices } = openForTest(directory, 100, { now: () => now })
    cache.write('m', entriesOf(0, 5))
    const other = new DatabaseSync(join(directory, 'cache.sqlite'))
    onTestFinished(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    cache.write('m', entriesOf(5, 10))
    cache.write('m', entriesOf(10, 15))
    cache.writeDerived('m', entryOf(99))
    expect(countRight(cache, 0, 15)).toBe(15)
    expect(notices).toEqual([
      `The cache at ${directory}/cache.sqlite cannot be written (another process has it locked for too long). The run goes on with what it holds: answers of this run ${waits}`,
    ])
    now += 10_000
    cache.write('m', entriesOf(15, 20))
    expect(notices).toHaveLength(1)
    other.exec('ROLLBACK')
    now += 10_000
    cache.write('m', entriesOf(20, 25))
    expect(notices.slice(1)).toEqual([
      `The cache at ${directory}/cache.sqlite can be written again: what waited in memory is kept.`,
    ])
    expect(cache.summary()).toMatchObject([{ answers: 25, derived: 1 }])
    expect(countRight(openForTest(directory).cache, 0, 25)).toBe(25)
  })

  test('writes at its end what waited until then, also where it could not even be opened for writing', () => {
    const directory = temporaryFolder()
    fill(directory)
    const other = new DatabaseSync(join(directory, 'cache.sqlite.lock'))
    onTestFinished(() => other.close())
    other.exec('BEGIN EXCLUSIVE')
    const { cache, notices } = openForTest(directory, 50)
    expect(countRight(cache, 0, 50)).toBe(50)
    cache.write('m', entriesOf(50, 60))
    cache.write('n', entriesOf(60, 70))
    cache.clear('n')
    other.exec('ROLLBACK')
    cache.close()
    expect(notices).toHaveLength(2)
    expect(countRight(openForTest(directory).cache, 0, 70)).toBe(60)
  })

  test('says how many answers are lost where the file stays locked to the end', () => {
    const directory = temporaryFolder()
    const { cache, notices } = openForTest(directory, 50)
    const other = new DatabaseSync(join(directory, 'cache.sqlite'))
    onTestFinished(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    cache.write('m', entriesOf(0, 1200))
    cache.close()
    expect(notices.slice(1)).toEqual([
      `The cache at ${directory}/cache.sqlite could not be written to the end: 1,200 answers are not kept.`,
    ])
  })
})
