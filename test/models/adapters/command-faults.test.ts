import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type CommandLimits, commandEmbedder } from '../../../src/models/adapters/command.ts'
import { parseSpec } from '../../../src/models/spec.ts'
import { guardedModel, numbersOf } from '../../conformance/http-model.ts'
import { sharedFaults } from '../../conformance/shared-faults.ts'
import { briefly, gone, obedient, printing, program, replying } from './fixtures/command-program.ts'

const document = { role: 'document' } as const

async function errorOf(body: string, options = '', limits: CommandLimits = briefly): Promise<Error> {
  const embedder = await program(body).embedder(options, limits)
  return await embedder.embed(['1', '2'], document).then(
    () => expect.unreachable('expected an error'),
    error => error,
  )
}

/** Fails as `trouble.json` says, and notes how many texts each question asks for. */
const troubled = `
import { readFileSync } from 'node:fs'
const trouble = JSON.parse(readFileSync('trouble.json', 'utf8'))
questions.on('line', line => {
  const q = JSON.parse(line)
  const texts = q.embed ?? q.score.documents
  appendFileSync('sizes', texts.length + '\\n')
  if (trouble === null || texts.length <= (trouble.above ?? 0)) answer(reply(q))
  else if (trouble.body === undefined) answer({ id: q.id, error: trouble.words })
  else process.stdout.write(trouble.body.replace(/^{/, '{"id":' + q.id + ',') + '\\n')
})`

for (const kind of ['embedder', 'reranker'] as const) {
  sharedFaults({
    name: `command: as an ${kind},`,
    http: false,
    async create(trouble) {
      const model = program(troubled)
      writeFileSync(join(model.cwd, 'trouble.json'), JSON.stringify(trouble))
      const sizes = join(model.cwd, 'sizes')
      const ready = kind === 'embedder' ? await model.embedder() : await model.reranker()
      return {
        model: ready,
        sizes: () =>
          existsSync(sizes) ? readFileSync(sizes, 'utf8').split('\n').slice(0, -1).map(Number) : [],
        close: () => void ready[Symbol.asyncDispose](),
      }
    },
  })
}

test('a program that ends for lack of memory is started again and asked for less', async () => {
  const model = program(`questions.on('line', line => {
    const q = JSON.parse(line)
    if (q.embed.length < 3) return answer(reply(q))
    process.stderr.write('torch.OutOfMemoryError: CUDA out of memory', () => process.exit(1))
  })`)
  const ready = guardedModel(await model.embedder()).ready
  expect(await numbersOf(ready)).toHaveLength(16)
  expect(model.pids()).toHaveLength(2)
})

test('a program that fails at its start is started once, however many wait for it', async () => {
  const model = program(`process.exit(1)`)
  const ready = guardedModel(await model.reranker()).ready
  const calls = await Promise.allSettled(
    Array.from({ length: 40 }, (_, at) =>
      ready.kind === 'reranker' ? ready.score(`q${at}`, ['1', '2'], {}) : null,
    ),
  )
  expect(calls.every(({ status }) => status === 'rejected')).toBe(true)
  expect(model.pids()).toHaveLength(1)
})

describe('a program that fails', () => {
  const name = `command:"${process.execPath}" model.mjs (embedder): `

  test.each([
    [
      'invalid-response',
      'prints something else',
      `console.log('Loading weights'); ${obedient}`,
      'got the line "Loading weights" on the program\'s standard output; expected one JSON object, such as {"id":1,"vectors":[[0.6,0.8]]}. Print everything else to standard error.',
    ],
    ['invalid-response', 'prints JSON that is no object', printing("'[1]\\n'"), /got the line "\[1\]"/],
    [
      'invalid-response',
      'answers with the wrong id',
      replying('{ ...reply(q), id: 7 }'),
      /got the id 7 in ".*"; expected the id of the question, 1\. Answer each line once, with its id\.$/,
    ],
    ['invalid-response', 'answers without an id', replying('{ vectors: [] }'), /got an answer without id in/],
    ['invalid-response', 'answers twice', replying('(answer(reply(q)), reply(q))'), null],
    [
      'invalid-response',
      'answers too little',
      replying('{ id: q.id, vectors: [[1]] }'),
      'got 1 vectors for 2 texts; expected one for each. Nothing of this answer is kept; check the model or the server and run again.',
    ],
    [
      'invalid-response',
      'answers with vectors of different lengths',
      replying('{ id: q.id, vectors: [[1], [1, 2]] }'),
      /got a vector of 2 numbers for "2"; expected 1\./,
    ],
    [
      'invalid-response',
      'answers null for a number',
      replying('{ id: q.id, vectors: [[1], [null]] }'),
      /got null at place 0 of the vector for "2"; expected a finite number/,
    ],
    [
      'invalid-response',
      'answers text for a number',
      replying('{ id: q.id, vectors: [[1], ["1"]] }'),
      /got 1 at place 0/,
    ],
    [
      'invalid-response',
      'answers null for a vector',
      replying('{ id: q.id, vectors: [[1], null] }'),
      /got a vector of 0 numbers for "2"/,
    ],
    [
      'invalid-response',
      'answers a vector of zeros',
      replying('{ id: q.id, vectors: [[1], [0]] }'),
      /a vector of zeros/,
    ],
    [
      'invalid-response',
      'answers NaN as Python writes it',
      printing(`'{"id": 1, "vectors": [[NaN], [1]]}\\n'`),
      'got an answer with a number that is not finite ("{\\"id\\": 1, \\"vectors\\": [[NaN], [1]]}"); JSON has no NaN or Infinity. Nothing of it is kept; check the model.',
    ],
    [
      'invalid-response',
      'answers what was not asked',
      replying('{ id: q.id, scores: [1, 2] }'),
      /got an answer with id, scores, and no list "vectors"/,
    ],
    [
      'invalid-response',
      'says hello with an unknown member',
      `answer({ ready: true, dimension: 4 }); ${obedient}`,
      /not a fitting hello: Unrecognized key: "dimension"/,
    ],
    [
      'model-unavailable',
      'answers that it cannot',
      replying('{ id: q.id, error: "no weights" }'),
      'the program answered with an error: no weights. Nothing of this answer is kept.',
    ],
    [
      'model-unavailable',
      'answers that its memory does not hold so much',
      replying('{ id: q.id, error: "out of memory" }'),
      'the program answered with an error: out of memory. Its memory does not hold so much at once: give a smaller ?maxBatch, or shorter texts.',
    ],
    [
      'model-unavailable',
      'answers with an error that is no text',
      replying('{ id: q.id, error: { message: "no weights", code: "E1" } }'),
      'the program answered with an error: no weights (E1). Nothing of this answer is kept.',
    ],
    [
      'model-unavailable',
      'ends at its start',
      `console.error('No module named torch'); process.exit(3)`,
      'the program ended with exit code 3 before it answered; expected it to answer one line after another until its standard input is closed. Run the command by hand to see why. Its standard error ends with:\nNo module named torch',
    ],
    [
      'model-unavailable',
      'ends in the middle, with all well',
      `questions.on('line', () => process.exit(0))`,
      /ended with exit code 0 before it answered/,
    ],
    [
      'model-unavailable',
      'ends by a signal',
      `questions.on('line', () => process.kill(process.pid, 'SIGTERM'))`,
      /ended by the signal SIGTERM before it answered/,
    ],
    [
      'model-unavailable',
      'ends in the middle of a line',
      `questions.on('line', () => process.stdout.write('{"id":1,', () => process.exit(0)))`,
      /ended with exit code 0 before it answered/,
    ],
  ] as const)('%s: %s', async (code, _, body, message) => {
    const model = program(body)
    const embedder = await model.embedder()
    if (message === null) {
      await embedder.embed(['1', '2'], document)
      await expect(embedder.embed(['3'], document)).rejects.toThrow(/got the id 1 in/)
      return
    }
    const error = await embedder.embed(['1', '2'], document).catch(thrown => thrown)
    expect(error).toMatchObject({ name: 'NumeracyError', code, retryable: false })
    if (typeof message === 'string') expect(error.message).toBe(name + message)
    else {
      expect(error.message.startsWith(name)).toBe(true)
      expect(error.message).toMatch(message)
    }
  })

  test.each([
    [
      'no-such-program model.py',
      /the program "no-such-program" was not found, from the folder .*\. Check its name/,
    ],
    [
      './model.mjs',
      /"\.\/model\.mjs" may not be run\. Make it executable, or name its interpreter before it\./,
    ],
    ['"a\u0000b"', /could not be started/],
  ])('because it cannot be started: %j', async (line, message) => {
    const { cwd } = program(obedient)
    const embedder = await commandEmbedder(parseSpec(`command:${line}`), { env: process.env, cwd })
    await expect(embedder.embed(['1'], document)).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(message),
    })
  })

  test('because it does not answer in time, and is killed', async () => {
    const model = program(
      `console.error('thinking'); questions.on('line', () => {}); setInterval(() => {}, 1e3)`,
    )
    const embedder = await model.embedder('?timeout=0.4')
    await expect(embedder.embed(['1'], document)).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(
        /no answer came within 0\.4 seconds, and the program was stopped\. If it needs longer, .*\?timeout=.*Its standard error ends with:\nthinking$/s,
      ),
    })
    expect(await gone(model.pids()[0])).toBe(true)
  })

  test('because its line is longer than we hold, and is killed', async () => {
    const model = program(`questions.on('line', () => process.stdout.write('1'.repeat(5e6)))`)
    const embedder = await model.embedder('', { maxUnread: 2 ** 20 })
    await expect(embedder.embed(['1'], document)).rejects.toThrow(
      /printed more than 1 MiB before the end of its answer, and was stopped\. Ask for less at once with \?maxBatch=/,
    )
    expect(await gone(model.pids()[0])).toBe(true)
  })

  test('and wrote much to standard error, of which the end is shown', async () => {
    const error = await errorOf(`process.stderr.write('x'.repeat(1e6) + 'the end', () => process.exit(1))`)
    expect(error.message).toMatch(/x{100}the end$/)
    expect(error.message.length).toBeLessThan(3000)
  })

  test('is started again for the next question', async () => {
    const model = program(
      `questions.on('line', line => { const q = JSON.parse(line); if (q.embed[0] === 'die') process.exit(1); answer(reply(q)) })`,
    )
    const embedder = await model.embedder()
    await embedder.embed(['1'], document)
    await expect(embedder.embed(['die'], document)).rejects.toMatchObject({ code: 'model-unavailable' })
    expect((await embedder.embed(['2'], document)).vectors.count).toBe(1)
    expect(model.pids()).toHaveLength(2)
  })

  test('is killed when the signal aborts, whose reason is thrown', async () => {
    const model = program(`setInterval(() => {}, 1e3)`)
    const embedder = await model.embedder()
    const stop = new AbortController()
    const call = embedder.embed(['1'], { ...document, signal: stop.signal }).catch(error => error)
    while (model.pids().length === 0) await setTimeout(10)
    const reason = new Error('stopped')
    stop.abort(reason)
    expect(await call).toBe(reason)
    expect(await gone(model.pids()[0])).toBe(true)
  })

  test('has its scores checked as vectors are', async () => {
    const scores = async (list: string) =>
      (await program(replying(`{ id: q.id, scores: ${list} }`)).reranker()).score('q', ['1', '2'], {})
    await expect(scores('[1]')).rejects.toThrow(/\(reranker\): got 1 scores for 2 documents/)
    await expect(scores('[1, null]')).rejects.toThrow(/got the score null for "2"/)
  })
})
