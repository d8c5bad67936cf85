import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oldNode, refusal } from '../bin/old-node.ts'
import { python } from '../docs/python.ts'
import { onSeries } from '../fixtures/on-series.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')
const notCopied = ['node_modules', '.git', 'dist', 'coverage', '.numeracy', 'numeracy-report']
const old = oldNode()
/** Whether `dist` is what the sources are built into: `npm run verify` has just done it. Packing does it otherwise. */
const isBuilt = process.env.NUMERACY_BUILT !== undefined
const pairs = ['--experiment', 'pairs', '--no-controls']

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
  if (isBuilt) cpSync(join(root, 'dist'), join(checkout, 'dist'), { recursive: true })
  const packing = ['pack', '--pack-destination', folder, ...(isBuilt ? ['--ignore-scripts'] : [])]
  const packed = await run('npm', packing, { cwd: checkout, seconds: 300 })
  expect(packed.code, packed.stdout + packed.stderr).toBe(0)
  const tarball = readdirSync(folder).find(name => name.endsWith('.tgz'))
  const installed = await run(
    'npm',
    ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, tarball!)],
    { cwd: project, seconds: 300 },
  )
  expect(installed.code, installed.stderr).toBe(0)
}, 600_000)

afterAll(() => removeFolder(folder))

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
  const { cwd = project, seconds = 120 } = options
  return new Promise<Ended>(resolve => {
    execFile(program, args, { cwd, env, timeout: seconds * 1000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (error.code ?? null), stdout, stderr }),
    )
  })
}

/** The command as npm links it. */
function numeracy(...args: readonly string[]): Promise<Ended> {
  return run(join(project, 'node_modules', '.bin', 'numeracy'), args)
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
        'dist/statistics.js',
        'dist/statistics.d.ts',
        'schema/run-v1.json',
      ]),
    )
    const places =
      /^(?:package\.json|LICENSE|CITATION\.cff|(?:README(?:\.zh)?|CHANGELOG|CONTRIBUTING|SECURITY)\.md|bin\/numeracy\.cjs|(?:dist|schema)\/.+|docs\/.+\.(?:md|png)|examples\/catalogue\.csv|fonts\/(?:.+\.ttf|OFL\.txt)|python\/.+\.py)$/
    expect(files.filter(file => !places.test(file))).toEqual([])
    expect(files.filter(file => /\.map$|\.test\.|(?:^|\/)(?:tests?|fixtures|golden)\//.test(file))).toEqual(
      [],
    )
    expect(files.filter(file => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))).toEqual([])
  })

  test('is built when it is packed', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(scripts.prepack).toBe(scripts.build)
  })

  test('has what its pages link to, and every picture of its README', () => {
    const installed = join(project, 'node_modules', 'numeracy')
    const pages = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter(
      path => path.endsWith('.md') && !path.startsWith('dist'),
    )
    expect(pages).toEqual(expect.arrayContaining(['README.md', join('docs', 'commands', 'probe.md')]))
    const missing = pages.flatMap(page => {
      const text = readFileSync(join(installed, page), 'utf8')
      const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)|(?:src|srcset)="([^"]+)"/g)]
      return links
        .map(([, link, image]) => link ?? image!)
        .filter(link => !/^[a-z]+:/.test(link) && (page.startsWith('README.') || !link.endsWith('.png')))
        .filter(link => !existsSync(join(installed, dirname(page), link)))
        .map(link => `${page} → ${link}`)
    })
    expect(missing).toEqual([])
  })

  test('declares what its library gives, and no more than that needs', async () => {
    const dist = join(project, 'node_modules', 'numeracy', 'dist')
    const declarations = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(path =>
      path.endsWith('.d.ts'),
    )
    expect(declarations).toContain('index.d.ts')
    expect(declarations.filter(path => path.startsWith('cli'))).toEqual([])
    cpSync(join(root, 'examples', 'probe.ts'), join(project, 'typed.ts'))
    writeFileSync(join(project, 'unlike.ts'), "import { probe } from 'numeracy'\nprobe(1)\n")
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--ignoreConfig']
    const types = ['--typeRoots', join(root, 'node_modules', '@types'), '--types', 'node']
    writeFileSync(
      join(project, 'mean.ts'),
      "import { mean } from 'numeracy/statistics'\nexport const value: number = mean([1, 2])\n",
    )
    const files = ['typed.ts', 'mean.ts', 'unlike.ts']
    const { stdout } = await run('node', [compiler, ...options, ...types, ...files])
    // Observable Plot declares its types by those of d3, which it does not install.
    const errors = stdout
      .split('\n')
      .filter(line => /: error TS/.test(line) && !line.includes('@observablehq/plot'))
    expect(errors).toEqual([expect.stringMatching(/^unlike\.ts\(2,7\): error TS\d+: /)])
  })

  test('is installed in under 80 MB', () => {
    const folder = join(project, 'node_modules')
    const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => 4096 * Math.ceil(statSync(join(entry.parentPath, entry.name)).size / 4096))
      .reduce((sum, size) => sum + size, 0)
    expect(bytes / 2 ** 20).toBeLessThan(80)
  })

  test('says that the letters of an SVG file are not embedded, for lack of subset-font, and writes it all the same', async () => {
    const made = await numeracy('probe', ...pairs, '--series', '1..12', '--json')
    writeFileSync(join(project, 'small.json'), made.stdout)
    const plain = await numeracy('export', 'small.json', '--to', 'figure.svg')
    expect(plain).toMatchObject({ code: 0, stdout: 'figure.svg\n' })
    const note = /^note: figures: .* package subset-font is not installed\. .*npm install subset-font/m
    expect(plain.stderr).toMatch(note)
    expect(readFileSync(join(project, 'figure.svg'), 'utf8')).toMatch(/^<svg /)
    const paper = await numeracy('export', 'small.json', '--to', 'paper.svg', '--figure-width', '80')
    expect(paper).toMatchObject({ code: 0, stdout: 'paper.svg\n', stderr: expect.stringMatching(note) })
    const picture = await numeracy('export', 'small.json', '--to', 'figure.png')
    expect(picture).toMatchObject({
      code: 0,
      stdout: 'figure.png\n',
      stderr: expect.not.stringMatching(/subset/),
    })
  })

  test('brings what the references of the article’s series score, under the keys of its own code', async () => {
    const dist = pathToFileURL(join(project, 'node_modules', 'numeracy', 'dist')).href
    const script = `
      const at = path => import(${JSON.stringify(dist)} + '/' + path)
      const { keptFloor, keptReferences } = await at('measures/kept-judge.js')
      const { articleSeries } = await at('series/catalogue.js')
      const { memoryCache } = await at('store/memory-cache.js')
      const { withShipped } = await at('store/shipped.js')
      let computed = 0
      const judge = { floor: () => (computed++, [0]), references: () => (computed++, []) }
      for (const series of articleSeries) {
        const cache = withShipped(memoryCache())
        await keptFloor({ series, seed: 1 }, cache, judge)
        await keptReferences({ series, seed: 1 }, cache, judge)
      }
      console.log(articleSeries.length, computed)`
    const { stdout, stderr } = await run('node', ['--input-type=module', '--eval', script])
    // Of other versions of these packages nothing is found, and all is computed.
    const versionIn = (folder: string, name: string) =>
      JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version
    const isSame = ['ml-matrix', 'jstat'].every(name => versionIn(project, name) === versionIn(root, name))
    expect({ stdout, stderr }).toEqual({ stdout: isSame ? '9 0\n' : '9 18\n', stderr: '' })
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

  test('explains the command, by npx', async () => {
    const { code, stdout, stderr } = await run('npx', ['--no-install', 'numeracy', '--help'])
    // Without npm's own lines.
    expect({ code, stderr: stderr.replace(/^npm .*\n/gm, '') }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Usage: numeracy/)
  })

  test('lists the series as JSON and nothing but JSON', async () => {
    const { code, stdout, stderr } = await numeracy('series', '--json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(Object.keys(JSON.parse(stdout)).length).toBeGreaterThan(0)
  })

  test('probes its default models without a network and writes the run to stdout', async () => {
    const { code, stdout, stderr } = await numeracy('probe', ...onSeries, '--series', '1..20', '--json')
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
    const made = await numeracy('probe', ...pairs, '--series', 'examples/prices.csv', '--json')
    writeFileSync(join(project, 'run.json'), made.stdout)
    const read = await run('node', ['examples/read-run.ts', 'run.json'])
    expect(read).toMatchObject({ code: 0, stderr: '' })
    expect(read.stdout.split('\n').filter(line => /^prices\.csv: 0\.\d{3}$/.test(line)).length).toBe(2)
  })

  test(`asks a program as a model (${python ?? 'none, for lack of Python'})`, async () => {
    if (python === undefined) return
    cpSync(join(root, 'examples'), join(project, 'examples'), { recursive: true })
    const spec = 'command:python3 examples/command-model.py'
    const { code, stdout, stderr } = await numeracy(
      'probe',
      ...pairs,
      '--embed',
      spec,
      '--series',
      '1..20',
      '--json',
    )
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
