import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../store/fixtures/temporary.ts'

async function cachePath(env: Record<string, string>, ...args: string[]): Promise<string> {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'keys.env'), '# where answers go\nNUMERACY_CACHE="from file"\n')
  const context = recordingContext({ cwd, env })
  expect(await runCommand(['cache', '--json', ...args], context), context.written().stderr).toBe(0)
  return JSON.parse(context.written().stdout).path.slice(cwd.length + 1)
}

test('variables come from the file, and those of the environment before them', async () => {
  expect(await cachePath({})).toBe(join('.numeracy', 'cache.sqlite'))
  expect(await cachePath({}, '--env-file', 'keys.env')).toBe(join('from file', 'cache.sqlite'))
  expect(await cachePath({ NUMERACY_CACHE: 'from environment' }, '--env-file', 'keys.env')).toBe(
    join('from environment', 'cache.sqlite'),
  )
})

test('a file that is not there is named', async () => {
  const context = recordingContext({ cwd: temporaryFolder() })
  expect(await runCommand(['models', '--env-file', 'nope.env'], context)).toBe(2)
  expect(context.written().stderr).toMatch(
    /^error: --env-file: .*nope\.env cannot be read\. Give a file of NAME=value lines\.\n$/,
  )
})
