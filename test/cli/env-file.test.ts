import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEnvFile } from '../../src/cli/env-file.ts'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

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
    /^error: --env-file: .*nope\.env cannot be read \(there is no such file or folder\)\. Give a file of NAME=value lines\.\n$/,
  )
})

describe('a file of variables', () => {
  const lines = [
    '# keys',
    'export PLAIN=sk-1234',
    'DOUBLE="two words"',
    "SINGLE='a # b'",
    '',
    ' SPACED = value # a comment',
    'LINES="first',
    'second"',
    'EMPTY=',
  ]
  const variables = {
    PLAIN: 'sk-1234',
    DOUBLE: 'two words',
    SINGLE: 'a # b',
    SPACED: 'value',
    LINES: 'first\nsecond',
    EMPTY: '',
  }

  const written = (bytes: Uint8Array | string) => {
    const path = join(temporaryFolder(), 'keys.env')
    writeFileSync(path, bytes)
    return path
  }

  const unix = lines.join('\n')
  const windows = `${lines.join('\r\n')}\r\n`
  test.each<[string, Uint8Array | string]>([
    ['UTF-8', unix],
    ['UTF-8 with a byte order mark', `\ufeff${unix}`],
    ['UTF-8 with the line ends of Windows', windows],
    ['UTF-8 with a mark and the line ends of Windows', `\ufeff${windows}`],
    ['UTF-8 with the line ends of old Macs', lines.join('\r')],
    ['UTF-16, as Notepad calls Unicode', Buffer.from(`\ufeff${windows}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(windows, 'utf16le')],
    ['UTF-16 with the high byte first', Buffer.from(`\ufeff${windows}`, 'utf16le').swap16()],
    ['UTF-16 with the high byte first, without a mark', Buffer.from(windows, 'utf16le').swap16()],
  ])('is read the same in %s', async (_, bytes) => {
    expect({ ...(await readEnvFile(written(bytes))) }).toEqual(variables)
  })

  test('of nothing has no variables', async () => {
    expect({ ...(await readEnvFile(written(''))) }).toEqual({})
  })

  test.each([
    ['A: CANARY', /line 1 of .* is not a NAME=value line/],
    ['A=1\n$env:B = "CANARY"', /line 2 of .* is not a NAME=value line/],
    ['# x\n\nset A=CANARY', /line 3 of .* is not a NAME=value line/],
    ['A="x\ny"\nCANARY', /line 3 of .* is not a NAME=value line/],
    ['A=1\nB="CANARY', /line 2 of .* begins a quote that is not closed/],
    ['A=CANARY#1', /line 1 of .* has a # in a value without quotes/],
    [Buffer.from([0x41, 0x3d, 0xff, 0xe9]), /is not text in UTF-8 or UTF-16\. Save it as UTF-8/],
  ])('that says %j is refused by its line, without what is in it', async (text, message) => {
    const read = () => readEnvFile(written(text))
    await expect(read()).rejects.toThrow(message)
    await expect(read()).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('CANARY') }),
    )
  })
})

test('the scripts of a checkout leave the file to the command, and Node.js does not look into it', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  const [program, ...args] = scripts.numeracy.split(' ')
  expect(program).toBe('node')
  const { status, stderr } = spawnSync(process.execPath, [...args, 'models', '--env-file', 'nope.env'], {
    encoding: 'utf8',
  })
  expect(stderr).toMatch(/^error: --env-file: .*nope\.env cannot be read/)
  expect(status).toBe(2)
})
