import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { otherCaches } from '../../src/store/cache-place.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { entryOf } from './fixtures/entries.ts'
import { openForTest } from './fixtures/opened.ts'

const kinds: [string, (path: string) => void, string][] = [
  ['a folder', path => mkdirSync(path), 'it is a folder, not a file'],
  [
    'a pipe',
    path => execFileSync('mkfifo', [path]),
    'it is no ordinary file, but a pipe, a device or a socket',
  ],
  [
    'a device',
    path => symlinkSync('/dev/zero', path),
    'it is no ordinary file, but a pipe, a device or a socket',
  ],
  [
    'a link that leads nowhere',
    path => symlinkSync('nowhere/at/all', path),
    'it is a link that leads nowhere',
  ],
  ['a link to itself', path => symlinkSync(path, path), 'its links lead round in a circle'],
]

/** A test that fails here would wait for ever, so that each part is looked at before SQLite is. */
describe.each(kinds)('%s in the place of', (_, make, reason) => {
  test.each(['', '.lock', '-wal', '-shm', '-journal'])(
    'cache.sqlite%s keeps nothing, is not waited for, is named, and stays as it is',
    part => {
      const directory = temporaryFolder()
      const path = join(directory, `cache.sqlite${part}`)
      if (part !== '') openForTest(directory).cache.close()
      rmSync(path, { force: true })
      make(path)
      const { cache, notices } = openForTest(directory)
      expect(notices).toHaveLength(1)
      expect(notices[0]).toContain(`cannot be written (${reason})`)
      cache.write('m', [entryOf(1)])
      expect(cache.read([entryOf(1).key])).toEqual([entryOf(1).value])
      expect(() => otherCaches(directory, cache.path)).not.toThrow()
      cache.close()
      expect(existsSync(`${path}.damaged-1`)).toBe(false)
    },
  )
})

test('a link to a file elsewhere is followed', () => {
  const [directory, elsewhere] = [temporaryFolder(), temporaryFolder()]
  writeFileSync(join(elsewhere, 'answers'), '')
  symlinkSync(join(elsewhere, 'answers'), join(directory, 'cache.sqlite'))
  const first = openForTest(directory)
  first.cache.write('m', [entryOf(1)])
  first.cache.close()
  const { cache, notices } = openForTest(directory)
  expect(cache.read([entryOf(1).key])).toEqual([entryOf(1).value])
  expect(notices).toEqual([])
  cache.close()
})
