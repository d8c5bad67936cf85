import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAnswers, writeAnswers } from '../../src/store/answers-file.ts'
import type { Run } from '../../src/store/run.ts'
import { runText } from '../../src/store/run-text.ts'
import { itemsIn, keysOf } from '../../src/usecases/batches.ts'
import { merge } from '../../src/usecases/merge.ts'
import { estimateProbe, type ProbeRequest, probe } from '../../src/usecases/probe.ts'
import { estimateShard, maxShards, partOf, probeShard } from '../../src/usecases/shard.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { fakeEmbedder, fakeReranker, letters } from '../models/fakes.ts'

const tool = { version: '1.2.3', node: '24.0.0' }
const settings = { tool, now: () => new Date('2026-01-02T03:04:05Z'), wait: async () => {} }

/** Two models with limits and tokens of their own. */
const requestOf = (given: Partial<ProbeRequest> = {}): ProbeRequest => ({
  models: [
    fakeEmbedder({ maxBatch: 16, tokenizer: letters }),
    fakeReranker({ model: 'reranker', maxBatch: 7, tokenizer: letters }),
  ],
  series: ['1..12'],
  experiments: ['pairs', 'zero', 'cases'],
  prompts: ['what is closest to {d}?', 'near {d}'],
  controls: 'none',
  ...given,
})

async function shards(of: number, folder: string, request = requestOf()): Promise<string[]> {
  const paths = Array.from({ length: of }, (_, at) => join(folder, `${at + 1}.answers`))
  for (const [at, path] of paths.entries()) await probeShard(request, { part: at + 1, of }, path, settings)
  return paths
}

/** What two runs must share: everything but how the answers were come by. */
const shared = (run: Run) => runText({ ...run, session: { requests: 0, cacheHits: 0, seconds: 0 } })

describe('the run of several parts', () => {
  test('is that of one machine, byte for byte, in however many parts', async () => {
    const alone = shared(await probe(requestOf(), settings))
    for (const of of [1, 3, 8]) {
      const paths = await shards(of, temporaryFolder())
      const merged = await merge(paths.toReversed(), settings)
      expect(shared(merged)).toBe(alone)
      expect(merged.session.requests).toBe(0)
    }
  })

  test.each([
    [
      'with roles, controls and tags',
      { roles: 'query-document', controls: 'all', experiments: ['pairs'], tags: { step: '500' } },
    ],
    ['of a list that a reranker must see whole', { models: [{ ...fakeReranker(), listwise: true }] }],
    [
      'of what models do in use',
      { experiments: ['search', 'same'], series: undefined, models: [fakeEmbedder()] },
    ],
  ] as const)('is the same %s', async (_, given) => {
    const request = requestOf(given as Partial<ProbeRequest>)
    const merged = await merge(await shards(2, temporaryFolder(), request), settings)
    expect(shared(merged)).toBe(shared(await probe(request, settings)))
  })

  test('asks each question in one part only, and in as many requests as one machine', async () => {
    const [alone, parts] = [requestOf(), requestOf()]
    await probe(alone, settings)
    await shards(4, temporaryFolder(), parts)
    for (const [at, model] of alone.models!.entries()) {
      const asked = (each: unknown) =>
        (each as ReturnType<typeof fakeEmbedder>).requests.map(request => JSON.stringify(request))
      expect(asked(parts.models![at]).toSorted()).toEqual(asked(model).toSorted())
    }
  })

  test('names the parts that are missing, that are there twice, and that are of another run', async () => {
    const folder = temporaryFolder()
    const paths = await shards(4, folder)
    await expect(merge([paths[0], paths[2]], settings)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('parts 2, 4 of 4 are missing'),
      details: { missing: [2, 4] },
    })
    await expect(merge([...paths, paths[1]], settings)).rejects.toMatchObject({
      message: expect.stringContaining('part 2 of 4 is there twice'),
    })
    const other = join(folder, 'other.answers')
    await probeShard(requestOf({ seed: 2 }), { part: 4, of: 4 }, other, settings)
    await expect(merge([...paths.slice(0, 3), other], settings)).rejects.toMatchObject({
      message: expect.stringContaining('differ in `seed`'),
    })
    await expect(merge(paths, { ...settings, tool: { ...tool, version: '9.9.9' } })).rejects.toMatchObject({
      message: expect.stringContaining('written by numeracy 1.2.3, and this is 9.9.9'),
    })
    await expect(merge([], settings)).rejects.toMatchObject({ code: 'usage' })
  })

  test('refuses answers from weights that differ', async () => {
    const folder = temporaryFolder()
    const of = (revision: string) => {
      const model = fakeEmbedder()
      return requestOf({ models: [{ ...model, id: { ...model.id, revision } }] })
    }
    const paths = ['a', 'b'].map(name => join(folder, name))
    await probeShard(of('old'), { part: 1, of: 2 }, paths[0], settings)
    await probeShard(of('new'), { part: 2, of: 2 }, paths[1], settings)
    await expect(merge(paths, settings)).rejects.toMatchObject({
      message: expect.stringContaining('differ in `models`'),
    })
  })

  test.skipIf(process.platform === 'win32')('refuses a pipe at once, and waits for no writer', async () => {
    const pipe = join(temporaryFolder(), 'pipe.answers')
    execFileSync('mkfifo', [pipe])
    await expect(merge([pipe], settings)).rejects.toThrow('is not a regular file')
    await expect(merge(['/dev/null'], settings)).rejects.toThrow('is not a regular file')
  })

  test('refuses a file that was cut or changed anywhere', async () => {
    const folder = temporaryFolder()
    const [path] = await shards(1, folder, requestOf({ experiments: ['cases'], series: undefined }))
    const text = readFileSync(path, 'utf8')
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.boolean(), async (at, isCut) => {
        const other = text[at] === 'A' ? 'B' : 'A'
        writeFileSync(path, isCut ? text.slice(0, at) : `${text.slice(0, at)}${other}${text.slice(at + 1)}`)
        await expect(merge([path], settings)).rejects.toMatchObject({
          code: expect.stringMatching(/^(?:input|usage)$/),
        })
      }),
      { numRuns: 25 },
    )
  })

  test('refuses a file that is nested without end', async () => {
    const path = join(temporaryFolder(), 'deep.answers')
    const head = { format: 'numeracy-answers', version: 1, tool: tool.version, shard: { part: 1, of: 1 } }
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    writeFileSync(path, `${JSON.stringify(head).slice(0, -1)},"plan":${deep}}\n`)
    await expect(merge([path], settings)).rejects.toMatchObject({ code: 'input' })
  })

  test('refuses answers that two files hold, and files that lack some', async () => {
    const folder = temporaryFolder()
    const paths = await shards(2, folder, requestOf({ experiments: ['cases'], series: undefined }))
    const answers = []
    for await (const part of readAnswers(paths[0])) answers.push(part)
    const { shard, plan } = JSON.parse(readFileSync(paths[1], 'utf8').split('\n')[0])
    const again = { tool: tool.version, shard, plan }
    await writeAnswers(paths[1], { ...again, answers })
    await expect(merge(paths, settings)).rejects.toMatchObject({
      message: expect.stringContaining('stands in another file too'),
    })
    await writeAnswers(paths[1], { ...again, answers: [] })
    await expect(merge(paths, settings)).rejects.toMatchObject({
      message: expect.stringMatching(/\d answers are in none of the files/),
    })
  })
})

describe('a part', () => {
  test('goes on where it stopped, and is then the same', async () => {
    const folder = temporaryFolder()
    const cache = join(folder, 'cache')
    let left = 3
    const stopping = requestOf({
      models: [
        fakeEmbedder({
          maxBatch: 16,
          before() {
            if (left-- === 0) throw new Error('unplugged')
          },
        }),
      ],
    })
    const path = join(folder, 'part')
    await expect(probeShard(stopping, { part: 1, of: 2 }, path, { ...settings, cache })).rejects.toThrow()
    expect(() => readFileSync(path)).toThrow(/ENOENT/)
    const model = fakeEmbedder({ maxBatch: 16 })
    const asked = await probeShard(requestOf({ models: [model] }), { part: 1, of: 2 }, path, {
      ...settings,
      cache,
    })
    const whole = fakeEmbedder({ maxBatch: 16 })
    await probeShard(requestOf({ models: [whole] }), { part: 1, of: 2 }, join(folder, 'whole'), settings)
    expect(model.requests.length).toBeGreaterThan(0)
    expect(model.requests.length).toBeLessThan(whole.requests.length)
    expect(asked.requests).toBe(model.requests.length)
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(join(folder, 'whole'), 'utf8'))
  })

  test('says beforehand what it will ask; the parts together ask what a run does', async () => {
    const parts = [1, 2, 3].map(part => estimateShard(requestOf(), { part, of: 3 }, settings))
    const sums = (await Promise.all(parts)).reduce((sum, part) =>
      sum.map((each, at) => ({
        ...each,
        items: each.items + part[at].items,
        requests: each.requests + part[at].requests,
        tokens: each.tokens + part[at].tokens,
      })),
    )
    const model = fakeEmbedder({ maxBatch: 16, tokenizer: letters })
    const request = requestOf({ models: [model] })
    const [own] = await estimateShard(request, { part: 1, of: 2 }, settings)
    const asked = await probeShard(request, { part: 1, of: 2 }, join(temporaryFolder(), 'a'), settings)
    expect(own).toMatchObject({ items: asked.answers, requests: asked.requests, cached: 0 })
    expect(sums[0].items).toBe((await estimateProbe(requestOf(), settings))[0].items)
  })

  test('has about as many tokens as each other one, whatever the order of the questions', () => {
    const model = fakeEmbedder()
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (sizes, of) => {
          const batches = sizes.map(tokens => ({
            model,
            role: 'document' as const,
            texts: [`${tokens}`],
            tokens,
          }))
          const parts = Array.from({ length: of }, (_, at) => partOf(batches, { part: at + 1, of }))
          const names = (part: (typeof parts)[number]) =>
            part.flatMap(keysOf).map(key => Buffer.from(key).toString('hex'))
          expect(parts.flatMap(names).toSorted()).toEqual(names(batches).toSorted())
          const loads = parts.map(part => part.reduce((sum, { tokens }) => sum + tokens, 0))
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.max(...sizes))
          const turned = partOf(batches.toReversed(), { part: 1, of })
          expect(names(turned).toSorted()).toEqual(names(parts[0]).toSorted())
          expect(parts.flat().reduce((sum, batch) => sum + itemsIn(batch), 0)).toBe(sizes.length)
        },
      ),
    )
  })

  test.each([
    [0, 2],
    [3, 2],
    [1.5, 2],
    [1, maxShards + 1],
  ])('%d of %d is refused', async (part, of) => {
    await expect(probeShard(requestOf(), { part, of }, 'nowhere', settings)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('expected I/N'),
    })
  })
})
