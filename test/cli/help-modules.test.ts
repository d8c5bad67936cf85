import { spawnSync } from 'node:child_process'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** Writes to stderr the address of every module that is loaded, where compiled code is kept, and what programs would inherit of it. */
const recorder = `
import { getCompileCacheDir, registerHooks } from 'node:module'
const loaded = []
registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context) } })
process.on('exit', () => {
  const kept = { cache: getCompileCacheDir() ?? null, inherited: process.env.NODE_COMPILE_CACHE ?? null }
  process.stderr.write(JSON.stringify({ loaded, ...kept }))
})
`

/** What a command line loads of this project and of packages, by path; `node:` modules apart. */
function loadedBy(...args: readonly string[]) {
  const hooks = `data:text/javascript,${encodeURIComponent(recorder)}`
  const main = join(root, 'src', 'cli', 'main.ts')
  const { status, stderr } = spawnSync(process.execPath, ['--import', hooks, main, ...args], {
    encoding: 'utf8',
    // As a user has it: these tests name a place for what is compiled.
    env: { ...process.env, NODE_COMPILE_CACHE: undefined },
    timeout: 120_000,
  })
  expect(status, stderr).toBe(0)
  const { loaded, ...kept } = JSON.parse(stderr) as {
    loaded: string[]
    cache: string | null
    inherited: string | null
  }
  const paths = loaded
    .filter(url => url.startsWith('file:'))
    .map(url => relative(root, fileURLToPath(url)).replaceAll('\\', '/'))
  return { paths, ...kept }
}

/** Names that help lists, the ends of a range, and what may be wrong with a disk. None of these imports a package. */
const besides = [
  'src/math/extent.ts',
  'src/plots/figure.ts',
  'src/report/export/catalogue.ts',
  'src/store/folders.ts',
  'src/store/storage-trouble.ts',
]

const allowed = /^(?:src\/(?:cli|base)\/|node_modules\/(?:@commander-js\/extra-typings|commander)\/)/

describe.each(['--help', 'probe --help', '--version'])('numeracy %s', words => {
  const { paths, cache, inherited } = loadedBy(...words.split(' '))

  test('loads the command line and nothing of what it runs', () => {
    expect(paths.filter(path => !allowed.test(path) && !besides.includes(path))).toEqual([])
  })

  test('loads few files besides one for each command, each of them once', () => {
    expect(new Set(paths).size).toBe(paths.length)
    const others = paths.filter(path => !path.startsWith('src/cli/commands/'))
    expect(others.length).toBeLessThanOrEqual(44)
  })

  test('keeps what is compiled for the next command, and says so to no program that it starts', () => {
    expect(cache).not.toBeNull()
    expect(inherited).toBeNull()
  })
})
