import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { tiny } from '../models/adapters/local-folders.ts'

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
})

async function doctor(args: readonly string[], given: Parameters<typeof recordingContext>[0] = {}) {
  const context = recordingContext({ cwd, ...given })
  const code = await runCommand(['doctor', ...args], context)
  return { code, ...context.written() }
}

describe('numeracy doctor', () => {
  test('passes the bundled model in both roles with 0, and warns of what is true of it', async () => {
    const { code, stdout, stderr } = await doctor(['bundled:use-lite'])
    expect(code).toBe(0)
    const [embedder, reranker] = stdout.split('\n\n')
    expect(embedder).toMatch(
      /^embedder bundled:use-lite\n✓ reachable and authorised +It answered one text with 512/,
    )
    expect(embedder).toMatch(/^! long texts are read to their end +Cut in silence .*\n +→ Keep documents/m)
    expect(reranker).toMatch(/^reranker bundled:use-lite\n/)
    expect(reranker).toMatch(/^! a reranker of its own +It is none: an embedder is standing in/m)
    expect(reranker).toMatch(/\nIts numbers can be used with care: read what is marked with !\n$/)
    expect(stdout).not.toContain('✗')
    expect(stderr).toContain('embedder bundled:use-lite')
    expect(stdout + stderr).not.toContain('\u001b')
  })

  test('keeps its evidence in one column, and its advice under it', async () => {
    const { stdout } = await doctor(['bundled:use-lite', '--as', 'reranker'])
    const columns = stdout
      .split('\n')
      .slice(1, -2)
      .map(line => (line.startsWith(' ') ? line.indexOf('→') : line.search(/ {2}\S/) + 2))
    // The longest title, which has two spaces behind it.
    expect(new Set(columns)).toEqual(new Set([Math.min(...columns)]))
    expect(columns).toHaveLength(11)
  })

  test('prints one object with --json, whether a model has one role or two', async () => {
    const both = JSON.parse((await doctor(['bundled:use-lite', '--json'])).stdout)
    expect(both).toMatchObject({ spec: 'bundled:use-lite', role: 'both', verdict: 'warn' })
    expect(both.checks.filter(({ role }: { role: string }) => role === 'embedder')).toHaveLength(11)
    expect(both.checks.filter(({ role }: { role: string }) => role === 'reranker')).toHaveLength(10)
    const { stdout } = await doctor(['bundled:use-lite', '--as', 'reranker', '--json'])
    const one = JSON.parse(stdout)
    expect(one).toMatchObject({ role: 'reranker', verdict: 'warn' })
    for (const check of one.checks) {
      expect(check).toMatchObject({
        role: 'reranker',
        id: expect.stringMatching(/^[a-z-]+$/),
        title: expect.any(String),
        verdict: expect.stringMatching(/^(?:pass|warn|fail|info)$/),
        evidence: expect.stringMatching(/\.$/),
      })
      for (const value of Object.values(check.numbers ?? {})) expect(value).toBeTypeOf('number')
    }
  })

  test('ends with 1 when a key is missing, with the reason as evidence on stdout', async () => {
    const { code, stdout, stderr } = await doctor(['jina:jina-embeddings-v3'])
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^✗ reachable and authorised +jina:jina-embeddings-v3 \(embedder\): got no key; .*JINA_API_KEY/m,
    )
    expect(stdout.split('\n')).toHaveLength(4)
    expect(stderr).not.toContain('error')
    const { code: again, stdout: json } = await doctor(['jina:jina-embeddings-v3', '--json'])
    expect(again).toBe(1)
    expect(JSON.parse(json)).toMatchObject({
      role: 'embedder',
      verdict: 'fail',
      checks: [{ verdict: 'fail' }],
    })
  })

  test('examines a folder in the role that it has', async () => {
    const { code, stdout } = await doctor([`${tiny('cross-encoder')}?batch=1`])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^reranker .*\n✓ /)
    expect(stdout).not.toContain('embedder')
  })

  test.each([
    [['nope:x'], /^error: There is no embedder "nope:x"\./],
    [['./nowhere'], /^error: folder:\.\/nowhere: there is no such folder/],
    [
      ['bundled:use-lite', '--as', 'both'],
      /^error: --as: got "both"; expected one of embedder, reranker\.\n$/,
    ],
    [[], /^error: Missing required argument 'spec'/],
    [
      [tiny('classifier')],
      /^error: As an embedder: .*cross-encoder.* As a reranker: .*name one with \?label=/,
    ],
    [[tiny('cross-encoder'), '--as', 'embedder'], /^error: .*this is a cross-encoder/],
  ])('refuses %j with 2 and nothing on stdout', async (args, message) => {
    const { code, stdout, stderr } = await doctor(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
  })

  test('neither reads nor fills the cache', async () => {
    await doctor(['bundled:use-lite', '--as', 'embedder'])
    expect(existsSync(join(cwd, '.numeracy'))).toBe(false)
  })

  test('stops with 130 when interrupted, and says that it starts from the beginning', async () => {
    const interruption = new AbortController()
    const context = recordingContext({ cwd, signal: interruption.signal })
    const { write } = context.stderr
    const stderr = {
      write(text: string) {
        interruption.abort()
        return write(text)
      },
    }
    expect(await runCommand(['doctor', 'bundled:use-lite'], { ...context, stderr })).toBe(130)
    expect(context.written().stdout).toBe('')
    expect(context.written().stderr).toMatch(
      /^Interrupted\. The doctor keeps no answers: the next run starts from the beginning\.$/m,
    )
  })
})
