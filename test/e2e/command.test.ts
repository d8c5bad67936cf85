import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openCache } from '../../src/store/open-cache.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { sharedCache } from '../fixtures/shared-cache.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { readOnlyDisk, smallDisk } from '../store/fixtures/disks.ts'

const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

interface Running extends Promise<Ended> {
  readonly child: ChildProcess
}

function start(program: string, args: readonly string[], cwd: string): Running {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' }
  delete env.NUMERACY_CACHE
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => endProcess(child))
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', part => {
    said.stdout += part
  })
  child.stderr.on('data', part => {
    said.stderr += part
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, ...said }))
  })
  return Object.assign(ended, { child })
}

function numeracy(cwd: string, ...args: string[]): Running {
  return start(process.execPath, [main, ...args], cwd)
}

/** Resolves when a line of progress holds the text. */
function saying({ child }: Running, text: string): Promise<void> {
  return new Promise(resolve => {
    let said = ''
    child.stderr!.on('data', part => {
      said += part
      if (said.includes(text)) resolve()
    })
  })
}

/** Resolves when the cache of a folder holds more answers than this. */
async function answeredIn(cwd: string, count: number): Promise<void> {
  using cache = openCache({ directory: join(cwd, '.numeracy') })
  const answers = () => cache.summary().reduce((sum, row) => sum + row.answers, 0)
  await expect.poll(answers, { interval: 20, timeout: 200_000 }).toBeGreaterThan(count)
}

/** What was asked before need not be asked again by who looks at something else. */
const warm = ['--cache', sharedCache()]
const small = ['probe', '--experiment', 'pairs', '--no-controls', '--series', '1..12']
const probe = ['probe', '--experiment', 'pairs', '--no-controls', '--series', 'integers', '--json']

function sessionOf({ stdout }: Ended) {
  return parseRun(stdout, 'stdout').session
}

/** The same run but for the last digits: an encoder's vectors depend in them on what else was in the batch. */
function expectAlike(...ended: readonly [Ended, Ended]): void {
  const [one, other] = ended.map(({ stdout }) => parseRun(stdout, 'stdout'))
  expect(one.verdicts).toEqual(other.verdicts)
  expect(one.measures.length).toBe(other.measures.length)
  for (const [at, { value }] of one.measures.entries())
    expect(value ?? 0).toBeCloseTo(other.measures[at].value ?? 0, 5)
}

describe('a probe that is stopped', () => {
  let uninterrupted: Promise<Ended> | undefined
  test.each(['SIGINT', 'SIGKILL'] as const)('by %s goes on where it stopped', async signal => {
    const cwd = temporaryFolder()
    const stopped = numeracy(cwd, ...probe)
    await saying(stopped, '❯ bundled:use-lite standing in as reranker')
    // All hundred texts, and the lists of some of the hundred questions.
    await answeredIn(cwd, 110)
    stopped.child.kill(signal)
    const ended = await stopped
    expect(ended.stdout).toBe('')
    if (signal === 'SIGINT') {
      expect(ended.code).toBe(130)
      const { error } = JSON.parse(ended.stderr.trimEnd().split('\n').at(-1)!)
      expect(error).toMatchObject({
        code: 'interrupted',
        message: expect.stringContaining('run the same command to go on'),
      })
    } else {
      expect(ended.signal).toBe('SIGKILL')
    }
    const rest = await numeracy(cwd, ...probe)
    expect(rest.code, rest.stderr).toBe(0)
    uninterrupted ??= numeracy(temporaryFolder(), ...probe)
    const whole = await uninterrupted
    expect(sessionOf(rest).cacheHits).toBeGreaterThan(sessionOf(whole).cacheHits)
    expect(sessionOf(rest).requests).toBeLessThan(sessionOf(whole).requests)
    expectAlike(rest, whole)
  })

  test('by a second Ctrl-C does not wait', async () => {
    const stopped = numeracy(temporaryFolder(), ...probe)
    await saying(stopped, '❯ bundled:use-lite as embedder')
    stopped.child.kill('SIGINT')
    stopped.child.kill('SIGINT')
    expect((await stopped).code).toBe(130)
  })
})

test('two probes at once on one cache give the same measures and lose no answer', async () => {
  const cwd = temporaryFolder()
  const both = await Promise.all([numeracy(cwd, ...probe), numeracy(cwd, ...probe)] as const)
  for (const { code, stderr } of both) {
    expect(code, stderr).toBe(0)
    // Whoever came second may say that it waits for the answers of the first, and nothing else.
    expect(stderr.match(/^note: (?!.*: another process is asking for the same\.).*$/m)).toBeNull()
  }
  expectAlike(...both)
  const later = await numeracy(cwd, ...probe)
  expect(sessionOf(later).requests).toBe(0)
})

describe('a disk that does not take the cache', () => {
  const little = smallDisk()
  const locked = readOnlyDisk()

  test(`because it is full is reported, and the run goes on (${little.way})`, async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'disk'), { mode: 0o777 })
    writeFileSync(
      join(cwd, 'fill.sh'),
      `dd if=/dev/zero of=disk/filler bs=1k count=3600 2>/dev/null\nexec "$@"\n`,
    )
    chmodSync(join(cwd, 'fill.sh'), 0o755)
    const inner = [
      'bash',
      join(cwd, 'fill.sh'),
      process.execPath,
      main,
      ...probe,
      '--cache',
      join(cwd, 'disk'),
    ] as const
    const [program, ...args] = little.around(join(cwd, 'disk'), inner)
    const ended = await start(program, args, cwd)
    expect(ended.code, ended.stderr).toBe(0)
    expect(ended.stderr).toMatch(/note: The cache at .* cannot be written .*The run goes on/)
    expect(parseRun(ended.stdout, 'stdout').measures.length).toBeGreaterThan(0)
  })

  test(`because it can only be read is reported, and the run goes on (${locked.way})`, async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'disk'))
    const command = [process.execPath, main, ...small, '--cache', join(cwd, 'disk')] as const
    const [program, ...args] = locked.around(join(cwd, 'disk'), command)
    const ended = await start(program, args, cwd)
    expect(ended.code, ended.stderr).toBe(0)
    expect(ended.stderr).toMatch(/note: The cache at .* cannot be written .*The run goes on/)
  })
})

test('a damaged cache is set aside under another name, and told', async () => {
  const cwd = temporaryFolder()
  mkdirSync(join(cwd, '.numeracy'))
  writeFileSync(join(cwd, '.numeracy', 'cache.sqlite'), 'this was never a database '.repeat(500))
  const ended = await numeracy(cwd, ...small)
  expect(ended.code, ended.stderr).toBe(0)
  expect(ended.stderr).toMatch(/note: The cache at .*set aside/)
  const aside = readdirSync(join(cwd, '.numeracy')).find(name => name.includes('damaged'))
  expect(readFileSync(join(cwd, '.numeracy', aside!), 'utf8')).toContain('never a database')
})

describe('output', () => {
  test('may be read in part', async () => {
    const cwd = temporaryFolder()
    const ended = await start(
      'bash',
      ['-c', `set -o pipefail; "$0" "$@" | head -c 50`, process.execPath, main, ...probe, ...warm],
      cwd,
    )
    expect(ended.code, ended.stderr).toBe(0)
    expect(ended.stderr).not.toMatch(/EPIPE|Error/)
  })

  test('has no escape codes with NO_COLOR or where nobody looks', async () => {
    const ended = await numeracy(temporaryFolder(), ...small, ...warm)
    expect(ended.stdout + ended.stderr).not.toContain('\u001b')
  })

  test('does not mention that SQLite is experimental', async () => {
    const ended = await numeracy(temporaryFolder(), 'cache')
    expect(ended).toMatchObject({ code: 0, stderr: '' })
  })
})

test('a word that is wrong leaves nothing behind', async () => {
  const cwd = temporaryFolder()
  expect((await numeracy(cwd, 'probe', '--series', 'integer')).code).toBe(2)
  expect(existsSync(join(cwd, '.numeracy'))).toBe(false)
})
