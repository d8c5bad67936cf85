import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { codeBlocks } from './code-blocks.ts'
import { root } from './pages.ts'

const blocks = codeBlocks(join('docs', 'vitest.md')).filter(({ language }) => language === 'ts')
const source = (name: string) => join(root, 'src', 'matchers', `${name}.ts`)

interface Ended {
  readonly code: number
  readonly output: string
}

/** Runs the tests of a project as its user would. */
function vitest(folder: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const program = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const { VITEST: _, NUMERACY_RECORD: _record, ...outer } = process.env
  return new Promise(resolve => {
    const options = { cwd: folder, env: { ...outer, ...env, CI: 'true', NO_COLOR: '1' }, timeout: 200_000 }
    execFile(process.execPath, [program, 'run', '--root', folder], options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), output: stdout + stderr }),
    )
  })
}

/** The project of the page, in which `numeracy` is these sources. */
function project(): string {
  const folder = temporaryFolder()
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `export default { resolve: { alias: { 'numeracy/vitest': ${JSON.stringify(source('vitest'))} } }, test: { testTimeout: 120_000 } }\n`,
  )
  mkdirSync(join(folder, 'test'))
  writeFileSync(join(folder, 'test', 'numbers.test.ts'), blocks[0].text)
  return folder
}

describe('the project of the page', () => {
  test('has ten lines, says how to record, records, and runs without the model', async () => {
    const lines = blocks[0].text.split('\n').filter(line => line !== '' && !line.startsWith('//'))
    expect(lines.length).toBeLessThanOrEqual(10)
    const folder = project()
    const before = await vitest(folder)
    expect(before.code).toBe(1)
    expect(before.output).toContain('Run the tests once with NUMERACY_RECORD=1')
    const recorded = await vitest(folder, { NUMERACY_RECORD: '1' })
    expect(recorded.code, recorded.output).toBe(0)
    expect(existsSync(join(folder, 'test', 'numbers.recording.json'))).toBe(true)
    const replayed = await vitest(folder)
    expect(replayed.code, replayed.output).toBe(0)
  })

  test('is accepted by TypeScript, as is that of Jest', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(folder, 'numbers.ts'), blocks[0].text)
    // Of Jest its `expect` is installed here, and none of its `test`.
    writeFileSync(
      join(folder, 'jest.ts'),
      blocks[1].text.replace(jestGlobals, "import { expect } from 'expect'"),
    )
    writeFileSync(join(folder, 'unlike.ts'), blocks[0].text.replace("closer: '$24'", 'closer: 24'))
    writeFileSync(
      join(folder, 'globals.d.ts'),
      'declare function test(name: string, work: () => Promise<void>): void\n',
    )
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const settings = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        paths: { 'numeracy/vitest': [source('vitest')], 'numeracy/jest': [source('jest')] },
        typeRoots: [join(root, 'node_modules', '@types')],
      },
      include: ['*.ts'],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
    const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
    const output = await new Promise<string>(resolve => {
      execFile(
        process.execPath,
        [join(typescript, 'bin', 'tsc'), '-p', folder],
        { cwd: folder },
        (_, stdout) => resolve(stdout),
      )
    })
    const errors = output.split('\n').filter(line => line.includes('error TS'))
    expect(errors).toEqual([expect.stringMatching(/^unlike\.ts\(\d+,\d+\): error TS2322/)])
  })
})

const jestGlobals = "import { expect, test } from '@jest/globals'"

test('the program for Jest does what it says, with the expect of Jest', async () => {
  const folder = temporaryFolder()
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const text = blocks[1].text
    .replace(
      jestGlobals,
      "import { expect } from 'expect'\nconst test = (_: string, work: () => Promise<void>) => work()",
    )
    .replace("'numeracy/jest'", JSON.stringify(source('jest')))
    .replace(/^test\(/m, 'await test(')
  writeFileSync(join(folder, 'numbers.ts'), text)
  const run = (env: Readonly<Record<string, string>>) =>
    new Promise<Ended>(resolve => {
      const options = { cwd: folder, env: { ...process.env, ...env } }
      execFile(process.execPath, ['numbers.ts'], options, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), output: stdout + stderr }),
      )
    })
  expect(await run({ NUMERACY_RECORD: '0' })).toMatchObject({
    code: 1,
    output: expect.stringContaining('NUMERACY_RECORD=1'),
  })
  expect(await run({ NUMERACY_RECORD: '1' })).toEqual({ code: 0, output: '' })
  expect(await run({ NUMERACY_RECORD: '0' })).toEqual({ code: 0, output: '' })
})
