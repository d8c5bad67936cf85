import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import type { Embedder } from '../../src/models/embedder.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { openCache } from '../../src/store/open-cache.ts'
import { advise } from '../../src/usecases/advise.ts'
import { ask } from '../../src/usecases/ask.ts'
import { doctor } from '../../src/usecases/doctor.ts'
import { estimateProbe, probe } from '../../src/usecases/probe.ts'
import { reproduce } from '../../src/usecases/reproduce.ts'
import { inSession } from '../../src/usecases/session.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { onSeries } from '../fixtures/on-series.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { fakeEmbedder } from '../models/fakes.ts'

/** A program that answers with vectors of four numbers, and notes its own number when it starts. */
const program = `
import { createInterface } from 'node:readline'
import { appendFileSync } from 'node:fs'
appendFileSync('pids', process.pid + '\\n')
const vector = text => Array.from({ length: 4 }, (_, k) =>
  [...text].reduce((sum, c, i) => sum + Math.sin(c.codePointAt(0) * (i + k + 1)), 2))
createInterface({ input: process.stdin }).on('line', line => {
  const { id, embed } = JSON.parse(line)
  process.stdout.write(JSON.stringify({ id, vectors: embed.map(vector) }) + '\\n')
})`

function programModel() {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'model.mjs'), program)
  const spec = `command:"${process.execPath}" model.mjs?revision=1`
  const alive = () => {
    const pids = readFileSync(join(cwd, 'pids'), 'utf8').trim().split('\n').map(Number)
    return pids.filter(isAlive)
  }
  return { cwd, spec, alive, environment: { env: {}, cwd } }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const analysis = {
  id: 'one',
  title: 'One',
  source: { authors: 'A', year: 2024, title: 'T', reference: 'R' },
  kinds: ['embedder'],
  setting: '',
  differs: '',
  asks: () => ({ blocks: [{ queries: ['1'], documents: ['2', '3'] }] }),
  results: () => [],
} as unknown as Parameters<typeof reproduce>[0]['analyses'][number]

describe('a model that was built from a spec ends with the work', () => {
  test.each<[string, (spec: string, settings: Parameters<typeof probe>[1]) => Promise<unknown>]>([
    ['probe', (embed, settings) => probe({ embed, series: ['1..5'], controls: 'none' }, settings)],
    ['ask', (embed, settings) => ask({ anchor: '9', candidates: ['9.9', '9.11'], embed }, settings)],
    ['doctor', (model, settings) => doctor({ model, as: 'embedder' }, settings)],
    ['reproduce', (embed, settings) => reproduce({ analyses: [analysis], embed }, settings)],
    [
      'advise',
      (model, settings) => {
        const stop = AbortSignal.timeout(60_000)
        const listen = (event: { type: string }) => {
          if (event.type === 'measured') throw new Error('far enough')
        }
        return advise(
          { model, as: 'embedder', subjects: ['times'] },
          { ...settings, signal: stop, listen },
        ).catch(() => {})
      },
    ],
  ])('%s', async (_, work) => {
    const { spec, alive, environment } = programModel()
    await work(spec, { environment })
    expect(alive()).toEqual([])
  })

  test.each([
    ['probe', ...onSeries, '--series', '1..5', '--no-controls'],
    ['ask', '9', '9.9', '9.11'],
  ])('the command %s', async (...args) => {
    const { spec, alive, cwd } = programModel()
    expect(await runCommand([...args, '--embed', spec], recordingContext({ cwd }))).toBe(0)
    expect(alive()).toEqual([])
  })

  test('even when it fails, and when another model could not be built', async () => {
    const failing = programModel()
    const broken = new Error('broken')
    const work = inSession(
      { embed: failing.spec },
      { environment: failing.environment },
      async ({ models }) => {
        const [{ model }] = models
        if (model.kind === 'embedder') await model.embed(['1'], { role: 'document' })
        expect(failing.alive()).toHaveLength(1)
        throw broken
      },
    )
    await expect(work).rejects.toBe(broken)
    expect(failing.alive()).toEqual([])
    const disposed: string[] = []
    const given = atHand(() => disposed.push('given'))
    const unknown = inSession({ models: [given], embed: 'nothing:x' }, {}, async () => {})
    await expect(unknown).rejects.toMatchObject({ code: 'unknown' })
    expect(disposed).toEqual([])
  })
})

function atHand(onDisposed: () => void): Embedder {
  return { ...fakeEmbedder(), [Symbol.asyncDispose]: async () => onDisposed() }
}

describe('what is given ready stays with whom it is from:', () => {
  test('a model at hand is not disposed of', async () => {
    const disposed: string[] = []
    const given = atHand(() => disposed.push('given'))
    await probe({ models: [given], series: ['1..5'] })
    await ask({ anchor: '9', candidates: ['9.9', '9.11'], models: [given] })
    await doctor({ model: given })
    expect(disposed).toEqual([])
  })

  test('a cache stays open, and what it has is not asked again', async () => {
    using cache = openCache({ directory: temporaryFolder() })
    const question = { anchor: '9', candidates: ['9.9', '9.11'] }
    await ask({ ...question, models: [fakeEmbedder()] }, { cache })
    const model = fakeEmbedder()
    await ask({ ...question, models: [model] }, { cache })
    expect(model.requests).toEqual([])
  })

  test('a cache that is disposed of is closed', () => {
    const directory = temporaryFolder()
    const model = { key: new Uint8Array(32), value: new Uint8Array(4) }
    {
      using cache = openCache({ directory })
      cache.write('{}', [model])
    }
    using again = openCache({ directory })
    expect(again.count([model.key])).toBe(1)
    const memory = memoryCache()
    memory.write('{}', [model])
    memory[Symbol.dispose]()
    expect(memory.count([model.key])).toBe(0)
  })
})

describe('before anything is asked', () => {
  const request = () => ({ models: [fakeEmbedder()], series: ['1..5'] })

  test('the models and what they will be asked are told, and what is thrown then ends the work', async () => {
    const asked = request()
    const enough = new Error('enough')
    const reported: unknown[] = []
    const work = probe(asked, {
      async onBegin({ models, estimates }) {
        reported.push(
          models.map(({ id }) => id),
          (await estimates()).map(({ unit, requests }) => [unit, requests]),
        )
        throw enough
      },
    })
    await expect(work).rejects.toBe(enough)
    expect(reported).toEqual([['embedder:test:fake@1'], [['texts', expect.any(Number)]]])
    expect(asked.models[0].requests).toEqual([])
  })

  test('a budget is kept by a program as by the command', async () => {
    const asked = request()
    const budget = { requests: 0, tokens: null }
    await expect(probe(asked, { budget })).rejects.toMatchObject({
      code: 'usage',
      details: { limit: 0 },
    })
    expect(asked.models[0].requests).toEqual([])
    const [{ requests }] = await estimateProbe(asked)
    await probe(asked, { budget: { requests, tokens: null } })
  })

  test('what whoever reads the numbers must know is told', async () => {
    const notices: string[] = []
    const model = { ...fakeEmbedder(), notices: ['It rounds.'] }
    await ask(
      { anchor: '9', candidates: ['9.9', '9.11'], models: [model] },
      { listen: event => event.type === 'notice' && notices.push(event.message) },
    )
    expect(notices).toEqual(['test:fake@1: It rounds.'])
  })
})

test('a model for another version of the contract is refused, with what to do', async () => {
  const model = { ...fakeEmbedder(), contract: 2 } as unknown as Embedder
  await expect(probe({ models: [model] })).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(
      /^test:fake \(embedder\): got a model for version 2 of the contract; expected version 1.*defineEmbedder/,
    ),
  })
  await probe({ models: [{ ...fakeEmbedder(), contract: 1 }], series: ['1..5'] })
})

test('the tokenizer of a file is for models that do not tell their own', async () => {
  const path = join(temporaryFolder(), 'tokenizer.json')
  const words = {
    model: { type: 'WordLevel', vocab: { '[UNK]': 0, '9.9': 1, '9.11': 2 }, unk_token: '[UNK]' },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    added_tokens: [],
    normalizer: null,
    post_processor: null,
    decoder: null,
  }
  writeFileSync(path, JSON.stringify(words))
  const own = fakeEmbedder({ model: 'own', tokenizer: { tokens: async () => ['own'] } })
  const question = { anchor: '9', candidates: ['9.9', '9.11'], tokenizer: path }
  const { models } = await ask({ ...question, models: [fakeEmbedder(), own] })
  expect(models.map(({ candidates }) => candidates[0].tokens)).toEqual([['9.9'], ['own']])
  await expect(ask({ ...question, models: [own] })).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/^--tokenizer: .*has its own tokenizer/),
  })
})
