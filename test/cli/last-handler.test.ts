import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { endProcess } from '../fixtures/end-process.ts'
import { onSeries } from '../fixtures/on-series.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')

interface Started {
  readonly child: ChildProcess
  /** What it wrote, once it has ended. */
  readonly end: Promise<{ code: number | null; stdout: string; stderr: string }>
}

/** The command as a process of its own, with a fault that is injected before it begins. */
function start(cwd: string, args: readonly string[], fault = '', stdout: 'pipe' | number = 'pipe'): Started {
  const injected = fault === '' ? [] : ['--import', `data:text/javascript,${encodeURIComponent(fault)}`]
  const child = spawn(process.execPath, [...injected, main, ...args], {
    cwd,
    stdio: ['ignore', stdout, 'pipe'],
    env: { PATH: process.env.PATH },
  })
  onTestFinished(() => endProcess(child))
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.on('data', part => {
      written[name] += part
    })
  return { child, end: once(child, 'close').then(([code]) => ({ code, ...written })) }
}

const long = ['probe', ...onSeries, '--series', '1..300', '--no-controls']

describe('an error that nobody catches', () => {
  test.each([
    ['an exception', `setTimeout(() => { throw new Error('broken \\u001b[2J') }, 300)`, /broken ␛\[2J/],
    ['a rejection', `setTimeout(() => { Promise.reject(new Error('broken')) }, 300)`, /broken/],
    [
      'a rejection with nothing to say',
      `setTimeout(() => { Promise.reject(Object.create(null)) }, 300)`,
      /no text/,
    ],
  ])('ends in one message and exit code 2: %s', async (_, fault, message) => {
    const { code, stdout, stderr } = await start(temporaryFolder(), long, fault).end
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.match(/^error: /gm)).toHaveLength(1)
    expect(stderr).toMatch(/^error: numeracy failed in a way it should not: /m)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/^ +at |node:internal/m)
  })

  test('is JSON with --json, whatever its details', async () => {
    const fault = `setTimeout(() => { throw new Error('broken') }, 300)`
    const { code, stdout, stderr } = await start(temporaryFolder(), [...long, '--json'], fault).end
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(JSON.parse(stderr.trim().split('\n').at(-1)!)).toEqual({
      error: { code: 'internal', message: 'broken', details: {} },
    })
  })

  test('is not told after the error of the command itself', async () => {
    const fault = `process.on('beforeExit', () => { throw new Error('late') })`
    const { code, stderr } = await start(temporaryFolder(), ['series', 'none'], fault).end
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: There is no series "none".*\n$/)
  })
})

describe('standard output', () => {
  test.skipIf(!existsSync('/dev/full'))('on a full disk is told, with exit code 2', async () => {
    const full = openSync('/dev/full', 'w')
    const { code, stderr } = await start(temporaryFolder(), ['series', 'integers'], '', full).end
    expect(code).toBe(2)
    expect(stderr).toBe(
      'error: Standard output cannot be written (the disk is full). Send it to another place, and run the same command again.\n',
    )
  })

  test('that nobody reads to its end is nothing to tell', async () => {
    const { child, end } = start(temporaryFolder(), ['series', '1..5000'])
    child.stdout!.destroy()
    expect(await end).toMatchObject({ code: 0, stderr: '' })
  })
})

const program = `import { writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
writeFileSync('pids', process.pid + ' ' + child.pid)
process.on('SIGHUP', () => {}); process.on('SIGTERM', () => {})
setInterval(() => {}, 1000)`

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // One that has ended and is not waited for by anyone is still counted.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

async function eventually(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000 && !holds(); turn++) await setTimeout(20)
  expect(holds()).toBe(true)
}

describe.skipIf(process.platform !== 'linux')('a signal ends the command and every program it began', () => {
  const spec = `command:"${process.execPath}" program.mjs`

  test.each([
    ['SIGINT', ['probe', ...onSeries, '--series', '1..6', '--embed', `${spec}?revision=1`]],
    ['SIGTERM', ['probe', ...onSeries, '--series', '1..6', '--embed', `${spec}?revision=1`]],
    ['SIGHUP', ['probe', ...onSeries, '--series', '1..6', '--embed', `${spec}?revision=1`]],
    ['SIGTERM', ['ask', '9', '9.9', '9.11', '--embed', `${spec}?revision=1`]],
    ['SIGHUP', ['doctor', `${spec}?revision=1`, '--as', 'embedder']],
    // While it is still awaited what the program says of itself.
    ['SIGTERM', ['ask', '9', '9.9', '9.11', '--embed', spec]],
  ] as const)('%s, %j', async (signal, args) => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'program.mjs'), program)
    const { child, end } = start(cwd, args)
    await eventually(() => existsSync(join(cwd, 'pids')) && readFileSync(join(cwd, 'pids'), 'utf8') !== '')
    const pids = readFileSync(join(cwd, 'pids'), 'utf8').split(' ').map(Number)
    onTestFinished(() => {
      for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
    })
    child.kill(signal)
    const { code, stderr } = await end
    expect(code).toBe(130)
    expect(stderr.match(/Interrupted\./g)).toHaveLength(1)
    await eventually(() => !pids.some(isAlive))
  })

  test('and so does an error that nobody catches', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'program.mjs'), program)
    const fault = `import { existsSync } from 'node:fs'
      const timer = setInterval(() => { if (existsSync('pids')) { clearInterval(timer); setTimeout(() => { throw new Error('broken') }, 200) } }, 50)`
    const { end } = start(cwd, ['ask', '9', '9.9', '9.11', '--embed', `${spec}?revision=1`], fault)
    expect((await end).code).toBe(2)
    const pids = readFileSync(join(cwd, 'pids'), 'utf8').split(' ').map(Number)
    await eventually(() => !pids.some(isAlive))
  })
})
