import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandEmbedder } from '../../../src/models/adapters/command.ts'
import { withBatches } from '../../../src/models/decorators/batches.ts'
import { parseSpec } from '../../../src/models/spec.ts'
import { embedderConformance } from '../../conformance/embedder.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { python } from '../../docs/python.ts'
import { removeFolder, temporaryFolder } from '../../fixtures/temporary-folder.ts'
import {
  alive,
  briefly,
  gone,
  noting,
  obedient,
  program,
  slow,
  type Written,
} from './fixtures/command-program.ts'

const document = { role: 'document' } as const
const root = join(import.meta.dirname, '..', '..', '..')

let shared: Written
beforeAll(() => {
  shared = program(obedient, mkdtempSync(join(tmpdir(), 'numeracy-command-')))
})
afterAll(() => removeFolder(shared.cwd))

// One program for all of a suite: it remembers nothing.
const asEmbedder = lazily(() => shared.embedder())
const inBatches = lazily(() => shared.embedder('?maxBatch=3'))
embedderConformance('command:', { create: asEmbedder, anySize: false })
embedderConformance('command: with batches', {
  create: async () => withBatches(await inBatches()),
  anySize: true,
})
rerankerConformance('command:', { create: lazily(() => shared.reranker()), anySize: false })

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

describe('a program as a model', () => {
  test('is not started before it is asked, and answers all questions with one process', async () => {
    const model = program(obedient)
    const embedder = await model.embedder()
    expect(model.pids()).toEqual([])
    for (const text of ['1', '2', '3']) await embedder.embed([text], document)
    expect(model.pids()).toHaveLength(1)
  })

  test('is told the role of the texts', async () => {
    const embedder = await program(obedient).embedder()
    const asked = await embedder.embed(['1'], { role: 'query' })
    const known = await embedder.embed(['1'], document)
    expect([...asked.vectors.data]).not.toEqual([...known.vectors.data])
  })

  test('reads every character in whatever encoding, for it gets ASCII', async () => {
    const texts = ['½ €', '千', '🍊 \u2028 \ud800', '"\\\n']
    const body = `const { appendFileSync: keep } = await import('node:fs')
      questions.on('line', line => { keep('lines', line + '\\n'); answer(reply(JSON.parse(line))) })`
    const model = program(body)
    await (await model.embedder()).embed(texts, document)
    const line = readFileSync(join(model.cwd, 'lines'), 'utf8')
    expect(line).toMatch(/^[ -~]+\n$/)
    expect(JSON.parse(line).embed).toEqual(texts)
  })

  test('may print blank lines and a hello first', async () => {
    const body = `process.stdout.write('{"ready":true}\\r\\n\\n'); ${obedient}`
    const { vectors } = await (await program(body).embedder()).embed(['1'], document)
    expect(vectors.count).toBe(1)
  })

  test('ends by itself when it is disposed of, and starts again when asked', async () => {
    const model = program(noting)
    const embedder = await model.embedder()
    await embedder.embed(['1'], document)
    await embedder[Symbol.asyncDispose]()
    expect(alive(model.pids()[0])).toBe(false)
    expect(readFileSync(join(model.cwd, 'ended'), 'utf8')).toBe('.')
    await embedder.embed(['2'], document)
    expect(model.pids()).toHaveLength(2)
  })

  test('ends when nothing is asked of it for long', async () => {
    const model = program(obedient)
    const embedder = await model.embedder('', { idle: 10 })
    await embedder.embed(['1'], document)
    expect(await gone(model.pids()[0])).toBe(true)
    expect((await embedder.embed(['2'], document)).vectors.count).toBe(1)
  })

  test('does not end while a question takes long', async () => {
    const model = program(slow)
    const embedder = await model.embedder('', { idle: 50 })
    for (const text of ['1', '2']) expect((await embedder.embed([text], document)).vectors.count).toBe(1)
    expect(model.pids()).toHaveLength(1)
  })

  test('may print more in all than we hold at once', async () => {
    const embedder = await program(obedient).embedder('', { ...briefly, maxUnread: 400 })
    for (let turn = 0; turn < 20; turn++) await embedder.embed([String(turn)], document)
    expect((await embedder.embed(['21'], document)).vectors.count).toBe(1)
  })

  test.each([
    ['that ends with its input', noting, ['ended']],
    ['that takes long', slow, []],
    [
      'that does not, and has started another',
      `import('node:child_process').then(({ spawn }) => appendFileSync('pids', spawn('sleep', ['300']).pid + '\\n')); ${obedient}; setInterval(() => {}, 1e3)`,
      [],
    ],
  ])('leaves no process behind when the run ends: one %s', async (_, body, left) => {
    const model = program(body)
    const source = JSON.stringify(join(root, 'src', 'models', 'registry.ts'))
    const script = `const { resolveEmbedder } = await import(${source})
      const { embedder } = await resolveEmbedder('command:"${process.execPath}" model.mjs')
      for (const text of ['1', '2']) await embedder.embed([text], { role: 'document' })
      console.log('answered')`
    const out = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: model.cwd })
    expect(String(out)).toBe('answered\n')
    expect(model.pids().length).toBeGreaterThan(0)
    for (const name of left) expect(existsSync(join(model.cwd, name))).toBe(true)
    for (const pid of model.pids()) expect(await gone(pid)).toBe(true)
  })

  test(`answers in Python as the example does (${python ?? 'no python3 here: only read'})`, async () => {
    const example = join(root, 'examples', 'command-model.py')
    expect(readFileSync(example, 'utf8').trimEnd().split('\n').length).toBeLessThan(26)
    if (python === undefined) return
    const environment = { env: process.env, cwd: root }
    const spec = parseSpec('command:python3 examples/command-model.py')
    await using embedder = await commandEmbedder(spec, environment)
    const { vectors } = await embedder.embed(['1', '½', '9.11'], document)
    expect(vectors).toMatchObject({ count: 3, dimensions: 256 })
    for (const row of [0, 1, 2]) {
      expect(Math.hypot(...vectors.data.subarray(row * 256, (row + 1) * 256))).toBeCloseTo(1, 5)
    }
  })

  test(`answers in Python without a flush (${python ?? 'no python3 here: not run'})`, async () => {
    if (python === undefined) return
    const cwd = temporaryFolder()
    const body = `import json, sys
for line in sys.stdin:
    question = json.loads(line)
    print(json.dumps({"id": question["id"], "vectors": [[1, len(text)] for text in question["embed"]]}))`
    writeFileSync(join(cwd, 'model.py'), body)
    const spec = parseSpec('command:python3 model.py?timeout=20')
    await using embedder = await commandEmbedder(spec, { env: { PATH: process.env.PATH }, cwd })
    expect([...(await embedder.embed(['½🍊'], document)).vectors.data]).toEqual([1, 2])
  })
})
