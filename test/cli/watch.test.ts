import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { specOf } from '../../src/cli/checkpoints.ts'
import { runCommand } from '../../src/cli/program.ts'
import { readRun } from '../../src/store/runs.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

/** Turns a vector by a number, as fast as the checkpoint says; writes down each time it is started. */
const program = `
const { appendFileSync, readFileSync } = require('node:fs')
const path = process.argv[2]
appendFileSync('started', path + '\\n')
const turn = Number(readFileSync(path + '/weights', 'utf8'))
if (Number.isNaN(turn)) { console.error('no weights'); process.exit(3) }
require('node:readline').createInterface({ input: process.stdin }).on('line', line => {
  const { id, embed } = JSON.parse(line)
  const vectors = embed.map(text => [Math.cos(text * turn), Math.sin(text * turn), 0.5])
  console.log(JSON.stringify({ id, vectors }))
})
`

function training() {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'encode.cjs'), program)
  mkdirSync(join(cwd, 'checkpoints'))
  const save = (name: string, weights: string, more: readonly string[] = []) => {
    mkdirSync(join(cwd, 'checkpoints', name), { recursive: true })
    writeFileSync(join(cwd, 'checkpoints', name, 'weights'), weights)
    for (const file of more) writeFileSync(join(cwd, 'checkpoints', name, file), '')
  }
  return {
    cwd,
    save,
    runs: () =>
      existsSync(join(cwd, 'numeracy-runs')) ? readdirSync(join(cwd, 'numeracy-runs')).sort() : [],
    started: () =>
      new Set(
        existsSync(join(cwd, 'started')) ? readFileSync(join(cwd, 'started'), 'utf8').trim().split('\n') : [],
      ),
  }
}

/** @param onWait called before each wait, with how many there were; may abort */
async function watch(
  cwd: string,
  args: readonly string[],
  onWait: (count: number, stop: () => void) => void = () => {},
) {
  const controller = new AbortController()
  let waits = 0
  const context = recordingContext({
    cwd,
    env: { PATH: process.env.PATH },
    signal: controller.signal,
    wait: async (_, signal) => {
      onWait(++waits, () => controller.abort(new Error('stopped')))
      if (waits > 50) throw new Error('it waits for ever')
      signal?.throwIfAborted()
    },
  })
  const spec = `command:"${process.execPath}" encode.cjs {path}`
  const all = ['watch', 'checkpoints', '--embed', spec, '--series', '1..8', ...args]
  const code = await runCommand(all, context)
  return { code, waits, ...context.written() }
}

describe('watch', () => {
  test('probes what is there once, by step, with label and tags, and nothing the next time', async () => {
    const { cwd, save, runs, started } = training()
    save('checkpoint-1000', '0.1')
    save('checkpoint-500', '0.9')
    save('tmp-checkpoint-1500', '0.1')
    const first = await watch(cwd, ['--once'])
    expect(first.code, first.stderr).toBe(0)
    expect(first.stdout.split('\n').map(line => line.split(' → ')[0])).toEqual([
      'checkpoint-500',
      'checkpoint-1000',
      '',
    ])
    expect(runs()).toEqual(['checkpoint-1000.json', 'checkpoint-500.json'])
    const run = await readRun(join(cwd, 'numeracy-runs', 'checkpoint-500.json'))
    expect(run.tags).toEqual({ checkpoint: 'checkpoint-500', step: '500' })
    expect(run.models[0].label).toBe('checkpoint-500')
    const before = started()
    const second = await watch(cwd, ['--once'])
    expect(second).toMatchObject({ code: 0, stdout: '' })
    expect(started()).toEqual(before)
  })

  test('waits while a checkpoint is written, and probes it when it rests; a signal ends it', async () => {
    const { cwd, save, runs } = training()
    save('step-1', '0.')
    const { code, stderr } = await watch(cwd, [], (count, stop) => {
      const weights = join(cwd, 'checkpoints', 'step-1', 'weights')
      if (count <= 3) {
        expect(runs()).toEqual([])
        appendFileSync(weights, '1')
      }
      if (count === 5) {
        expect(runs()).toEqual(['step-1.json'])
        save('step-2', '0.2')
      }
      if (count === 8) stop()
    })
    expect(code).toBe(130)
    expect(stderr).toContain('Interrupted')
    expect(runs()).toEqual(['step-1.json', 'step-2.json'])
  })

  test('goes by a marker where one is named', async () => {
    const { cwd, save, runs } = training()
    save('step-1', '0.1', ['done'])
    save('step-2', '0.1')
    const { code, waits } = await watch(cwd, ['--once', '--marker', 'done'])
    expect({ code, waits }).toEqual({ code: 0, waits: 0 })
    expect(runs()).toEqual(['step-1.json'])
  })

  test('reports one that fails, goes on with the others, and tries it again when it changes', async () => {
    const { cwd, save, runs } = training()
    save('step-1', 'broken')
    save('step-2', '0.1')
    const once = await watch(cwd, ['--once'])
    expect(once.code).toBe(2)
    expect(once.stderr).toMatch(/error: step-1: .*no weights/s)
    expect(once.stderr).toContain('1 of the checkpoints failed: step-1. The same command tries them again')
    expect(runs()).toEqual(['step-2.json'])
    let errors = 0
    const again = await watch(cwd, [], (count, stop) => {
      if (count === 4) save('step-1', '0.25')
      if (count === 7) stop()
    })
    errors = again.stderr.split('error: step-1').length - 1
    expect(errors).toBe(1)
    expect(runs()).toEqual(['step-1.json', 'step-2.json'])
  })

  test('names each of several models beside its scores', async () => {
    const { cwd, save } = training()
    save('step-1', '0.1')
    const other = `mine=command:"${process.execPath}" encode.cjs {path}`
    const { code, stdout } = await watch(cwd, ['--once', '--embed', other])
    expect(code).toBe(0)
    expect(stdout).toBe(
      `step-1 → ${join('numeracy-runs', 'step-1.json')}: concordance\n  step-1: 1..8 1.000\n  mine: 1..8 1.000\n`,
    )
  })

  test('prints lines of JSON', async () => {
    const { cwd, save } = training()
    save('step-1', '0.1')
    const { stdout } = await watch(cwd, ['--once', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      checkpoint: 'step-1',
      run: join('numeracy-runs', 'step-1.json'),
      tags: { step: '1' },
      concordance: [{ series: '1..8', value: 1 }],
    })
  })

  test.each([
    [['--every', '0'], '--every: got 0'],
    [['--rerank', 'bundled:use-lite'], 'expected {path} where the checkpoint goes'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await watch(training().cwd, ['--once', ...args])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  test('says which folder it cannot read', async () => {
    const { code, stderr } = await watch(temporaryFolder(), ['--once'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/watch: the folder .*checkpoints cannot be read\./)
  })
})

test('a path with blanks is one word of a command, and as it is of a folder; a name no spec can hold is refused', () => {
  const at = { name: 'my step-1', path: '/out/my step-1' }
  expect(specOf('command:python3 a.py {path} {name}', at)).toBe(
    'my step-1=command:python3 a.py "/out/my step-1" "my step-1"',
  )
  expect(specOf('{path}?dtype=q8', at)).toBe('my step-1=/out/my step-1?dtype=q8')
  expect(specOf('mine={path}', at)).toBe('mine=/out/my step-1')
  expect(() => specOf('{path}', { name: 'a', path: '/out/a?b' })).toThrow('Rename it.')
})
