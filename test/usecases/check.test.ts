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

  const bound = { measure: 'concordance', min: 0.1 }
  test.each([
    [{ ...bound, min: Number.NaN }, 'check: gate 1: min: got the number NaN; expected a finite number'],
    [{ ...bound, min: Number.NEGATIVE_INFINITY }, 'min: got the number -Infinity'],
    [{ ...bound, min: '0.1' }, 'min: got the text "0.1"'],
    [{ ...bound, min: null }, 'min: got null'],
    [{ ...bound, min: [] }, 'min: got an empty list'],
    [{ ...bound, point: 'no' }, 'point: got the text "no"; expected true or false'],
    [{ ...bound, serie: '1..20' }, 'unknown key "serie". Did you mean series?'],
    [{ ...bound, max: 1 }, 'unknown key "max"'],
    [{ ...bound, series: ['1..20'] }, 'series: got a list with'],
    [{ ...bound, constructor: 1 }, 'unknown key "constructor"'],
    [JSON.parse('{"measure":"concordance","min":0.1,"__proto__":1}'), 'unknown key "__proto__"'],
    [{ ...bound, use: 'near' }, 'got measure and use of measure, use, drift, cases; expected one'],
    [{ min: 0.1 }, 'got none of measure, use, drift, cases; expected one'],
    [{ measure: '__proto__', min: 0.1 }, 'got the measure "__proto__"'],
    [{ measure: 'toString', min: 0.1 }, 'got the measure "toString"'],
    [{ ...bound, series: '1..*' }, 'got the series "1..*"; expected one of 1..20'],
    [{ ...bound, series: '' }, 'got the series ""'],
    [{ use: 'near', verdict: 'no' }, 'verdict: got the text "no"; expected one of yes, unclear'],
    [{ use: 'near', verdict: 'maybe' }, 'verdict: got the text "maybe"'],
    [{ use: 'nearly', min: 0 }, 'use: got the text "nearly"'],
    [{ drift: 'base.json', max: Number.NaN }, 'max: got the number NaN; expected a number from 0 on'],
    [{ drift: 'base.json', max: Number.POSITIVE_INFINITY }, 'max: got the number Infinity'],
    [
      { measure: 'concordance', baseline: 'base.json', 'min-delta': -1 },
      'min-delta: got the number -1; expected a number from 0 on',
    ],
  ])('refuses %j, before anything is asked', async (gate, message) => {
    const model = reader()
    const gates = [gate as unknown as Gate]
    await expect(
      checked(gates, { models: [model], baselines: new Map([['base.json', {} as Run]]) }),
    ).rejects.toThrow(message)
    expect(model.requests).toEqual([])
  })

  test('holds a thousand gates, and each for itself', async () => {
    const gates = Array.from({ length: 1000 }, (_, at) => ({
      measure: 'concordance',
      series: '1..20',
      min: at % 2 === 0 ? 0 : 2,
    }))
    const { gates: results, passed } = await checked(gates)
    expect(results.map(({ outcome }) => outcome)).toEqual(
      gates.map(({ min }) => (min === 0 ? 'pass' : 'fail')),
    )
    expect(passed).toBe(false)
  })

  test('matches cases with those of the baseline by what they ask, not by their place in a file', async () => {
    const asked = (id: string, closer: string, farther: string) => ({
      family: 'ours.yaml',
      anchor: '10',
      id,
      closer,
      farther,
    })
    const [right, wrong] = [
      ['11', '30'],
      ['30', '11'],
    ]
    const baselines = await baselineOf({
      experiments: ['pairs', 'cases'],
      cases: [asked('ours.yaml/1', wrong[0], wrong[1])],
    })
    const gates: Gate[] = [{ cases: 'ours.yaml', baseline: 'base.json' }]
    const held = (cases: ReturnType<typeof asked>[]) => checked(gates, { baselines, cases })
    const moved = await held([
      asked('ours.yaml/1', right[0], right[1]),
      asked('ours.yaml/2', wrong[0], wrong[1]),
    ])
    expect(moved.gates[0].message).toBe('0 of 1 right, 0 in the baseline.')
    const others = await held([asked('ours.yaml/1', right[0], right[1])])
    expect(others.gates[0]).toMatchObject({ outcome: 'fail', value: null })
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

  test.each([
    ['zeros', (values: Float64Array) => values.fill(0), 'no vector, but zeros or what is no number'],
    ['no numbers', (values: Float64Array) => values.fill(Number.NaN), 'no vector, but zeros'],
    ['one infinity', (values: Float64Array) => values.fill(Infinity, 5, 6), 'no vector, but zeros'],
  ])('fails where the recording holds %s', async (_, damage, message) => {
    const [[name, run]] = await baselineOf()
    for (const { values } of run.recordings!) damage(values)
    const { gates: results } = await checked(gates, { baselines: new Map([[name, run]]) })
    expect(results[0]).toMatchObject({ outcome: 'fail', value: null })
    expect(results[0].message).toContain(message)
  })

  test('fails where other texts were recorded, and does not blame the model', async () => {
    const [[name, run]] = await baselineOf()
    const recordings = run.recordings!.map(each => ({ ...each, texts: each.texts.map(text => `${text}.`) }))
    const { gates: results } = await checked(gates, { baselines: new Map([[name, { ...run, recordings }]]) })
    expect(results[0].message).toBe(
      'nothing to hold it to: the baseline recorded other texts. Write it again with --update-baseline.',
    )
  })

  test('fails where nothing was recorded', async () => {
    const baselines = await baselineOf({ models: [reader({ model: 'another' })] })
    const { gates: results } = await checked(gates, { baselines })
    expect(results[0].message).toContain('the baseline has no recording of it')
  })
})
