import { describe, expect, test } from 'vitest'
import { programFor, runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'

const program = programFor(recordingContext())
const names = program
  .createHelp()
  .visibleCommands(program)
  .map(command => command.name())
  .filter(name => name !== 'help')

describe('help', () => {
  test.each([
    [],
    ...names.map(name => [name]),
    ['cache', 'clear'],
    ['export', 'evaluator'],
    ['export', 'mteb'],
  ])('of numeracy %s is as it was last read', async (...words) => {
    const context = recordingContext()
    expect(await runCommand([...words, '--help'], context)).toBe(0)
    const { stdout, stderr } = context.written()
    expect(stderr).toBe('')
    await expect(stdout).toMatchFileSnapshot(`../golden/help/${['numeracy', ...words].join('-')}.txt`)
  })

  test('is what comes when nothing is asked for', async () => {
    const [asked, nothing] = [recordingContext(), recordingContext()]
    expect(await runCommand(['--help'], asked)).toBe(0)
    expect(await runCommand([], nothing)).toBe(0)
    expect(nothing.written()).toEqual(asked.written())
  })

  test('stays within 100 columns', async () => {
    for (const name of names) {
      const context = recordingContext()
      await runCommand([name, '--help'], context)
      for (const line of context.written().stdout.split('\n'))
        expect(line.length, line).toBeLessThanOrEqual(100)
    }
  })

  test('tells the version', async () => {
    const context = recordingContext()
    expect(await runCommand(['--version'], context)).toBe(0)
    expect(context.written().stdout).toBe('0.0.0\n')
  })
})
