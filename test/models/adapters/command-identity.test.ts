import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { command, commandEmbedder } from '../../../src/models/adapters/command.ts'
import { resolveEmbedder, resolveReranker } from '../../../src/models/registry.ts'
import { parseSpec } from '../../../src/models/spec.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { obedient, program } from './fixtures/command-program.ts'

const document = { role: 'document' } as const

describe('the identity of a program', () => {
  test('is the command line and a hash of the files that it names, which changes with any of them', async () => {
    const { cwd } = program(obedient)
    mkdirSync(join(cwd, 'weights', 'deep'), { recursive: true })
    writeFileSync(join(cwd, 'weights', 'deep', 'a.bin'), '1')
    writeFileSync(join(cwd, 'run.sh'), '#!/bin/sh\n')
    chmodSync(join(cwd, 'run.sh'), 0o755)
    const revision = async () => {
      const spec = parseSpec('command:./run.sh model.mjs --weights=weights unknown')
      const { id } = await commandEmbedder(spec, { env: { PATH: '' }, cwd })
      expect(id).toMatchObject({ kind: 'embedder', provider: 'command', model: spec.name })
      return id.revision
    }
    const seen = [await revision()]
    expect(await revision()).toBe(seen[0])
    for (const path of ['weights/deep/a.bin', 'weights/b.bin', 'run.sh', 'model.mjs']) {
      writeFileSync(join(cwd, path), 'changed')
      seen.push(await revision())
    }
    expect(new Set(seen).size).toBe(5)
    renameSync(join(cwd, 'weights', 'b.bin'), join(cwd, 'weights', 'c.bin'))
    expect(seen).not.toContain(await revision())
    seen.push(await revision())
    writeFileSync(join(cwd, 'weights', '.hidden'), 'x')
    expect(await revision()).toBe(seen.at(-1))
  })

  test('sees an edit of a program that the PATH finds, and none when all is moved elsewhere', async () => {
    const revision = async (cwd: string) =>
      (await commandEmbedder(parseSpec('command:model'), { env: { PATH: 'bin' }, cwd })).id.revision
    const [one, other] = [temporaryFolder(), temporaryFolder()]
    for (const cwd of [one, other]) {
      mkdirSync(join(cwd, 'bin'))
      writeFileSync(join(cwd, 'bin', 'model'), '1')
    }
    const before = await revision(one)
    expect(await revision(other)).toBe(before)
    writeFileSync(join(one, 'bin', 'model'), '2')
    expect(await revision(one)).not.toBe(before)
  })

  test('is the revision of the spec where there is one, and nothing is started for it', async () => {
    const model = program(obedient)
    const { id, maxBatch } = await model.embedder('?revision=step-2000&maxBatch=7')
    expect(id).toMatchObject({ revision: 'step-2000', dimensions: null, normalisation: null })
    expect(maxBatch).toBe(7)
    expect(model.pids()).toEqual([])
  })

  test('is what the program says of itself where the spec says ?hello=true', async () => {
    const hello = {
      ready: true,
      model: 'towers',
      revision: 'step 2',
      dimensions: 4,
      normalisation: 'none',
      dtype: 'float16',
      maxBatch: 9,
    }
    const model = program(`answer(${JSON.stringify(hello)}); ${obedient}`)
    const { id, maxBatch, embed } = await model.embedder('?hello=true')
    expect(id).toMatchObject({
      revision: 'towers@step 2',
      dimensions: 4,
      normalisation: 'none',
      dtype: 'float16',
    })
    expect(maxBatch).toBe(9)
    await embed(['1'], document)
    expect(model.pids()).toHaveLength(1)
  })

  test('says of a reranker what kind of scores it gives', async () => {
    const hello = `answer({ ready: true, scoreSpace: 'logit', listwise: true }); ${obedient}`
    const { id, scoreSpace, listwise } = await program(hello).reranker('?hello=true')
    expect({ kind: id.kind, scoreSpace, listwise }).toEqual({
      kind: 'reranker',
      scoreSpace: 'logit',
      listwise: true,
    })
    expect(id.revision).toMatch(/^files-[0-9a-f]{16}$/)
  })

  test.each([
    [
      'a revision that nobody asked for',
      '{ ready: true, revision: "a" }',
      '',
      /answers would be kept under another name; add \?hello=true/,
    ],
    [
      'another revision than the spec',
      '{ ready: true, revision: "a" }',
      '?revision=b',
      /the spec says \?revision=b/,
    ],
    [
      'that its scores depend on the list',
      '{ ready: true, listwise: true }',
      '?revision=b',
      /add \?hello=true/,
    ],
    [
      'something else than at first',
      '{ ready: true, revision: String(process.pid) }',
      '?hello=true',
      /it began with \{"ready":true,"revision":"\d+"\} before/,
    ],
  ])('is not broken by a program that says %s', async (_, hello, options, message) => {
    const embedder = await program(`answer(${hello}); ${obedient}`).embedder(options)
    await embedder[Symbol.asyncDispose]()
    await expect(embedder.embed(['1'], document)).rejects.toMatchObject({
      code: 'invalid-response',
      message: expect.stringMatching(message),
    })
  })

  test('wants a hello first where the spec says ?hello=true', async () => {
    await expect(program(`console.log('{}')`).embedder('?hello=true')).rejects.toThrow(
      /which is not a fitting hello/,
    )
  })
})

describe('the spec of a program', () => {
  test.each([
    [`python3 "my model.py" --name 'a "b"' c\\ d`, ['python3', 'my model.py', '--name', 'a "b"', 'c d']],
    [`  a  "" x"y"'z' `, ['a', '', 'xyz']],
    [`"a\\"b\\\\c\\d" '\\' $HOME | *`, ['a"b\\c\\d', '\\', '$HOME', '|', '*']],
  ])('%j is split as a shell splits it, without one', async (line, words) => {
    const { commandWords } = await import('../../../src/models/adapters/command-words.ts')
    expect(commandWords(line)).toEqual(words)
  })

  test.each([
    ['command:a "b', /has a " that is not closed/],
    ["command:a 'b", /has a ' that is not closed/],
    ['command: ', /names no program/],
    ['command:""', /names no program/],
    ['command:a?maxBatch=0', /got \?maxBatch=0; expected a whole number/],
    ['command:a?timeout=-1', /got \?timeout=-1; expected a number of seconds/],
    ['command:a?timeout=x', /expected a number of seconds/],
    ['command:a?revision=', /expected a name/],
    ['command:a?hello=yes', /expected true or false/],
    ['command:a?batch=2', /command models take revision, hello, maxBatch, timeout/],
  ])('%j is refused', async (spec, message) => {
    for (const resolve of [resolveEmbedder, resolveReranker])
      await expect(resolve(spec)).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringMatching(message),
      })
  })

  test('may have blanks, which no other family allows', () => {
    expect(parseSpec('command:python3 my_model.py?revision=1')).toEqual({
      provider: 'command',
      name: 'python3 my_model.py',
      options: { revision: '1' },
    })
    expect(() => parseSpec('bundled:use lite')).toThrow()
    expect(command.needs({ env: {}, cwd: '.' })).toBeNull()
  })
})
