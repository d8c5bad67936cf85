import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sharedCache } from '../fixtures/shared-cache.ts'
import { removeFolder, temporaryFolder } from '../fixtures/temporary-folder.ts'
import { documentationPages, documentedCommands, root } from './pages.ts'

/** Pages that hold commands. */
export const commandPages = documentationPages()
  .map(page => ({ path: page.path, commands: documentedCommands(page) }))
  .filter(({ commands }) => commands.length > 0)

/**
 * A test for each page that runs its commands in their order, all with the shared cache.
 * @param printed called with each command and what it prints on stdout
 */
export function testCommandsOf(
  pages: typeof commandPages,
  printed: (command: string, stdout: string) => void = () => {},
): void {
  let folder: string
  let bin: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'numeracy-docs-'))
    bin = join(folder, 'bin')
    mkdirSync(bin)
    const script = `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'src', 'cli', 'main.ts')}" "$@"\n`
    writeFileSync(join(bin, 'numeracy'), script)
    chmodSync(join(bin, 'numeracy'), 0o755)
  })

  afterAll(() => removeFolder(folder))

  test.each(pages)('of $path', { timeout: 240_000 }, async ({ commands }) => {
    const cwd = temporaryFolder()
    for (const example of ['prices.csv', 'catalogue.csv'])
      cpSync(join(root, 'examples', example), join(cwd, example))
    // A page that clears the cache has one of its own.
    const clears = commands.some(command => command.includes('cache clear'))
    const NUMERACY_CACHE = clears ? join(folder, 'cache') : sharedCache()
    const env = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter), NUMERACY_CACHE }
    const shell = (command: string) =>
      promisify(execFile)('sh', ['-c', command], { cwd, env, maxBuffer: 2 ** 24 })
    const names = (text: string) => commands.some(command => command.includes(text))
    if (['run.json', 'monday', 'tuesday'].some(names) && !names('> run.json')) {
      await shell('numeracy probe --series 1..12 --experiment pairs --experiment cases --json > run.json')
      for (const folder of ['monday', 'tuesday'])
        cpSync(join(cwd, 'run.json'), join(cwd, folder, 'run.json'), { recursive: true })
    }
    if (clears) await shell('numeracy ask 9 9.9 9.11')
    for (const command of commands) {
      const shown = shell(command)
      await expect(shown, command).resolves.toMatchObject({ stdout: expect.any(String) })
      printed(command, (await shown).stdout)
    }
  })
}
