import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { answerCacheConformance } from '../conformance/answer-cache.ts'
import { removeFolder, temporaryFolder } from '../fixtures/temporary-folder.ts'
import { countRight, entriesOf, entryOf } from './fixtures/entries.ts'
import { fill, open, openForTest } from './fixtures/opened.ts'
import { runProcess } from './fixtures/processes.ts'

const conformanceFolder = mkdtempSync(join(tmpdir(), 'numeracy-store-'))
afterAll(() => removeFolder(conformanceFolder))
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
    removeFolder(directory)
    cache.write('m', entriesOf(5, 10))
    expect(notices).toEqual([
      `The cache at ${directory}/cache.sqlite was moved or deleted while it was in use. A new one is begun: what it held is asked for again.`,
    ])
    cache.close()
    expect(countRight(openForTest(directory).cache, 0, 10)).toBe(5)
  })
})
