import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oldNode, refusal } from '../bin/old-node.ts'
import { python } from '../docs/python.ts'

const root = join(import.meta.dirname, '..', '..')
const notCopied = ['node_modules', '.git', 'dist', 'coverage', '.numeracy', 'numeracy-report']
const old = oldNode()

/** Removed after the tests: a copy of the checkout, which is packed, and a project that installs the package. */
let folder: string
let project: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-package-'))
  project = join(folder, 'project')
  const checkout = join(folder, 'checkout')
  copyCheckout(checkout)
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
  const packed = await run('npm', ['pack', '--pack-destination', folder], { cwd: checkout, seconds: 60 })
  expect(packed.code, packed.stdout + packed.stderr).toBe(0)
  const tarball = readdirSync(folder).find(name => name.endsWith('.tgz'))
  const installed = await run('npm', ['install', join(folder, tarball!)], { cwd: project, seconds: 150 })
  expect(installed.code, installed.stderr).toBe(0)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function copyCheckout(target: string): void {
  cpSync(root, target, { recursive: true, filter: source => !notCopied.includes(relative(root, source)) })
  symlinkSync(join(root, 'node_modules'), join(target, 'node_modules'))
}

interface Ended {
  readonly code: number | string | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program with the Node of these tests first on the PATH. */
function run(program: string, args: readonly string[], options: { cwd?: string; seconds?: number } = {}) {
  const env = { ...process.env, PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) }
  const { cwd = project, seconds = 60 } = options
  return new Promise<Ended>(resolve => {
    execFile(program, args, { cwd, env, timeout: seconds * 1000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (error.code ?? null), stdout, stderr }),
    )
  })
}

/** The command as npx runs it, without npm's own lines. */
async function numeracy(...args: readonly string[]): Promise<Ended> {
  const ended = await run('npx', ['--no-install', 'numeracy', ...args])
  return { ...ended, stderr: ended.stderr.replace(/^npm .*\n/gm, '') }
}

describe('the published package', () => {
  test('holds the command, the library, the schema and the documents, and nothing else', () => {
    const installed = join(project, 'node_modules', 'numeracy')
    const files = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => relative(installed, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'LICENSE',
        'README.md',
        'CHANGELOG.md',
        'bin/numeracy.cjs',
        'dist/cli/main.js',
        'dist/index.js',
        'dist/index.d.ts',
        'schema/run-v1.json',
      ]),
    )
    const places =
      /^(?:package\.json|LICENSE|(?:README|CHANGELOG)\.md|bin\/numeracy\.cjs|dist\/.+|schema\/.+)$/
    expect(files.filter(file => !places.test(file))).toEqual([])
    expect(files.filter(file => /\.map$|\.test\.|(?:^|\/)(?:tests?|fixtures|golden)\//.test(file))).toEqual(
      [],
    )
    expect(files.filter(file => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))).toEqual([])
  })

  test('can be imported, as can its schema', async () => {
    const script =
      "import * as numeracy from 'numeracy'\n" +
      "import schema from 'numeracy/schema/run-v1.json' with { type: 'json' }\n" +
      'console.log(JSON.stringify([Object.keys(numeracy), typeof schema]))'
    const { code, stdout, stderr } = await run('node', ['--input-type=module', '--eval', script])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const [names, schema] = JSON.parse(stdout) as [string[], string]
    expect(names).toContain('probe')
    expect(schema).toBe('object')
  })

  test('explains the command', async () => {
    const { code, stdout, stderr } = await numeracy('--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Usage: numeracy/)
  })

  test('lists the series as JSON and nothing but JSON', async () => {
    const { code, stdout, stderr } = await numeracy('series', '--json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(Object.keys(JSON.parse(stdout)).length).toBeGreaterThan(0)
  })

  test('probes its default models without a network and writes the run to stdout', async () => {
    const { code, stdout, stderr } = await numeracy('probe', '--series', '1..20', '--json')
    expect(code, stderr).toBe(0)
    expect(stderr).not.toMatch(/Warning/)
    const file = JSON.parse(stdout)
    expect(file).toMatchObject({ format: 'numeracy-run', version: 1 })
    expect(file.series.map((series: { texts: string[] }) => series.texts.length)).toEqual([20])
  })

  test('runs the examples as a project of its own would', async () => {
    cpSync(join(root, 'examples'), join(project, 'examples'), { recursive: true })
    const probed = await run('node', ['examples/probe.ts'])
    expect(probed).toMatchObject({ code: 0, stderr: '' })
    expect(probed.stdout).toMatch(/^integers: partly\n0\.\.60:3: [a-z-]+\n$/)
    const steps = await run('node', ['examples/checkpoints.ts'])
    expect(steps).toMatchObject({ code: 0, stderr: '' })
    expect(steps.stdout).toMatch(/^(?:embedder:custom:toy@step-\d+: 0\.\d{3}, 0\.\d\d to 0\.\d\d\n){3}$/)
    const made = await numeracy('probe', '--series', 'examples/prices.csv', '--json')
    writeFileSync(join(project, 'run.json'), made.stdout)
    const read = await run('node', ['examples/read-run.ts', 'run.json'])
    expect(read).toMatchObject({ code: 0, stderr: '' })
    expect(read.stdout.split('\n').filter(line => /^prices\.csv: 0\.\d{3}$/.test(line)).length).toBe(2)
  })

  test(`asks a program as a model (${python ?? 'none, for want of Python'})`, async () => {
    if (python === undefined) return
    cpSync(join(root, 'examples'), join(project, 'examples'), { recursive: true })
    const spec = 'command:python3 examples/command-model.py'
    const { code, stdout, stderr } = await numeracy('probe', '--embed', spec, '--series', '1..20', '--json')
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout).models[0]).toMatchObject({ id: `embedder:${spec}`, spec })
  })

  test.skipIf(old === undefined)('says on an older Node what it needs', async () => {
    const launcher = join(project, 'node_modules', '.bin', 'numeracy')
    expect(await run(old!.path, [launcher, '--help'])).toEqual({
      code: 2,
      stdout: '',
      stderr: refusal(old!.version),
    })
  })
})
