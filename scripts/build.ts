import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { builtFrom, sourcesBelow } from '../src/store/code-fingerprint.ts'
import { reachedDeclarations } from './declarations.ts'
import { npmScript } from './npm-script.ts'
import { unfit } from './unfit.ts'

const root = dirname(import.meta.dirname)
const dist = join(root, 'dist')

rmSync(dist, { recursive: true, force: true })
process.exitCode = compile() && declare() && note() && bundle() && score() ? check() : 1

function compile(): boolean {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
  const compiler = [join(typescript, 'bin', 'tsc'), '-p', 'tsconfig.build.json']
  return spawnSync(process.execPath, compiler, { cwd: root, stdio: 'inherit' }).status === 0
}

/** Leaves the declarations that a user of the library can reach, and no others. */
function declare(): boolean {
  const reached = reachedDeclarations(
    dist,
    'index.d.ts',
    'statistics.d.ts',
    'matchers/vitest.d.ts',
    'matchers/jest.d.ts',
  )
  for (const path of readdirSync(dist, { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('.d.ts') && !reached.has(path.replaceAll('\\', '/'))) rmSync(join(dist, path))
  return true
}

/** What the package is built from, by which it knows its kept results from those of other code. */
function note(): boolean {
  const source = join(root, 'src')
  const code = sourcesBelow(source)
  const paths = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .map(path => path.slice(0, -'.ts'.length).replaceAll('\\', '/'))
    .sort()
  writeFileSync(
    join(dist, builtFrom),
    JSON.stringify(Object.fromEntries(paths.map(path => [path, code(path)]))),
  )
  return true
}

/** The report's app, beside the compiled library. */
function bundle(): boolean {
  return npmScript('build:web', { milliseconds: 120_000 })
}

/** What the references of the article's series score, so that no first run of a user has to compute it. */
function score(): boolean {
  return npmScript('references', { milliseconds: 300_000 })
}

function check(): number {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const reasons = files.flatMap(({ parentPath, name }) => {
    const path = join(parentPath, name)
    return unfit(path.slice(root.length + 1), readFileSync(path, 'utf8'))
  })
  for (const reason of reasons) process.stderr.write(`build: ${reason}\n`)
  return reasons.length === 0 ? 0 : 1
}
