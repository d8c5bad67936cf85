import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { readOnlyDisk, smallDisk } from './fixtures/disks.ts'
import { countRight, entriesOf, entryOf } from './fixtures/entries.ts'
import { fill, openForTest } from './fixtures/opened.ts'
import { cacheCommand, resultOf, runProcess } from './fixtures/processes.ts'

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
    expect(notices[0]).toMatch(
      /^The cache at .* cannot be written \((the disk is full|disk I\/O error)\)\. The run goes on with what it holds: answers of this run (wait in memory and are written as soon as that succeeds|are not kept)\. (Free some space|Check the disk) or move the cache with --cache DIR\.$/,
    )
    expect(notices.slice(1).join()).toMatch(
      /^(The cache at .* could not be written to the end: [\d,]+ answers are not kept\.)?$/,
    )
    expect(reopened, reopenedNotices.join()).toBeGreaterThan(0)
  })

  test.skipIf(!existsSync('/proc/self'))('ends at once with a notice where no folder can be made', () => {
    for (const directory of ['/proc/numeracy', '/proc/numeracy/a/b', '/proc/self/numeracy']) {
      const { cache, notices } = openForTest(directory)
      cache.write('m', entriesOf(0, 5))
      expect(countRight(cache, 0, 5)).toBe(5)
      expect(notices).toEqual([
        `The cache at ${directory}/cache.sqlite cannot be written (no folder can be made there). The run goes on without it: answers of this run are not kept. Check the disk or move the cache with --cache DIR.`,
      ])
    }
  })
})
