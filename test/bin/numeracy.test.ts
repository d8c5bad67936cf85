import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { blanked } from '../architecture/blanked.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'
import { oldNode, refusal } from './old-node.ts'

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'numeracy.cjs')
const old = oldNode()

/** A package of the launcher alone; `program` is its dist/cli/main.js. */
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-launcher-'))
  mkdirSync(join(folder, 'bin'))
  copyFileSync(launcher, join(folder, 'bin', 'numeracy.cjs'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
})

afterEach(() => removeFolder(folder))

function program(text: string): void {
  mkdirSync(join(folder, 'dist', 'cli'), { recursive: true })
  writeFileSync(join(folder, 'dist', 'cli', 'main.js'), text)
}

function launch(node: string, options: readonly string[] = [], args: readonly string[] = []) {
  const all = [...options, join(folder, 'bin', 'numeracy.cjs'), ...args]
  const { status, stdout, stderr } = spawnSync(node, all, { encoding: 'utf8', timeout: 20_000 })
  return { status, stdout, stderr }
}

function launchAs(version: string) {
  const fake = join(folder, 'fake.cjs')
  const versions = `Object.assign({}, process.versions, { node: '${version}' })`
  writeFileSync(fake, `Object.defineProperty(process, 'versions', { value: ${versions} })`)
  return launch(process.execPath, ['-r', fake])
}

test.each(['0.10.48', '18.0.0', '22.12.9'])('on Node %s it says in one sentence what it needs', version => {
  program("process.stdout.write('started')")
  expect(launchAs(version)).toEqual({ status: 2, stdout: '', stderr: refusal(version) })
})

test.each(['22.13.0', '23.0.0', '100.1.2'])('on Node %s it starts the program', version => {
  program("process.stdout.write('started')")
  expect(launchAs(version)).toEqual({ status: 0, stdout: 'started', stderr: '' })
})

test.skipIf(old === undefined)('on the older Node of this machine it says what it needs', () => {
  program("process.stdout.write('started')")
  expect(launch(old!.path)).toEqual({ status: 2, stdout: '', stderr: refusal(old!.version) })
})

test('it gives the program its arguments, a compile cache and the exit code, without a warning', () => {
  program(
    "import { getCompileCacheDir } from 'node:module'\n" +
      'const cached = getCompileCacheDir() !== undefined\n' +
      'process.stdout.write(JSON.stringify({ args: process.argv.slice(2), cached }))\n' +
      'process.exitCode = 7\n',
  )
  const { status, stdout, stderr } = launch(process.execPath, [], ['series', '--json'])
  expect(JSON.parse(stdout)).toEqual({ args: ['series', '--json'], cached: true })
  expect({ status, stderr }).toEqual({ status: 7, stderr: '' })
})

test('in a checkout that is not built it says in one sentence what to do', () => {
  const { status, stdout, stderr } = launch(process.execPath)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toBe(`numeracy is not built yet: run \`npm run build\` in ${folder}, then run it again.\n`)
})

test('it uses no syntax younger than ES5', () => {
  const text = readFileSync(launcher, 'utf8').replace(/^#!.*/, '')
  expect(blanked(text)).not.toMatch(/=>|`|\?\.|\?\?|\.\.\.|,\s*\)|\b(?:let|const|class|async|await|import)\b/)
})
