import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../store/fixtures/temporary.ts'
import { documentationPages, documentedCommands, root } from './pages.ts'

const pages = documentationPages()
  .map(page => ({ path: page.path, commands: documentedCommands(page) }))
  .filter(({ commands }) => commands.length > 0)

let folder: string
let bin: string
let cache: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-docs-'))
  bin = join(folder, 'bin')
  cache = join(folder, 'cache')
  mkdirSync(bin)
  const script = `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'src', 'cli', 'main.ts')}" "$@"\n`
  writeFileSync(join(bin, 'numeracy'), script)
  chmodSync(join(bin, 'numeracy'), 0o755)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('every command of the documentation runs', () => {
  test('and there are some on each page of a command', () => {
    const described = pages.map(({ path }) => path)
    for (const name of ['probe', 'ask', 'series', 'models', 'doctor', 'report', 'compare', 'cache'])
      expect(described).toContain(join('docs', 'commands', `${name}.md`))
  })

  test.each(pages)('of $path', { timeout: 240_000 }, async ({ commands }) => {
    const cwd = temporaryFolder()
    for (const example of ['prices.csv', 'catalogue.csv'])
      cpSync(join(root, 'examples', example), join(cwd, example))
    const env = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter), NUMERACY_CACHE: cache }
    const shell = (command: string) =>
      promisify(execFile)('sh', ['-c', command], { cwd, env, maxBuffer: 2 ** 24 })
    if (!commands.some(command => command.includes('> run.json'))) {
      await shell('numeracy probe --series 1..12 --json > run.json')
      for (const folder of ['monday', 'tuesday'])
        cpSync(join(cwd, 'run.json'), join(cwd, folder, 'run.json'), { recursive: true })
    }
    for (const command of commands)
      await expect(shell(command), command).resolves.toMatchObject({ stdout: expect.any(String) })
  })
})
