import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AnswerCache } from '../../src/store/answer-cache.ts'
import { removeFolder, temporaryFolder } from '../fixtures/temporary-folder.ts'
import { entryOf } from './fixtures/entries.ts'
import { open, openForTest } from './fixtures/opened.ts'

const limit = 10_000

describe('what a cache on disk has claimed', () => {
  test('is taken to all others until it is released', () => {
    const { one, other } = pair()
    expect(takenOf(one, 1, 2)).toEqual([])
    expect(takenOf(other, 1, 3, 2)).toEqual([1, 2])
    expect(takenOf(one, 3)).toEqual([3])
    one.release([keyOf(1)])
    expect(takenOf(other, 1, 2)).toEqual([2])
  })

  test('is not ended by the release of another, nor by a name that was not claimed', () => {
    const { one, other } = pair()
    takenOf(one, 1)
    other.release([keyOf(1)])
    one.release([keyOf(2)])
    expect(takenOf(other, 1)).toEqual([1])
  })

  test('is no longer taken once it is answered, though the claim still stands', () => {
    const { one, other } = pair()
    takenOf(one, 1, 2)
    one.write('m', [entryOf(1)])
    const { values, taken } = other.claim([keyOf(1), keyOf(2)])
    expect(values).toEqual([entryOf(1).value, undefined])
    expect([...taken]).toEqual([1])
  })

  test('is free when its cache is closed', () => {
    const { one, other } = pair()
    takenOf(one, 1, 2)
    one.close()
    expect(takenOf(other, 1, 2)).toEqual([])
  })

  test('is claimed by name: keys of one name together, of another apart', () => {
    const { one, other } = pair()
    const firstByte = (key: Uint8Array) => key.subarray(0, 1)
    const key = (...bytes: number[]) => Uint8Array.of(...bytes, ...new Uint8Array(30))
    one.claim([key(1, 1), key(2, 1), key(1, 2)], firstByte)
    expect([...other.claim([key(3, 9), key(1, 9), key(2, 9)], firstByte).taken]).toEqual([1, 2])
    one.release([Uint8Array.of(1)])
    expect([...other.claim([key(1, 9), key(2, 9)], firstByte).taken]).toEqual([1])
  })

  test('stays taken while its owner says that it is alive, and is free when it has said nothing for the limit', () => {
    const clock = { now: 1e12 }
    const { one, other } = pair(clock)
    takenOf(one, 1)
    for (let step = 0; step < 10; step++) {
      clock.now += limit / 2
      // Any claim says so, as the timer does.
      takenOf(one, 2)
      expect(takenOf(other, 1)).toEqual([1])
    }
    clock.now += limit - 1
    expect(takenOf(other, 1)).toEqual([1])
    clock.now += 2
    expect(takenOf(other, 1)).toEqual([])
    expect(takenOf(one, 1)).toEqual([1])
  })

  test('is kept alive by a timer that keeps no process alive', async () => {
    const directory = temporaryFolder()
    const { cache: one } = openForTest(directory, undefined, { claimLimit: 200 })
    const { cache: other } = openForTest(directory, undefined, { claimLimit: 200 })
    takenOf(one, 1)
    const expires = () => {
      const database = new DatabaseSync(join(directory, 'cache.sqlite'))
      const { most } = database.prepare('SELECT max(expires) AS most FROM owners').get()!
      database.close()
      return Number(most)
    }
    const first = expires()
    await expect.poll(expires, { timeout: 30_000 }).toBeGreaterThan(first + 200)
    other.close()
  })

  test('is free of an owner whose clock is ahead, once it has said nothing for the limit by our own', () => {
    const directory = temporaryFolder()
    const ours = { now: 1e12 }
    const theirs = { now: 1e12 + 3_600_000 }
    const { cache: one } = openForTest(directory, undefined, { claimLimit: limit, now: () => theirs.now })
    const { cache: other } = openForTest(directory, undefined, { claimLimit: limit, now: () => ours.now })
    takenOf(one, 1)
    expect(takenOf(other, 1)).toEqual([1])
    ours.now += limit / 2
    theirs.now += limit / 2
    takenOf(one, 2)
    expect(takenOf(other, 1)).toEqual([1])
    ours.now += limit
    expect(takenOf(other, 1)).toEqual([1])
    ours.now += 2
    expect(takenOf(other, 1)).toEqual([])
  })

  test('is forgotten with the file, and asking goes on', () => {
    const directory = temporaryFolder()
    const { cache, notices } = openForTest(directory)
    takenOf(cache, 1)
    removeFolder(directory)
    expect(takenOf(cache, 1)).toEqual([])
    cache.release([keyOf(1)])
    expect(notices).toHaveLength(1)
  })

  test('leaves nothing behind', () => {
    const clock = { now: 1e12 }
    const { one, other, directory } = pair(clock)
    takenOf(one, 1, 2, 3)
    one.release([keyOf(1), keyOf(2), keyOf(3)])
    takenOf(other, 1, 2)
    other.release([keyOf(2)])
    one.close()
    other.close()
    const database = new DatabaseSync(join(directory, 'cache.sqlite'))
    expect(database.prepare('SELECT * FROM claims').all()).toEqual([])
    expect(database.prepare('SELECT * FROM owners').all()).toEqual([])
    database.close()
  })

  test('belongs to one owner at a time, through any series of claims, releases, answers, deaths and time', () => {
    const step = fc.record({
      task: fc.constantFrom('claim', 'claim', 'claim', 'release', 'answer', 'close', 'tick'),
      who: fc.nat(2),
      number: fc.nat(3),
    })
    const directory = temporaryFolder()
    let round = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), steps => {
        const clock = { now: 1e12 }
        const folder = join(directory, String(++round))
        const begin = () => open(folder, undefined, { claimLimit: limit, now: () => clock.now }).cache
        const caches = [begin(), begin(), begin()]
        const owner = new Map<number, number>()
        const answered = new Set<number>()
        const said = [0, 0, 0]
        const isFresh = (who: number) => said[who] + limit >= clock.now
        for (const { task, who, number } of steps) {
          if (task === 'claim') {
            const { values, taken } = caches[who].claim([keyOf(number)])
            expect(values[0] !== undefined).toBe(answered.has(number))
            const before = owner.get(number)
            const isTaken = !answered.has(number) && before !== undefined && before !== who && isFresh(before)
            expect(taken.has(0)).toBe(isTaken)
            if (!answered.has(number) && !isTaken) {
              owner.set(number, who)
              // It says so again only when some time has passed.
              if (clock.now - said[who] >= limit / 8) said[who] = clock.now
            }
          }
          if (task === 'release') {
            caches[who].release([keyOf(number)])
            if (owner.get(number) === who) owner.delete(number)
          }
          if (task === 'answer') {
            caches[who].write('m', [entryOf(number)])
            answered.add(number)
          }
          if (task === 'close') {
            caches[who].close()
            for (const [name, its] of owner) if (its === who) owner.delete(name)
            caches[who] = begin()
            said[who] = 0
          }
          if (task === 'tick') clock.now += limit * 0.7
        }
        for (const cache of caches) cache.close()
      }),
      { numRuns: 60 },
    )
  })
})

function pair(clock?: { now: number }) {
  const directory = temporaryFolder()
  const times = { claimLimit: limit, ...(clock && { now: () => clock.now }) }
  const { cache: one } = openForTest(directory, undefined, times)
  const { cache: other } = openForTest(directory, undefined, times)
  return { one, other, directory }
}

function keyOf(number: number): Uint8Array {
  return entryOf(number).key
}

/** Claims these numbers and gives those that are taken. */
function takenOf(cache: AnswerCache, ...numbers: number[]): number[] {
  return [...cache.claim(numbers.map(keyOf)).taken].map(place => numbers[place])
}
