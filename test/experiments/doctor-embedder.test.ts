import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import type { Embedder } from '../../src/models/embedder.ts'
import { fakeEmbedder } from '../models/fakes.ts'
import { embedderThat, examine, healthyVector } from './fixtures/examined.ts'

const healthy = (texts: readonly string[]) => texts.map(healthyVector)

/** Numbers that are another's at each place and call, of a given size. */
const noise = (size: number, call: number) => (value: number, place: number) =>
  value + size * Math.sin(7 * call + 13 * place)

describe('the doctor of embedders', () => {
  test('finds no fault in a healthy model, and says what it may be told anyway', async () => {
    const { faults, diagnosis, outcome } = await examine(embedderThat(healthy))
    expect(faults).toEqual([])
    expect(diagnosis).toMatchObject({ spec: 'test:fake', role: 'embedder', verdict: 'pass' })
    expect(diagnosis.checks.map(({ id }) => id)).toEqual([
      'reachable',
      'complete',
      'order',
      'repeat',
      'batch',
      'distinct',
      'unit-norm',
      'symmetry',
      'role',
      'longest-input',
      'latency',
    ])
    expect(outcome('longest-input')).toMatchObject({ verdict: 'pass', numbers: { readCharacters: 8192 } })
    expect(outcome('unit-norm')).toMatchObject({ verdict: 'info' })
  })

  test.each<[string, (texts: readonly string[]) => readonly string[]]>([
    ['sorted', texts => texts.toSorted()],
    ['by length', texts => texts.toSorted((a, b) => a.length - b.length)],
    ['backwards', texts => texts.toReversed()],
    ['shifted by one', texts => [...texts.slice(1), ...texts.slice(0, 1)]],
  ])('finds answers that come %s, whatever was asked', async (_, order) => {
    const { outcome } = await examine(embedderThat(texts => healthy(order(texts))))
    expect(outcome('order')).toMatchObject({
      verdict: 'fail',
      evidence: expect.stringMatching(
        /^Asked in another order, or alone, \d+ of 16 vectors came back as another text's: ".*" got that of ".*"\.$/,
      ),
    })
  })

  test.each([
    [1e-2, ['repeat warn', 'symmetry warn']],
    [0.4, ['repeat fail', 'symmetry warn']],
  ])('says how far the same call comes out differently (noise of %d)', async (size, expected) => {
    const { faults, outcome } = await examine(
      embedderThat((texts, call) => healthy(texts).map(row => row.map(noise(size, call)))),
    )
    expect(faults).toEqual(expect.arrayContaining(expected))
    expect(faults.some(fault => fault.startsWith('order'))).toBe(false)
    const { lowestCosine, largestDifference } = outcome('repeat').numbers!
    expect(lowestCosine).toBeLessThan(1)
    expect(largestDifference).toBeGreaterThan(size / 100)
  })

  test('lets differences in the last bits pass, with their size', async () => {
    const { faults, outcome } = await examine(
      embedderThat((texts, call) => healthy(texts).map(row => row.map(noise(1e-6, call)))),
    )
    expect(faults).toEqual([])
    expect(outcome('repeat').evidence).toMatch(/^Not equal: .* largest difference \d\.\de-[678]/)
  })

  test.each([
    [1e-3, 'batch warn'],
    [0.3, 'batch fail'],
  ])('finds vectors that depend on the batch (by %d), and nothing else', async (size, expected) => {
    const model = embedderThat(texts => healthy(texts).map(row => row.map(noise(size, texts.length))))
    const { faults, outcome } = await examine(model)
    expect(faults).toEqual([expected])
    expect(outcome('batch').evidence).toMatch(
      /^Answers depend on the batch\. 4 texts alone and among 12: lowest cosine 0\./,
    )
    expect(outcome('batch').advice).not.toContain('batch=1')
  })

  test.each([
    ['./folder', './folder?batch=1'],
    ['./folder?dtype=q8', './folder?dtype=q8&batch=1'],
    ['./folder?batch=16&dtype=q8', './folder?batch=1&dtype=q8'],
  ])('tells how to ask local weights of %s one by one', async (spec, better) => {
    const model = embedderThat(texts => healthy(texts).map(row => row.map(noise(0.3, texts.length))))
    const { outcome } = await examine({ ...model, id: { ...model.id, provider: 'folder' } }, { spec })
    expect(outcome('batch').advice).toContain(` ${better}. `)
  })

  test('fails a model that gives every text one vector, and only for that', async () => {
    const { faults, outcome } = await examine(embedderThat(texts => texts.map(() => healthyVector('1'))))
    expect(faults).toEqual(['distinct fail'])
    expect(outcome('order').verdict).toBe('info')
    expect(outcome('distinct').evidence).toBe('All 12 texts have one vector.')
  })

  test('names texts that have one vector', async () => {
    const { faults, outcome } = await examine(
      embedderThat(texts => texts.map(text => healthyVector(text.replace('.11', '.9')))),
    )
    expect(faults).toEqual(['distinct warn'])
    expect(outcome('distinct').evidence).toBe(
      '1 of 66 pairs of different texts have one vector, such as "9.11" and "9.9".',
    )
  })

  test('warns of vectors that are not of the length that the identity says', async () => {
    const model = embedderThat(healthy)
    const declared: Embedder = { ...model, id: { ...model.id, normalisation: 'unit' } }
    expect((await examine(declared)).faults).toEqual(['unit-norm warn'])
    const unit = embedderThat(texts =>
      healthy(texts).map(row => row.map(value => value / Math.hypot(...row))),
    )
    expect(
      (await examine({ ...unit, id: { ...unit.id, normalisation: 'unit' } })).outcome('unit-norm'),
    ).toMatchObject({
      verdict: 'pass',
    })
  })

  test('tells whether a text as a query has another vector', async () => {
    const sensitive = await examine(fakeEmbedder({ dimensions: 16, maxBatch: 16 }))
    expect(sensitive.outcome('role')).toMatchObject({
      verdict: 'info',
      evidence: expect.stringMatching(/^A text as a query has another vector .* down to 0\.\d{6}\.$/),
      advice: expect.stringContaining('--roles query-document'),
    })
    const blind = await examine(embedderThat(healthy))
    expect(blind.outcome('role').evidence).toContain('--roles changes nothing')
  })

  test.each([200, 700, 1500, 4000])('finds that texts are cut at %d characters', async limit => {
    const { faults, outcome } = await examine(
      embedderThat(texts => texts.map(text => healthyVector(text.slice(0, limit)))),
    )
    expect(faults).toEqual(['longest-input warn'])
    const { readCharacters, cutCharacters } = outcome('longest-input').numbers!
    // The texts differ in their last forty characters.
    expect(readCharacters).toBeLessThan(limit + 40)
    expect(cutCharacters).toBeGreaterThanOrEqual(limit + 39)
    expect(cutCharacters - readCharacters).toBeLessThanOrEqual(200)
  })

  test.each([
    [100, 'warn', /^512 characters are refused: too long$/],
    [3000, 'info', /^2,048 characters are read to their end; 8,192 characters are refused: too long$/],
  ])(
    'tells from which length on a model refuses texts (over %d characters)',
    async (limit, verdict, evidence) => {
      const model = fakeEmbedder({
        maxBatch: 16,
        before: texts => {
          if (texts.some(text => text.length > limit))
            throw new NumeracyError('model-unavailable', 'too long')
        },
      })
      const { outcome } = await examine(model)
      expect(outcome('longest-input')).toMatchObject({ verdict, evidence: expect.stringMatching(evidence) })
    },
  )

  test('measures the median of single requests and the rate of a larger one, without waits', async () => {
    const { outcome } = await examine(embedderThat(healthy))
    expect(outcome('latency')).toMatchObject({
      verdict: 'info',
      numbers: { medianMilliseconds: 5, perSecond: 3200 },
    })
    const single = await examine(embedderThat(healthy, 1))
    expect(single.outcome('latency').numbers).toEqual({ medianMilliseconds: 5, perSecond: 200 })
  })
})
