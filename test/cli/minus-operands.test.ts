import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withMarkedOperands } from '../../src/cli/minus-operands.ts'
import { programFor, runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

async function command(...args: string[]) {
  const context = recordingContext({ cwd: temporaryFolder() })
  const code = await runCommand(args, context)
  return { code, ...context.written() }
}

describe('an operand that begins with a minus', () => {
  test.each([
    ['-5..5', '-5\n-4\n-3\n-2\n-1\n0\n1\n2\n3\n4\n5\n'],
    ['-5..5:5', '-5\n0\n5\n'],
    ['-1.5..-0.5:0.5', '-1.5\n-1.0\n-0.5\n'],
  ])('is a range: series %s', async (range, stdout) => {
    expect(await command('series', range)).toEqual({ code: 0, stdout, stderr: '' })
    expect(await command('series', '--', range)).toMatchObject({ code: 0, stdout })
  })

  test('stands before and behind options', async () => {
    const behind = await command('series', '--json', '-3..3')
    expect(JSON.parse(behind.stdout)).toMatchObject({ id: '-3..3', values: [-3, -2, -1, 0, 1, 2, 3] })
    expect((await command('series', '-3..3', '--json')).stdout).toBe(behind.stdout)
  })

  test.each([
    ['numbers', ['-5', '-4', '3'], 'number', '-4'],
    ['amounts', ['-$5', '-$4.50', '-€.5'], null, null],
    ['amounts of one currency', ['-$5', '-$4.50', '$5'], 'money', '-$4.50'],
    ['decimals', ['-.5', '-.4', '1e3'], 'number', '-.4'],
    ['ranges that are only texts', ['-5..5', '-1..1', '-2..2'], null, null],
  ])('is asked about: %s', async (_, texts, as, truth) => {
    const { code, stdout } = await command('ask', ...texts, '--json', '--embed', 'bundled:use-lite')
    expect(code).toBe(0)
    const answer = JSON.parse(stdout)
    expect(answer.models[0].candidates.map(({ text }: { text: string }) => text)).toEqual(texts.slice(1))
    expect(answer).toMatchObject({ anchor: texts[0], models: [{ truth }] })
    if (as !== null) expect(answer.as).toBe(as)
  })

  test('is a file where a command takes files', async () => {
    const context = recordingContext({ cwd: temporaryFolder() })
    writeFileSync(join(context.cwd, '-1.json'), '{"vectors":[]}')
    expect(await runCommand(['score', '-1.json'], context)).toBe(2)
    expect(context.written().stderr).toMatch(/-1\.json has no numbers in vectors/)
  })

  test('is named as it was given where it is one too many, and where it is no known name', async () => {
    expect((await command('series', '-5..5', '-1..1')).stderr).toContain('but got 2: -5..5, -1..1.')
    expect((await command('series', '-5')).stderr).toContain('There is no series "-5"')
  })

  test('is refused with advice where it looks like an option', async () => {
    const { code, stderr } = await command('series', '-five')
    expect(code).toBe(2)
    expect(stderr).toContain("Unknown option '-five'.")
    expect(stderr).toContain('Put -- before a text that begins with a minus.')
    expect((await command('series', '--', '-five')).stderr).toContain('There is no series "-five"')
  })
})

test('what belongs to an option is left as it is', () => {
  const program = programFor(recordingContext())
  const args = [
    '--cache',
    '-1',
    'probe',
    '--series',
    '-5..5',
    '--seed',
    '-3',
    '--series=-1..1',
    '-7',
    '--',
    '-9',
  ]
  expect(withMarkedOperands(args, program)).toEqual(args.map(arg => (arg === '-7' ? '\0-7' : arg)))
  expect(withMarkedOperands(['-5', '-6'], program)).toEqual(['-5', '-6'])
})
