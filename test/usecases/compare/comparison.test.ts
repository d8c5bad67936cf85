import { describe, expect, test } from 'vitest'
import type { Event } from '../../../src/base/events.ts'
import type { Comparison } from '../../../src/findings/comparison/comparison.ts'
import { holm } from '../../../src/math/holm.ts'
import { oracle } from '../../../src/matrix/references/oracle.ts'
import { random } from '../../../src/matrix/references/random.ts'
import { rangeSeries } from '../../../src/series/range.ts'
import type { RunSeries } from '../../../src/store/run.ts'
import { compare } from '../../../src/usecases/compare.ts'
import { probedRun } from '../../fixtures/probed-run.ts'
import { type Asked, numbered, runOf } from './fixtures.ts'

const few = numbered('few', 12)
const many = numbered('many', 16)

const ruler = (series: RunSeries): Asked => ({
  spec: 'ruler',
  series,
  data: oracle.similarities(series, 0),
})
const dice = (series: RunSeries, seed = 1): Asked => ({
  spec: `dice-${seed}`,
  series,
  data: random.similarities(series, seed),
})

function compared(
  runs: readonly (readonly Asked[])[],
  options: Partial<Parameters<typeof compare>[1]> = {},
): Promise<Comparison> {
  const named = runs.map((models, at) => ({ name: `run-${at + 1}`, run: runOf(models) }))
  return compare(named, { measure: 'concordance', seed: 1, pause: async () => {}, ...options })
}

describe('compare', () => {
  test('scores a model as its own run does, with the interval and the margin over spelling', async () => {
    const run = await probedRun([rangeSeries('1..12')])
    const { entrants, series } = await compare([{ name: 'a', run }], {
      measure: 'concordance',
      seed: run.seed,
    })
    for (const { entrant, value, interval, floor } of series[0].scores) {
      const { model } = entrants.find(({ id }) => id === entrant)!
      const own = run.measures.find(each => each.id === 'concordance' && each.model === model)!
      expect(interval).toEqual(own.interval)
      expect(value).toBe(own.value)
      expect(floor).toEqual({
        model: own.floor!.model,
        value: own.floor!.value,
        difference: own.floor!.margin,
        interval: own.floor!.interval,
      })
    }
    expect(series[0].scores).toHaveLength(2)
  })

  test('leaves out embedders that were asked in other roles than most, and says so', async () => {
    const run = (models: readonly Asked[], roles: 'same' | 'query-document') => ({ ...runOf(models), roles })
    const comparing = (...runs: readonly ReturnType<typeof run>[]) =>
      compare(
        runs.map((each, at) => ({ name: `run-${at + 1}`, run: each })),
        { measure: 'concordance', seed: 1, pause: async () => {} },
      )
    const reranker: Asked = { ...dice(few, 3), kind: 'reranker', prompt: 'which?' }
    const mixed = await comparing(
      run([ruler(few)], 'query-document'),
      run([dice(few), dice(few, 2), reranker], 'same'),
      run([{ ...reranker, spec: 'other' }], 'query-document'),
    )
    expect(mixed.series[0].scores.map(({ entrant }) => entrant)).toEqual([
      'dice-1',
      'dice-2',
      'dice-3',
      'other',
    ])
    expect(mixed.series[0].reason).toBe(
      'Without ruler: asked with --roles query-document, the others with --roles same, which cannot be compared.',
    )
    await expect(
      comparing(run([ruler(few)], 'query-document'), run([ruler(few)], 'same')),
    ).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(
        /different roles \(--roles query-document: ruler in run-1; --roles same: ruler in run-2\).*the same --roles\./,
      ),
    })
    const alike = await comparing(
      run([ruler(few)], 'query-document'),
      run([{ ...dice(few), spec: 'dice' }], 'query-document'),
    )
    expect(alike.series[0].reason).toBeUndefined()
  })

  test('tells a ruler from dice, and ranks them so', async () => {
    const { series } = await compared([[dice(few), ruler(few)]])
    expect(series[0].differences[0]).toMatchObject({ significant: true, a: 'dice-1', b: 'ruler' })
    expect(series[0].differences[0].difference).toBeLessThan(0)
    expect(series[0].scores.map(({ rank }) => rank)).toEqual([2, 1])
  })

  test('does not tell a model from itself', async () => {
    const { series } = await compared([[dice(few)], [dice(few)]])
    expect(series[0].differences[0]).toMatchObject({
      difference: 0,
      interval: [0, 0],
      p: 1,
      adjusted: 1,
      significant: false,
    })
    expect(series[0].scores.map(({ rank }) => rank)).toEqual([1, 1])
  })

  test('turns every sign when the runs change places', async () => {
    const [forth, back] = await Promise.all([
      compared([[ruler(few)], [dice(few)]]),
      compared([[dice(few)], [ruler(few)]]),
    ])
    const [one, other] = [forth, back].map(({ series }) => series[0].differences[0])
    expect(other.difference).toBe(-one.difference)
    expect(other.interval![0]).toBeCloseTo(-one.interval![1], 12)
    expect(other.interval![1]).toBeCloseTo(-one.interval![0], 12)
    expect(other.adjusted).toBeCloseTo(one.adjusted, 12)
  })

  test('adjusts all comparisons of all series together', async () => {
    const models = [1, 2, 3].flatMap(seed => [dice(few, seed), dice(many, seed)])
    const { series } = await compared([models])
    const all = series.flatMap(({ differences }) => differences)
    expect(all).toHaveLength(6)
    expect(all.map(({ adjusted }) => adjusted)).toEqual(holm(all.map(({ p }) => p)))
  })

  test('draws the same documents whatever else is compared, and others with another seed', async () => {
    const pair = [dice(few, 1), dice(few, 2)]
    const difference = async (models: readonly Asked[], seed: number) => {
      const { series } = await compared([models], { seed })
      return series[0].differences.find(({ a, b }) => a === 'dice-1' && b === 'dice-2')!.interval
    }
    expect(await difference([ruler(few), ...pair], 1)).toEqual(await difference(pair, 1))
    expect(await difference(pair, 2)).not.toEqual(await difference(pair, 1))
  })

  test('puts the least first where lower is better', async () => {
    const flat = { spec: 'flat', series: few, data: new Float64Array(144).fill(0.5) }
    const { better, series } = await compared([[flat, ruler(few), dice(few)]], { measure: 'ties' })
    expect(better).toBe('lower')
    const [, ofRuler, ofDice] = series[0].scores
    expect(series[0].scores[0].rank).toBe(3)
    expect(ofDice.value).toBeLessThan(ofRuler.value)
    expect(ofDice.rank).toBe(1)
  })

  test.each([[[0, 1, 2]], [[2, 0, 1]]])(
    'compares two that agree on the documents, wherever a third stands that does not (%j)',
    async places => {
      const words = numbered('few', 12, value => `no. ${value}`)
      const runs = [[ruler(few)], [dice(few)], [dice(words, 2)]]
      const { series } = await compared(places.map(at => runs[at]))
      expect(new Set(series[0].scores.map(({ entrant }) => entrant))).toEqual(new Set(['ruler', 'dice-1']))
      expect(series[0].reason).toBe('Without dice-2: other documents under this name.')
    },
  )

  test.each([
    ['values', { values: few.values.map(value => 2 * value) }],
    ['a ruler', { ruler: 'log' as const }],
    ['a period', { ruler: 'circular' as const, period: 12 }],
  ])('does not compare on other %s', async (_, change) => {
    const { series } = await compared([[ruler(few)], [dice({ ...few, ...change })]])
    expect(series[0].differences).toEqual([])
    expect(series[0].reason).toBe('Without dice-1: other documents under this name.')
  })

  test('says who was not asked a series, and why a measure says nothing', async () => {
    const missing = await compared([[ruler(few), ruler(many)], [dice(few)]])
    expect(missing.series.map(({ reason }) => reason)).toEqual([
      undefined,
      'Without dice-1: not asked this series.',
    ])
    const lopsided = { ...dice(few), data: Float64Array.from({ length: 144 }, (_, at) => Math.sin(at)) }
    const { series } = await compared([[ruler(few), lopsided]], { measure: 'rsa' })
    expect(series[0].scores.map(({ entrant }) => entrant)).toEqual(['ruler'])
    expect(series[0].reason).toMatch(/^Without dice-1: .*share no scale/)
  })

  test('leaves out a matrix with what is no number', async () => {
    const data = Float64Array.from(dice(few).data)
    data[5] = Number.NaN
    const { series } = await compared([[ruler(few), { ...dice(few), data }]])
    expect(series[0].reason).toBe('Without dice-1: similarities that are not finite numbers.')
  })

  test('tells nothing that its interval leaves open, however small p is', async () => {
    const missing = (rows: number): Asked => {
      const data = Float64Array.from(ruler(few).data)
      for (let i = 0; i < rows; i++) data[i * 13] = -1
      return { spec: `missing-${rows}`, series: few, data }
    }
    const against = async (rows: number) => {
      const { series } = await compared([[ruler(few), missing(rows)]], { measure: 'self-hit' })
      return series[0].differences[0]
    }
    // A draw of 12 leaves out the 3 documents that differ in 3.2 % of the cases, more than 2.5.
    const open = await against(3)
    expect(open.adjusted).toBeLessThan(0.05)
    expect(open.interval![0]).toBe(0)
    expect(open.significant).toBe(false)
    expect((await against(6)).significant).toBe(true)
  })

  test('tells how far it is, and stops when it is interrupted', async () => {
    const events: Event[] = []
    await compared([[ruler(few), dice(few), ruler(many), dice(many)]], {
      listen: event => events.push(event),
    })
    expect(events).toEqual([
      { type: 'measured', done: 1, total: 2, label: 'few' },
      { type: 'measured', done: 2, total: 2, label: 'many' },
    ])
    const stop = new AbortController()
    const work = compared([[ruler(few), dice(few)]], { signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(work).rejects.toThrow('enough')
  })

  test.each([
    ['within-lag', /got the measure "within-lag"; expected one of concordance, .*ndcg@10/],
    ['decode', /expected one of/],
  ])('refuses %s, for which no resampling is defined here', async (measure, message) => {
    await expect(compared([[ruler(few), dice(few)]], { measure })).rejects.toThrow(message)
  })
})
