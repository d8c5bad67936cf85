import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as exported from '../../src/index.ts'
import * as statistics from '../../src/statistics.ts'
import { sharedCache } from '../fixtures/shared-cache.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'
import { codeBlocks } from './code-blocks.ts'
import { root } from './pages.ts'
import { hasNumpy, numpyByStruct, python } from './python.ts'

/** What compares numbers has a page of its own, to which this one leads. */
const guard = readFileSync(join(root, 'docs', 'guard.md'), 'utf8')

const blocks = codeBlocks(join('docs', 'api.md'))

/** Each program of the page with what the page says that it prints. */
const programs = blocks.flatMap(({ language, text, heading }, index) => {
  const next = blocks[index + 1]
  const prints = next?.language === 'text' ? next.text : null
  return language === 'ts' ? [{ file: `${index}.ts`, heading, text, prints }] : []
})

const source = (name: string) => JSON.stringify(pathToFileURL(join(root, 'src', name)).href)

/**
 * The library, but for the cache of programs that name none: that of the tests in place of memory, so that what other
 * tests have asked the bundled encoder is not asked again.
 */
const library = `
import * as numeracy from ${source('index.ts')}
export * from ${source('index.ts')}
const cache = ${JSON.stringify(sharedCache())}
${['probe', 'ask', 'doctor', 'advise']
  .map(
    name => `export const ${name} = (request, settings) => numeracy.${name}(request, { cache, ...settings })`,
  )
  .join('\n')}
`

/** Stands in the output before what the next program prints. */
const mark = '\0'

/** The programs one after the other in one process, in which the library is loaded once. */
const all = `
for (const file of ${JSON.stringify(programs.map(({ file }) => `./run-${file}`))}) {
  process.stdout.write(${JSON.stringify(mark)})
  await import(file)
}
`

/** A project in which `numeracy` is these sources. */
let folder: string
/** What each program prints. */
let printed: string[]
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-api-'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'numeracy.js'), library)
  for (const { file, text } of programs) {
    writeFileSync(join(folder, file), text)
    const resolved = text
      .replace("from 'numeracy'", "from './numeracy.js'")
      .replace("from 'numeracy/statistics'", `from ${source('statistics.ts')}`)
    writeFileSync(join(folder, `run-${file}`), resolved)
  }
  writeFileSync(join(folder, 'all.js'), all)
  const { stdout, stderr } = await run(process.execPath, ['all.js'])
  expect(stderr).toBe('')
  printed = stdout.split(mark).slice(1)
})
afterAll(() => removeFolder(folder))

function run(program: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(program, args, { cwd: folder })
}

describe('the page on the library', () => {
  test('says of each of its programs what it prints', () => {
    expect(programs.length).toBeGreaterThan(5)
    expect(programs.filter(({ prints }) => prints === null)).toEqual([])
  })

  test.each(programs.map((program, at) => ({ ...program, at })))(
    'prints in $file, $heading, what it says',
    ({ at, prints }) => {
      expect(printed[at]).toBe(prints)
    },
  )

  test.each(Object.keys({ ...exported, ...statistics }))('names %s, which is exported', name => {
    expect(readFileSync(join(root, 'docs', 'api.md'), 'utf8') + guard).toMatch(new RegExp(`\\b${name}\\b`))
  })

  test('has programs that TypeScript accepts', async () => {
    const settings = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        paths: {
          numeracy: [join(root, 'src', 'index.ts')],
          'numeracy/statistics': [join(root, 'src', 'statistics.ts')],
        },
        typeRoots: [join(root, 'node_modules', '@types')],
      },
      files: programs.map(({ file }) => file),
      include: [],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
    const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
    const checked = run(process.execPath, [join(typescript, 'bin', 'tsc'), '-p', folder])
    expect(await checked.catch(error => error)).toMatchObject({ stdout: '' })
  })

  const reader = python === undefined ? 'nothing, for lack of Python' : hasNumpy ? 'NumPy' : "Python's struct"
  test(`loads the matrix of its run in five lines of Python (with ${reader})`, async () => {
    const program = blocks.find(({ language }) => language === 'python')!.text
    expect(program.trimEnd().split('\n')).toHaveLength(5)
    if (python === undefined) return
    if (!hasNumpy) writeFileSync(join(folder, 'numpy.py'), numpyByStruct)
    writeFileSync(join(folder, 'load.py'), `${program}\nprint(json.dumps(similarities.tolist()))\n`)
    const { stdout } = await run(python, ['load.py'])
    const { values: expected, columns } = (await exported.readRun(join(folder, 'run.json'))).matrices[0]
    const rows = JSON.parse(stdout) as number[][]
    expect(rows).toHaveLength(100)
    for (const [row, numbers] of rows.entries()) {
      expect(numbers).toEqual([...expected.subarray(row * columns, (row + 1) * columns)])
    }
  })
})
