import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

async function command(cwd: string, ...args: string[]) {
  const context = recordingContext({ cwd })
  const code = await runCommand(['--cache', 'kept', ...args], context)
  return { code, ...context.written() }
}

const probe = [
  'probe',
  '--series',
  '1..6',
  '--experiment',
  'pairs',
  '--embed',
  'bundled:use-lite',
  '--no-controls',
]

test('quiet leaves the result alone, before or behind the name of the command, and says no note', async () => {
  const cwd = temporaryFolder()
  // Equal texts are one document, and a note says so.
  writeFileSync(join(cwd, 'prices.csv'), '1\n2\n2\n3\n4\n')
  const usual = await command(cwd, ...probe, '--series', 'prices.csv')
  expect(usual.stderr).toContain('note: ')
  for (const args of [
    ['-q', ...probe, '--series', 'prices.csv'],
    [...probe, '--series', 'prices.csv', '--quiet'],
  ])
    expect(await command(cwd, ...args)).toEqual({ code: 0, stdout: usual.stdout, stderr: '' })
})

test('quiet keeps errors', async () => {
  const { code, stderr } = await command(temporaryFolder(), 'probe', '--quiet', '--series', 'nothing-such')
  expect(code).toBe(2)
  expect(stderr).toMatch(/^error: /)
})

test('verbose says what was asked for, what came from the cache, and how long phases took', async () => {
  const cwd = temporaryFolder()
  const first = await command(cwd, ...probe, '--verbose')
  expect(first.stderr).toMatch(/^bundled:use-lite as embedder: a request of \d+ texts$/m)
  expect(first.stderr).toMatch(/^bundled:use-lite as embedder: done after \d+\.\d s$/m)
  expect(first.stderr).toMatch(/^measures: done after /m)
  const second = await command(cwd, ...probe, '-v')
  expect(second.stderr).toMatch(/: (\d+) of \1 texts come from the cache$/m)
  expect(second.stderr).not.toContain('a request')
  expect(second.stdout).toBe(first.stdout)
})

test('quiet and verbose do not go together', async () => {
  const { code, stdout, stderr } = await command(temporaryFolder(), ...probe, '-q', '-v')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('got both --quiet and --verbose')
})

test.each([
  ['probe', ['probe', '--series', '1..4', '--experiment', 'pairs', '--no-controls']],
  ['a part of a probe', ['probe', '--series', '1..4', '--experiment', 'pairs', '--shard', '1/2']],
  ['reproduce', ['reproduce', 'naik-2019']],
])('progress of %s calls models as their run does, by label and role, never by id', async (_, args) => {
  const cwd = temporaryFolder()
  const models = ['--embed', 'small=bundled:use-lite', '--rerank', 'small=bundled:use-lite']
  const { code, stderr } = await command(cwd, ...args, ...models, '--verbose')
  expect(code).toBe(0)
  expect(stderr).toMatch(/small as embedder: a request of \d+ texts$/m)
  expect(stderr).not.toMatch(/(?:embedder|reranker):\S/)
})

test('progress of advise calls its model by its role', async () => {
  const args = ['advise', 'bundled:use-lite', '--subject', 'times', '--verbose']
  const { code, stderr } = await command(temporaryFolder(), ...args)
  expect(code).toBe(0)
  expect(stderr).toMatch(/^bundled:use-lite as embedder: done after /m)
  expect(stderr).not.toMatch(/embedder:\S/)
})
