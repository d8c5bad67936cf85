import { execFile } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { sharedCache } from '../fixtures/shared-cache.ts'
import { removeFolder, temporaryFolder } from '../fixtures/temporary-folder.ts'
import { documentationPages, documentedCommands, root } from './pages.ts'

/** Pages that hold commands. */
export const commandPages = documentationPages()
  .map(page => ({ path: page.path, commands: documentedCommands(page) }))
  .filter(({ commands }) => commands.length > 0)

/** Where a line of a page runs. */
interface Place {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
}

/** Runs a line of a page, and gives what it prints. */
type Shell = (line: string, place: Place) => Promise<string>

/** A line as its reader runs it: `numeracy` is a program. */
export const programs: Shell = (line, place) =>
  shell(line, place, `exec "${process.execPath}" "${join(root, 'src', 'cli', 'main.ts')}" "$@"`)

/**
 * The same without a process for each command, which would load all sources again. A shell takes the line apart,
 * `numeracy` runs here with the words that it gave it, and a shell puts the output where the line says.
 */
export const inThisProcess: Shell = async (line, place) => {
  const folder = temporaryFolder()
  const [words, output] = [join(folder, 'words'), join(folder, 'output')]
  await shell(line, place, `printf '%s\\0' "$@" > "${words}"`)
  const args = readFileSync(words, 'utf8').split('\0').slice(0, -1)
  const context = recordingContext({ ...place, now: () => new Date() })
  const code = await runCommand(args, context)
  expect(code, context.written().stderr).toBe(0)
  writeFileSync(output, context.written().stdout)
  return shell(line, place, `cat "${output}"`)
}

/** @param script what `numeracy` is in the line, as the shell reads it */
async function shell(line: string, { cwd, env }: Place, script: string): Promise<string> {
  const bin = temporaryFolder()
  writeFileSync(join(bin, 'numeracy'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(bin, 'numeracy'), 0o755)
  const { stdout } = await promisify(execFile)('sh', ['-c', line], {
    cwd,
    env: { ...env, PATH: [bin, env.PATH].join(delimiter) },
    maxBuffer: 2 ** 24,
  })
  return stdout
}

/**
 * A test for each page that runs its commands in their order, all with the shared cache.
 * @param printed called with each command and what it prints on stdout
 */
export function testCommandsOf(
  pages: typeof commandPages,
  run: Shell,
  printed: (command: string, stdout: string) => void = () => {},
): void {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'numeracy-docs-'))
  })

  afterAll(() => removeFolder(folder))

  test.each(pages)('of $path', { timeout: 240_000 }, async ({ commands }) => {
    const cwd = temporaryFolder()
    for (const example of ['prices.csv', 'catalogue.csv'])
      cpSync(join(root, 'examples', example), join(cwd, example))
    // A page that clears the cache has one of its own.
    const clears = commands.some(command => command.includes('cache clear'))
    const NUMERACY_CACHE = clears ? join(folder, 'cache') : sharedCache()
    const place = { cwd, env: { ...process.env, NUMERACY_CACHE } }
    const names = (text: string) => commands.some(command => command.includes(text))
    if (['run.json', 'monday', 'tuesday'].some(names) && !names('> run.json')) {
      // What is asked for again on the next page is the same run.
      const made = join(folder, 'run.json')
      if (!existsSync(made)) {
        const line = 'numeracy probe --series 1..12 --experiment pairs --experiment cases --json'
        writeFileSync(made, await run(line, place))
      }
      for (const target of ['.', 'monday', 'tuesday']) {
        mkdirSync(join(cwd, target), { recursive: true })
        cpSync(made, join(cwd, target, 'run.json'))
      }
    }
    if (clears) await run('numeracy ask 9 9.9 9.11', place)
    for (const command of commands) {
      const shown = run(command, place)
      await expect(shown, command).resolves.toEqual(expect.any(String))
      printed(command, await shown)
    }
  })
}
