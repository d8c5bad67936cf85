import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { AnswerCache, Entry, ModelRows } from '../../src/store/answer-cache.ts'
import { keyOf } from '../../src/store/key.ts'

interface Conformance {
  /** A cache that holds nothing. */
  readonly create: () => AnswerCache
}

/** Registers what every cache must do, on a disk or in memory. */
export function answerCacheConformance(name: string, { create }: Conformance): void {
  describe(`${name} as an answer cache`, () => {
    const opened: AnswerCache[] = []
    const open = () => {
      const cache = create()
      opened.push(cache)
      return cache
    }
    afterEach(() => {
      for (const cache of opened.splice(0)) cache.close()
    })

    test('gives the values of keys in the order of the keys, and undefined where nothing is kept', () => {
      const cache = open()
      cache.write('m', [entry('a', 1), entry('b', 2)])
      const values = cache.read([keyOf('b'), keyOf('c'), keyOf('a'), keyOf('b')])
      expect(values).toEqual([bytes(2), undefined, bytes(1), bytes(2)])
      expect(values[0]).toBeInstanceOf(Uint8Array)
    })

    test('counts the keys that are kept, a repeated key each time', () => {
      const cache = open()
      cache.write('m', [entry('a', 1)])
      expect(cache.count([keyOf('a'), keyOf('b'), keyOf('a')])).toBe(2)
      expect(cache.count([])).toBe(0)
    })

    test('gives back every byte, of views into larger buffers and of empty values too', () => {
      const cache = open()
      const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
      cache.write('m', [
        { key: keyOf('all'), value: all },
        { key: keyOf('part'), value: all.subarray(3, 7) },
        { key: keyOf('none'), value: new Uint8Array() },
      ])
      const values = cache.read([keyOf('all'), keyOf('part'), keyOf('none')])
      expect(values).toEqual([all, bytes(3, 4, 5, 6), bytes()])
    })

    test('tells keys apart that differ in one bit', () => {
      const cache = open()
      const key = new Uint8Array(32)
      const near = Uint8Array.from(key)
      near[31] = 1
      cache.write('m', [{ key, value: bytes(1) }])
      expect(cache.read([near, key])).toEqual([undefined, bytes(1)])
    })

    test('keeps what was given, whatever the caller does to its bytes and to those it got', () => {
      const cache = open()
      const value = bytes(5)
      cache.write('m', [{ key: keyOf('a'), value }])
      cache.writeDerived('m', { key: keyOf('d'), value })
      value[0] = 6
      cache.read([keyOf('a')])[0]![0] = 7
      cache.readDerived(keyOf('d'))![0] = 7
      expect(cache.read([keyOf('a')])).toEqual([bytes(5)])
      expect(cache.readDerived(keyOf('d'))).toEqual(bytes(5))
    })

    test('replaces a value that is written again, be it in the same call', () => {
      const cache = open()
      cache.write('m', [entry('a', 1), entry('a', 2)])
      expect(cache.read([keyOf('a')])).toEqual([bytes(2)])
      cache.write('m', [entry('a', 3)])
      expect(cache.read([keyOf('a')])).toEqual([bytes(3)])
      expect(cache.summary()).toEqual([{ model: 'm', answers: 1, derived: 0, bytes: 33 }])
    })

    test('keeps derived results apart from answers under the same key', () => {
      const cache = open()
      cache.write('m', [entry('a', 1)])
      expect(cache.readDerived(keyOf('a'))).toBeUndefined()
      cache.writeDerived('m', entry('a', 2))
      expect(cache.readDerived(keyOf('a'))).toEqual(bytes(2))
      expect(cache.read([keyOf('a')])).toEqual([bytes(1)])
    })

    test('sums up each model that has anything, by model, with the bytes of keys and values', () => {
      const cache = open()
      expect(cache.summary()).toEqual([])
      cache.write('z', [entry('a', 1, 2), entry('b', 1)])
      cache.writeDerived('é "quoted" 千', entry('d', 1, 2, 3))
      cache.writeDerived('z', entry('e', 1))
      cache.write('empty', [])
      expect(cache.summary()).toEqual([
        { model: 'z', answers: 2, derived: 1, bytes: 3 * 32 + 4 },
        { model: 'é "quoted" 千', answers: 0, derived: 1, bytes: 32 + 3 },
      ])
    })

    test('forgets answers and derived results of one model, no other, and says how many answers', () => {
      const cache = open()
      cache.write('m', [entry('a', 1), entry('b', 2)])
      cache.writeDerived('m', entry('d', 3))
      cache.write('other', [entry('c', 4)])
      cache.writeDerived('other', entry('e', 5))
      expect(cache.clear('m')).toBe(2)
      expect(cache.clear('m')).toBe(0)
      expect(cache.read([keyOf('a'), keyOf('c')])).toEqual([undefined, bytes(4)])
      expect(cache.readDerived(keyOf('d'))).toBeUndefined()
      expect(cache.readDerived(keyOf('e'))).toEqual(bytes(5))
      expect(cache.summary().map(row => row.model)).toEqual(['other'])
    })

    test('gives with a claim what is kept, and takes nothing from itself, however often it claims', () => {
      const cache = open()
      cache.write('m', [entry('a', 1)])
      const keys = [keyOf('b'), keyOf('a'), keyOf('b')]
      const values = [undefined, bytes(1), undefined]
      expect(cache.claim(keys)).toEqual({ values, taken: new Set() })
      expect(cache.claim(keys, key => key.subarray(0, 16))).toEqual({ values, taken: new Set() })
      cache.release(keys)
      cache.release([keyOf('never claimed')])
      cache.release([])
      expect(cache.claim([])).toEqual({ values: [], taken: new Set() })
      expect(cache.summary()).toMatchObject([{ model: 'm', answers: 1 }])
    })

    test('gives with a claim the bytes themselves, whatever the caller does to those it got', () => {
      const cache = open()
      cache.write('m', [entry('a', 1)])
      cache.claim([keyOf('a')]).values[0]![0] = 7
      expect(cache.claim([keyOf('a')]).values).toEqual([bytes(1)])
    })

    test('may be closed twice', () => {
      const cache = open()
      cache.close()
      expect(() => cache.close()).not.toThrow()
    })

    test('does what a plain map would, through any series of writes and clears', () => {
      const cache = open()
      fc.assert(
        fc.property(fc.array(step, { maxLength: 30 }), steps => {
          const plain = plainShelves()
          for (const model of models) cache.clear(model)
          for (const { task, model, name, value } of steps) {
            const kept = { key: keyOf(name), value }
            if (task === 'write') cache.write(model, [kept])
            if (task === 'derive') cache.writeDerived(model, kept)
            if (task === 'clear') expect(cache.clear(model)).toBe(plain.clear(model))
            else plain.keep(task, model, name, value)
          }
          expect(cache.read(names.map(name => keyOf(name)))).toEqual(names.map(plain.answer))
          expect(names.map(name => cache.readDerived(keyOf(name)))).toEqual(names.map(plain.derived))
          expect(cache.summary()).toEqual(plain.summary())
        }),
        { numRuns: 100 },
      )
    })
  })
}

const names = ['a', 'b', 'c', 'd']
const models = ['m', 'n']

const step = fc.record({
  task: fc.constantFrom('write', 'write', 'derive', 'clear'),
  model: fc.constantFrom(...models),
  name: fc.constantFrom(...names),
  value: fc.uint8Array({ maxLength: 8 }),
})

function plainShelves() {
  const shelves = { write: new Map<string, PlainValue>(), derive: new Map<string, PlainValue>() }
  const countOf = (task: 'write' | 'derive', model: string) =>
    [...shelves[task].values()].filter(kept => kept.model === model).length
  return {
    keep: (task: 'write' | 'derive', model: string, name: string, value: Uint8Array) =>
      shelves[task].set(name, { model, value }),
    clear(model: string) {
      const cleared = countOf('write', model)
      for (const shelf of [shelves.write, shelves.derive]) {
        for (const [name, kept] of shelf) if (kept.model === model) shelf.delete(name)
      }
      return cleared
    },
    answer: (name: string) => shelves.write.get(name)?.value,
    derived: (name: string) => shelves.derive.get(name)?.value,
    summary: (): ModelRows[] =>
      models
        .map(model => ({
          model,
          answers: countOf('write', model),
          derived: countOf('derive', model),
          bytes: [...shelves.write.values(), ...shelves.derive.values()]
            .filter(kept => kept.model === model)
            .reduce((sum, { value }) => sum + 32 + value.length, 0),
        }))
        .filter(row => row.answers + row.derived > 0),
  }
}

interface PlainValue {
  readonly model: string
  readonly value: Uint8Array
}

function entry(name: string, ...value: number[]): Entry {
  return { key: keyOf(name), value: bytes(...value) }
}

function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values)
}
