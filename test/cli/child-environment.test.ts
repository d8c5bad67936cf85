import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { withCompiledCode } from '../../src/store/compiled-code.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')

/** Writes down its environment, then answers. */
const program = `
require('node:fs').writeFileSync('environment.json', JSON.stringify(process.env))
require('node:readline').createInterface({ input: process.stdin }).on('line', line => {
  const { id, embed } = JSON.parse(line)
  console.log(JSON.stringify({ id, vectors: embed.map(text => [Number(text), 1]) }))
})
`

/** Of the shell that starts a program, or of the system. */
const ofSystem = ['PWD', 'SHLVL', '_', '__CF_USER_TEXT_ENCODING']

test.each([{}, { NODE_COMPILE_CACHE: 'mine', PYTHONUTF8: '0', KEY: 'a b' }])(
  'a program of the user sees the environment %j as it was given, and Python’s two variables where they were not',
  given => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'model.cjs'), program)
    const env = { PATH: process.env.PATH, HOME: cwd, ...given }
    const spec = `command:"${process.execPath}" model.cjs`
    const words = ['probe', '--embed', spec, '--series', '1..8', '--experiment', 'pairs', '--cache', 'kept']
    const { status, stderr } = spawnSync(process.execPath, [main, ...words], {
      cwd,
      env,
      encoding: 'utf8',
      timeout: 240_000,
    })
    expect(status, stderr).toBe(0)
    const seen = JSON.parse(readFileSync(join(cwd, 'environment.json'), 'utf8')) as Record<string, string>
    for (const name of ofSystem) delete seen[name]
    expect(seen).toEqual({ PYTHONUNBUFFERED: '1', PYTHONUTF8: '1', ...env })
  },
)

test('a thread keeps compiled code where its process does, and a place that the user named stays', async () => {
  enableCompileCache()
  const ask =
    'require("node:worker_threads").parentPort.postMessage(require("node:module").getCompileCacheDir())'
  const { NODE_COMPILE_CACHE: _, ...bare } = process.env
  const thread = new Worker(ask, { eval: true, env: withCompiledCode(bare) })
  const folder = await new Promise<string>((resolve, reject) =>
    thread.on('message', resolve).on('error', reject),
  )
  // The folder in it is named after the flags of V8, which another test of this process may have set since.
  expect(dirname(folder)).toBe(dirname(getCompileCacheDir()!))
  expect(withCompiledCode({ NODE_COMPILE_CACHE: 'mine' })).toEqual({ NODE_COMPILE_CACHE: 'mine' })
})
