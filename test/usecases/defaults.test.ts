import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { estimateProbe, memoryCache, probe, resolveEmbedder } from '../../src/index.ts'
import { articleSeries } from '../../src/series/catalogue.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { fakeEmbedder, fakeReranker } from '../models/fakes.ts'

const series = ['1..5']
/** What is not about the experiments in use need not wait for them. */
const onSeries = { series, experiments: ['pairs', 'zero', 'cases'] as const }
const root = join(import.meta.dirname, '..', '..')

describe('probe, of which all may be left out', () => {
  test('asks the bundled model as both when no model is named, and says which package made the run', async () => {
    const before = Date.now()
    const run = await probe({ series, models: [], embed: [], experiments: ['pairs'] })
    expect(run.models.filter(({ kind }) => kind !== 'reference').map(({ id }) => id)).toEqual([
      'embedder:bundled:use-lite',
      'reranker:bundled:use-lite',
    ])
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(run.tool).toEqual({ version, node: process.versions.node })
    expect(run.seed).toBe(1)
    expect(Date.parse(run.created)).toBeGreaterThanOrEqual(before)
  })

  test.each([
    { experiments: ['same'], kinds: ['embedder'] },
    { experiments: ['search', 'same'], kinds: ['embedder'] },
    { experiments: ['pairs', 'same'], kinds: ['embedder', 'reranker'] },
  ] as const)('estimates $experiments of the bundled model as $kinds', async ({ experiments, kinds }) => {
    const onPairs = (experiments as readonly string[]).includes('pairs') ? { series } : {}
    const estimates = await estimateProbe({ ...onPairs, experiments: [...experiments] })
    expect(estimates.map(({ model }) => model)).toEqual(kinds.map(kind => `${kind}:bundled:use-lite`))
  })

  test('takes the series of the article, the numbers to 2048 and the prompt of the article', async () => {
    const enough = new Error('all is asked')
    const asked: string[] = []
    const model = fakeReranker({
      before: documents => {
        asked.push(...documents)
      },
    })
    const judge = { model: () => Promise.reject(enough), references: () => [], floor: () => [0.5] }
    await expect(probe({ models: [model] }, { judge })).rejects.toBe(enough)
    for (const { texts } of articleSeries) for (const text of texts) expect(asked).toContain(text)
    expect(asked).toContain('2048')
    expect(model.requests.map(({ query }) => query)).toContain('what is the closest item to $100?')
  })

  test('puts models at hand before those of specs, each under its name and revision', async () => {
    const models = [fakeEmbedder({ model: 'a' }), fakeReranker({ model: 'b' })]
    const embed = ['bundled:use-lite', 'bundled:use-lite']
    const run = await probe({ models, embed, ...onSeries })
    expect(run.models.slice(0, 3).map(({ id, spec }) => [id, spec])).toEqual([
      ['embedder:test:a@1', 'test:a@1'],
      ['reranker:test:b@1', 'test:b@1'],
      ['embedder:bundled:use-lite', 'bundled:use-lite'],
    ])
  })

  test('still takes models under names and a whole context, as the command gives them', async () => {
    const { spec, embedder } = await resolveEmbedder('bundled:use-lite')
    const run = await probe(
      {
        models: [{ id: 'encoder', spec, model: embedder }],
        series: articleSeries.slice(0, 1),
        zeroSeries: [],
        experiments: onSeries.experiments,
        prompts: ['what is the closest item to {d}?'],
        roles: 'same',
        seed: 7,
      },
      {
        cache: memoryCache(),
        listen: () => {},
        now: () => new Date(0),
        wait: async () => {},
        tool: { version: 'a', node: 'b' },
      },
    )
    expect(run).toMatchObject({
      seed: 7,
      created: '1970-01-01T00:00:00.000Z',
      tool: { version: 'a', node: 'b' },
    })
    expect(run.models[0].id).toBe('encoder')
  })

  test('adds the zero experiment for series of numbers, and for no others', async () => {
    const zeroOf = async (each: string) =>
      (await probe({ models: [fakeEmbedder()], series: [each], experiments: onSeries.experiments })).matrices
        .filter(({ experiment }) => experiment === 'zero')
        .map(matrix => matrix.series)
    expect(await zeroOf('1..5')).toEqual(['1..5'])
    expect(await zeroOf('dates')).toEqual([])
  })

  test('refuses what cannot be before a model is asked', async () => {
    const model = fakeEmbedder()
    const models = [model]
    await expect(probe({ models, series: ['integer'] })).rejects.toThrow(/Did you mean integers\?/)
    await expect(probe({ models, rerank: 'bundled:use-light' })).rejects.toMatchObject({ code: 'unknown' })
    await expect(probe({ models, prompts: ['nearest?'] })).rejects.toThrow(/^prompts: .*no \{d\}/)
    await expect(probe({ models: [model, model] })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/two models of the id embedder:test:/),
    })
    expect(model.requests).toEqual([])
  })

  test('keeps answers in a folder, which it leaves when it is done', async () => {
    const cache = join(temporaryFolder(), 'kept')
    const first = fakeEmbedder()
    await probe({ models: [first], ...onSeries }, { cache })
    expect(existsSync(join(cache, 'cache.sqlite'))).toBe(true)
    expect(existsSync(join(cache, 'cache.sqlite-wal'))).toBe(false)
    const second = fakeEmbedder()
    await probe({ models: [second], ...onSeries }, { cache })
    expect([first.requests.length > 0, second.requests]).toEqual([true, []])
  })

  test('keeps answers in a cache at hand, which it leaves open', async () => {
    const cache = memoryCache()
    await probe({ models: [fakeEmbedder()], ...onSeries }, { cache })
    expect(cache.summary()).not.toEqual([])
    const again = fakeEmbedder()
    await probe({ models: [again], ...onSeries }, { cache })
    expect(again.requests).toEqual([])
  })

  test('ends the programs that it started', async () => {
    const folder = temporaryFolder()
    const script = join(folder, 'model.mjs')
    writeFileSync(
      script,
      `import { createInterface } from 'node:readline'
      import { writeFileSync } from 'node:fs'
      const lines = createInterface({ input: process.stdin })
      const answer = ({ id, embed }) => ({ id, vectors: embed.map(text => [1, text.length]) })
      lines.on('line', line => console.log(JSON.stringify(answer(JSON.parse(line)))))
      lines.on('close', () => writeFileSync(${JSON.stringify(join(folder, 'ended'))}, ''))`,
    )
    await probe({ embed: `command:"${process.execPath}" "${script}"`, ...onSeries })
    expect(existsSync(join(folder, 'ended'))).toBe(true)
  })

  test('stops when the signal aborts', async () => {
    const reason = new Error('stopped')
    const stopped = probe({ models: [fakeEmbedder()], ...onSeries }, { signal: AbortSignal.abort(reason) })
    await expect(stopped).rejects.toBe(reason)
  })
})
