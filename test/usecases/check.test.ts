import { describe, expect, test } from 'vitest'
import { driftTexts } from '../../src/experiments/drift.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import type { Run } from '../../src/store/run.ts'
import { runText } from '../../src/store/run-text.ts'
import type { Gate } from '../../src/usecases/check/gate.ts'
import { check } from '../../src/usecases/check.ts'
import { withSharedResults } from '../fixtures/shared-results.ts'
import { fakeEmbedder, fakeReranker } from '../models/fakes.ts'

const twenty = rangeSeries('1..20')

/** Reads the first number of a text, and turns a vector by it: the nearer, the more alike. */
function reader({ turn = 1, model = 'reader' } = {}) {
  return fakeEmbedder({
    model,
    maxBatch: 1000,
    answer: texts =>
      texts.map(text => {
        const angle = (Number(/\d+/.exec(text)?.[0] ?? 0) % 100) * 0.01 * turn
        return [Math.cos(angle), Math.sin(angle), 0.1, 0.1]
      }),
  })
}

async function checked(
  gates: readonly Gate[],
  given: Partial<Parameters<typeof check>[0]> = {},
  settings: Parameters<typeof check>[1] = {},
) {
  return check(
    {
      models: [reader()],
      series: [twenty],
      experiments: ['pairs'],
      controls: 'none',
      gates,
      ...given,
    },
    settings,
  )
}

async function baselineOf(
  given: Partial<Parameters<typeof check>[0]> = {},
): Promise<ReadonlyMap<string, Run>> {
  const { run } = await checked([{ drift: 'base.json' }], { updates: true, ...given })
  return new Map([['base.json', parseRun(runText(run), 'base.json')]])
}

describe('check', () => {
  test('holds a measure to a bound by the lower end of its interval, or by the value', async () => {
    const bound = { measure: 'concordance', series: '1..20' }
    const { gates, passed } = await checked([
      { ...bound, min: 0.9 },
      { ...bound, min: 1.01 },
      { ...bound, min: 1.01, point: true },
    ])
    expect(gates.map(({ outcome }) => outcome)).toEqual(['pass', 'fail', 'fail'])
    expect(passed).toBe(false)
    expect(gates[1].message).toMatch(/^got 1\.000 .*expected at least 1\.010\.$/)
  })

  test('holds a measure to what it has over the spelling floor', async () => {
    const { gates } = await checked([
      { measure: 'concordance', 'over-floor': 0.1 },
      { measure: 'concordance', 'over-floor': 0.9 },
    ])
    expect(gates.map(({ outcome }) => outcome)).toEqual(['pass', 'fail'])
  })

  test('asks what the gates need: the five lines, cases, and the index beside other series', {
    timeout: 900_000,
  }, async () => {
    using cache = withSharedResults()
    const { gates, run } = await checked(
      [
        { use: 'exact', min: 0 },
        { use: 'threshold', verdict: 'yes' },
        { cases: 'public', min: 0 },
        { measure: 'index', min: -100 },
      ],
      {},
      { cache },
    )
    expect(gates.map(({ gate, outcome }) => `${outcome} ${gate}`)).toEqual([
      'pass exact at least 0',
      'fail threshold verdict yes',
      'pass cases public at least 0 right',
      'pass index at least -100',
    ])
    expect(run.series.map(({ id }) => id)).toContain('1..20')
    expect(run.indexes).toHaveLength(1)
  })

  test('fails what there is nothing to hold to', async () => {
    const [result] = (
      await checked([{ measure: 'digit-order', series: '1..4', min: 0 }], {
        series: [rangeSeries('1..4')],
      })
    ).gates
    expect(result).toMatchObject({ outcome: 'fail', value: null })
    expect(result.message).toContain('nothing to hold it to')
  })

  test('holds cases of one’s own, and names the first that is wrong', async () => {
    const ours = { family: 'ours.yaml', anchor: '10' }
    const { gates } = await checked([{ cases: 'ours.yaml', min: 0.9 }], {
      cases: [
        { ...ours, id: 'a', closer: '11', farther: '30' },
        { ...ours, id: 'b', closer: '30', farther: '11' },
      ],
    })
    expect(gates[0]).toMatchObject({ outcome: 'fail', value: 0.5 })
    expect(gates[0].message).toContain('"10" is closer to "30" than to "11"')
  })

  test.each([
    [[{ measure: 'concordanse', min: 1 }], 'did you mean concordance?'],
    [
      [{ measure: 'concordance', series: 'integer', min: 1 }],
      'got the series "integer"; expected one of 1..20.',
    ],
    [
      [{ measure: 'concordance', model: 'other', min: 1 }],
      'got the model "other"; expected one of test:reader',
    ],
    [[{ measure: 'concordance' }], 'got nothing that it demands; expected one of min, over-floor, baseline'],
    [[{ measure: 'concordance', min: 1, 'over-floor': 1 }], 'got min and over-floor; expected one of'],
    [[{ measure: 'anisotropy', baseline: 'base.json' }], 'cannot be held to a baseline'],
    [[{ drift: 'none.json' }], 'there is no baseline none.json'],
    [[], 'got no gates'],
  ])('refuses %j', async (gates, message) => {
    await expect(checked(gates, { baselines: await baselineOf() })).rejects.toThrow(message)
  })
})

describe('drift', () => {
  const gates: Gate[] = [{ drift: 'base.json', max: 0.0001 }]

  test('is none where the model is the same', async () => {
    const { gates: results, passed } = await checked(gates, { baselines: await baselineOf() })
    expect(results[0].message).toMatch(/^The same as on \d{4}-\d\d-\d\d: largest cosine distance 0\.$/)
    expect(passed).toBe(true)
  })

  test('says that another model answers under the same name, though the cache holds the old answers', async () => {
    const baselines = await baselineOf()
    const { gates: results } = await checked(gates, { baselines, models: [reader({ turn: 1.5 })] })
    expect(results[0]).toMatchObject({ outcome: 'fail' })
    expect(results[0].message).toMatch(
      /^The model behind this name has changed since \d{4}-\d\d-\d\d: cosine distance/,
    )
  })

  test('asks each time, whatever the cache holds', async () => {
    const model = reader()
    const baselines = await baselineOf()
    await checked(gates, { baselines, models: [model] })
    const asked = model.requests.flat().filter(text => driftTexts.includes(text))
    expect(new Set(asked).size).toBe(driftTexts.length)
  })

  test('of a reranker goes by its scores', async () => {
    const scored = (more: number) =>
      fakeReranker({ answer: (query, documents) => documents.map(text => text.length * more + query.length) })
    const given = { series: [rangeSeries('1..6')], experiments: ['pairs'] as const }
    const baselines = await baselineOf({ ...given, models: [scored(1)] })
    const outcomes = async (more: number) =>
      (await checked(gates, { ...given, baselines, models: [scored(more)] })).gates.map(
        ({ outcome }) => outcome,
      )
    expect(await outcomes(1)).toEqual(['pass'])
    expect(await outcomes(1.1)).toEqual(['fail'])
  })

  test('fails where nothing was recorded', async () => {
    const baselines = await baselineOf({ models: [reader({ model: 'another' })] })
    const { gates: results } = await checked(gates, { baselines })
    expect(results[0].message).toContain('the baseline has no recording of it')
  })
})
