import { describe, expect, test } from 'vitest'
import { shippedReferences } from '../../scripts/references.ts'
import { type Judge, judgeHere, keptFloor, type ReferenceTask } from '../../src/measures/kept-judge.ts'
import { articleSeries } from '../../src/series/catalogue.ts'
import { keptJson } from '../../src/store/derived.ts'
import { keyOf } from '../../src/store/key.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { runText } from '../../src/store/run-text.ts'
import { type Shipped, withShipped } from '../../src/store/shipped.ts'
import { probedRun } from '../../src/usecases/probed-run.ts'
import { fakeEmbedder } from '../models/fakes.ts'

const series = articleSeries.filter(({ id }) => id === 'dates')

/** Judges here, and counts how often references were computed. */
function counting() {
  let computed = 0
  const here = judgeHere()
  const judge: Judge = {
    ...here,
    references(task) {
      computed++
      return here.references(task)
    },
    floor(task) {
      computed++
      return here.floor(task)
    },
  }
  return { judge, computed: () => computed }
}

/** A run of one model on one series, and how often references were computed for it. */
async function runOn(cache: ReturnType<typeof memoryCache>) {
  const { judge, computed } = counting()
  const run = await probedRun(
    {
      models: [{ id: 'embedder:test:fake', spec: 'test:fake', model: fakeEmbedder() }],
      series,
      zeroSeries: [],
      prompts: [],
      roles: 'same',
      controls: 'none',
      seed: 1,
    },
    {
      cache,
      judge,
      listen: () => {},
      now: () => new Date('2026-01-02T03:04:05Z'),
      wait: async () => {},
      tool: { version: '0.0.0', node: '24.0.0' },
    },
  )
  return { text: runText(run), computed: computed() }
}

describe('references that are shipped', () => {
  test('give the run that computing them gives, byte for byte, and are not computed', async () => {
    const shipped = await shippedReferences(series)
    const without = await runOn(memoryCache())
    const beside = await runOn(withShipped(memoryCache(), () => shipped))
    expect(beside.text === without.text).toBe(true)
    expect({ without: without.computed > 0, beside: beside.computed }).toEqual({ without: true, beside: 0 })
  }, 240_000)

  test('of other code, another seed or another series are not found: they are computed', async () => {
    const shipped = await shippedReferences(series)
    const values = Object.values(shipped)
    // The key holds the fingerprint of the code, so that of other code is another one.
    const stale: Shipped = Object.fromEntries(
      values.map((value, at) => [Buffer.from(keyOf('other code', String(at))).toString('hex'), value]),
    )
    const computedOf = async (shipped: Shipped, task: ReferenceTask) => {
      const { judge, computed } = counting()
      await keptFloor(
        task,
        withShipped(memoryCache(), () => shipped),
        judge,
      )
      return computed()
    }
    const [dates] = series
    expect(await computedOf(shipped, { series: dates, seed: 1 })).toBe(0)
    expect(await computedOf(stale, { series: dates, seed: 1 })).toBe(1)
    expect(await computedOf(shipped, { series: dates, seed: 2 })).toBe(1)
    expect(await computedOf(shipped, { series: { ...dates, id: 'other' }, seed: 1 })).toBe(1)
  }, 240_000)
})

describe('a cache on top of shipped results', () => {
  const key = Buffer.from(keyOf('json', 'a')).toString('hex')

  test('looks for them once, and only where it keeps nothing itself', async () => {
    let asked = 0
    const shipped = () => {
      asked++
      return { [key]: 'shipped' }
    }
    const own = memoryCache()
    const cache = withShipped(own, shipped)
    await keptJson(cache, 'owner', ['b'], () => 'made')
    expect(asked).toBe(1)
    expect(await keptJson(cache, 'owner', ['a'], () => 'made')).toBe('shipped')
    expect(asked).toBe(1)
    expect(own.summary()).toMatchObject([{ model: 'owner', derived: 1 }])
    const kept = withShipped(own, () => expect.fail('The cache had it.'))
    expect(await keptJson(kept, 'owner', ['b'], () => 'made again')).toBe('made')
  })

  test('is the cache in all else', () => {
    const own = memoryCache()
    const cache = withShipped(own, () => ({}))
    const entry = { key: keyOf('answer'), value: Uint8Array.of(1, 2) }
    cache.write('model', [entry])
    expect(own.read([entry.key])).toEqual([entry.value])
    expect(cache.read([entry.key])).toEqual([entry.value])
    expect(cache.summary()).toEqual(own.summary())
    cache.close()
    expect(own.read([entry.key])).toEqual([undefined])
  })
})
