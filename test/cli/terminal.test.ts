import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { filtered } from '../../src/cli/context.ts'
import { runCommand } from '../../src/cli/program.ts'
import { showProgress } from '../../src/cli/progress.ts'
import { runText } from '../../src/store/run-text.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { onSeries } from '../fixtures/on-series.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

/** Clears the screen, names the window, turns text about, and forges a line. */
const hostile = '\u001b[2J\u001b]0;pwn\u0007\u009b31m\u202e\u2028\u007f\nerror: forged'

let file: string
beforeAll(async () => {
  file = runText(await probedRun())
    .replaceAll('1..12', JSON.stringify(`1${hostile}12`).slice(1, -1))
    .replaceAll('test:fake', JSON.stringify(`test:${hostile}`).slice(1, -1))
})

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
  writeFileSync(join(cwd, 'run.json'), file)
})

/** All that a terminal gets, which must hold nothing for it to act on. */
async function shown(...args: string[]): Promise<{ stdout: string; stderr: string; code: number }> {
  const context = recordingContext({ cwd })
  const code = await runCommand([...args, '--cache', join(cwd, 'cache')], context)
  const written = context.written()
  expect(written.stdout + written.stderr).not.toMatch(/[^\P{Cc}\n\t]|[\u2028\u2029\u202a-\u202e]/u)
  return { ...written, code }
}

describe('a run file with escape sequences in its names is shown, not obeyed', () => {
  test.each([
    [['compare', 'run.json', 'run.json']],
    [['compare', 'run.json', 'run.json', '--markdown']],
    [['report', 'run.json', '--out', 'out']],
    [['export', 'run.json', '--to', 'measures.csv']],
    [['export', 'run.json', '--to', 'figure.svg']],
    [['export', 'run.json', '--to', 'matrix.csv', '--series', 'none']],
  ])('by %j', async args => {
    const { stdout, stderr, code } = await shown(...args)
    expect(code === 0 ? stdout : stderr).not.toBe('')
  })

  test('and stays exact JSON with --json', async () => {
    const { stdout, code } = await shown('compare', 'run.json', 'run.json', '--json')
    expect(code).toBe(0)
    expect(JSON.stringify(JSON.parse(stdout))).toContain(JSON.stringify(`1${hostile}12`).slice(1, -1))
  })
})

test('what stands on the command line comes back as text in errors, to people and to programs', async () => {
  const { stderr } = await shown(
    'probe',
    ...onSeries,
    '--embed',
    `openai-compatible:${hostile}`,
    '--series',
    '1..6',
  )
  expect(stderr).toMatch(/^error: /)
  const { stderr: json } = await shown('report', `none${hostile}.json`, '--json')
  expect(JSON.parse(json).error.message).toContain(`none${hostile}.json`)
})

test('a table keeps a cell on its line', async () => {
  mkdirSync(join(cwd, 'a'))
  writeFileSync(join(cwd, 'a', 'run.json'), file)
  const { stdout } = await shown('compare', 'run.json', 'a')
  expect(stdout).not.toMatch(/^error: forged/m)
})

test('progress styles its own lines and shows the names of models as text', async () => {
  let raw = ''
  const stream = { write: (text: string) => (raw += text), isTTY: false }
  const context = recordingContext({ stderr: filtered(stream) })
  const progress = showProgress([{ title: `model${hostile}`, owns: () => true }], context)
  const broken = new Error(hostile)
  const work = progress.during(async () => {
    progress.listen({ type: 'measured', done: 0, total: 2, label: hostile })
    throw broken
  })
  await expect(work).rejects.toBe(broken)
  expect(raw).toContain('model␛[2J')
  for (const part of ['\u001b[2J', '\u001b]', '\u0007', '\u202e']) expect(raw).not.toContain(part)
})
