import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runFileOf } from '../../src/cli/checkpoint-runs.ts'
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
function watch(cwd: string, args: readonly string[], onWait?: (count: number, stop: () => void) => void) {
  return watchIn(cwd, 'checkpoints', args, onWait)
}

async function watchIn(
  cwd: string,
  folder: string,
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
  const all = ['watch', folder, '--embed', spec, '--series', '1..8', ...args]
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
    expect(run.tags).toEqual({
      checkpoint: 'checkpoint-500',
      step: '500',
      files: expect.stringMatching(/^1 3 \d+/),
      content: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
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
    [['--every', '99999999'], 'expected seconds from 1 to 1,000,000'],
    [['--rerank', 'bundled:use-lite'], 'expected {path} where the checkpoint goes'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await watch(training().cwd, ['--once', ...args])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  test('says which folder it cannot read', async () => {
    const { code, stderr } = await watch(temporaryFolder(), ['--once'])
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /watch: the folder .*checkpoints cannot be read \(there is no such file or folder\)\./,
    )
  })
})

describe('watch, in a folder of odd things,', () => {
  const reasonOf = (stderr: string, name: string) =>
    stderr.split('\n').find(line => line.startsWith(`error: ${name}: `)) ?? ''

  test('follows links to weights, and none to a folder that it is in, however they lead round', async () => {
    const { cwd, save, runs } = training()
    save('real', '0.1')
    mkdirSync(join(cwd, 'blobs'))
    writeFileSync(join(cwd, 'blobs', 'a'), '0.2')
    mkdirSync(join(cwd, 'checkpoints', 'step-1'))
    symlinkSync('../../blobs/a', join(cwd, 'checkpoints', 'step-1', 'weights'))
    mkdirSync(join(cwd, 'elsewhere'))
    writeFileSync(join(cwd, 'elsewhere', 'weights'), '0.3')
    symlinkSync('../elsewhere', join(cwd, 'checkpoints', 'step-2'))
    for (const [target, link] of [
      ['..', 'up'],
      ['/', 'everything'],
      ['.', 'self'],
      ['../checkpoints', 'again'],
      ['nowhere', 'dangling'],
    ])
      symlinkSync(target, join(cwd, 'checkpoints', link))
    for (const target of ['.', 'nowhere'])
      symlinkSync(target, join(cwd, 'checkpoints', 'real', `link ${target}`))
    const { code, stderr } = await watch(cwd, ['--once'])
    expect(code, stderr).toBe(0)
    expect(runs()).toEqual(['real.json', 'step-1.json', 'step-2.json'])
  })

  test('reads each folder once where links lead to it in a great many ways', async () => {
    const { cwd, runs } = training()
    for (let at = 0; at <= 45; at++) {
      mkdirSync(join(cwd, 'tree', String(at)), { recursive: true })
      for (const link of ['x', 'y']) symlinkSync(`../${at + 1}`, join(cwd, 'tree', String(at), link))
    }
    mkdirSync(join(cwd, 'tree', '46'))
    writeFileSync(join(cwd, 'tree', '0', 'weights'), '0.1')
    symlinkSync('../tree/0', join(cwd, 'checkpoints', 'step-1'))
    const { code, stderr } = await watch(cwd, ['--once'])
    expect(code, stderr).toBe(0)
    expect(runs()).toEqual(['step-1.json'])
  })

  test('names what it cannot read, and probes the others', async () => {
    const { cwd, save, runs } = training()
    save('step-1', '0.1')
    symlinkSync('b', join(cwd, 'checkpoints', 'a'))
    symlinkSync('a', join(cwd, 'checkpoints', 'b'))
    mkdirSync(Buffer.concat([Buffer.from(`${join(cwd, 'checkpoints')}/bad`), Buffer.from([0xff])]))
    const { code, stderr } = await watch(cwd, ['--once'])
    expect(code).toBe(2)
    expect(reasonOf(stderr, 'a')).toContain('its links lead round in a circle')
    expect(reasonOf(stderr, 'bad�')).toContain('its name is not UTF-8. Rename it.')
    expect(stderr).toContain('3 of the checkpoints failed: a, b, bad�.')
    expect(runs()).toEqual(['step-1.json'])
  })

  test('shows no control character of a name, and keeps each error on its line', async () => {
    const { cwd, save } = training()
    for (const name of ['red\u001b[31m', 'two\nerror: fake', 'back\rover', 'rtl\u202e', 'tab\t'])
      save(name, '0.1')
    const { code, stderr } = await watch(cwd, ['--once'])
    expect(code).toBe(2)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(stderr).not.toMatch(/[\u001b\r\t\u202e]|^error: fake/m)
    expect(stderr).toContain('error: two␊error: fake: ')
    expect(stderr).toContain('5 of the checkpoints failed')
  })

  test('takes any other name as it is: long, in braces, of other letters', async () => {
    const { cwd, save, started } = training()
    const names = ['{name}', '{path} and', '__proto__', '-dash', 'a=b', 'L'.repeat(255), '😀'.repeat(63)]
    for (const name of names) save(name, '0.1')
    const first = await watch(cwd, ['--once'])
    expect(first.code, first.stderr).toBe(0)
    expect([...started()].sort()).toEqual(names.map(name => join(cwd, 'checkpoints', name)).sort())
    expect(runFileOf('', 'L'.repeat(255))).not.toBe(runFileOf('', `${'L'.repeat(254)}M`))
    const again = await watch(cwd, ['--once'])
    expect(again).toMatchObject({ code: 0, stdout: '' })
  })

  test('leaves alone what is neither file nor folder', async () => {
    const { cwd, save, runs } = training()
    save('step-1', '0.1')
    execFileSync('mkfifo', [join(cwd, 'checkpoints', 'pipe')])
    expect((await watch(cwd, ['--once'])).code).toBe(0)
    expect(runs()).toEqual(['step-1.json'])
  })

  test('takes no run of another folder, and no broken file, for that of a checkpoint', async () => {
    const { cwd, save } = training()
    save('step-1', '0.1')
    save('step-2', '0.1')
    expect((await watch(cwd, ['--once'])).code).toBe(0)
    const runs = join(cwd, 'numeracy-runs')
    renameSync(join(runs, 'step-1.json'), join(runs, 'other.json'))
    renameSync(join(runs, 'step-2.json'), join(runs, 'step-1.json'))
    writeFileSync(join(runs, 'step-2.json'), readFileSync(join(runs, 'other.json')).subarray(0, 4000))
    const { code, stderr } = await watch(cwd, ['--once'])
    expect(code).toBe(2)
    for (const name of ['step-1', 'step-2'])
      expect(reasonOf(stderr, name)).toMatch(
        /\.json is there, and is not the run of .* Give another folder as --out/,
      )
  })

  test('keeps no scores of a checkpoint that changes while it is probed, and probes it again', async () => {
    const { cwd, save, runs } = training()
    writeFileSync(
      join(cwd, 'encode.cjs'),
      program.replace(
        'const turn',
        "if (!require('node:fs').existsSync('changed')) { appendFileSync(path + '/weights', '0'); appendFileSync('changed', '') }\nconst turn",
      ),
    )
    save('step-1', '0.1')
    const once = await watch(cwd, ['--once'])
    expect(once.code).toBe(2)
    expect(reasonOf(once.stderr, 'step-1')).toContain('it changed while it was probed')
    expect(runs()).toEqual([])
    expect((await watch(cwd, ['--once'])).code).toBe(0)
    expect(runs()).toEqual(['step-1.json'])
  })

  test('never takes its runs or its cache for checkpoints', async () => {
    const { cwd, save } = training()
    save('step-1', '0.1')
    const same = await watch(cwd, ['--once', '--out', 'checkpoints'])
    expect(same.code).toBe(2)
    expect(same.stderr).toContain('the folder of the checkpoints, where each run would be taken for one')
    const inside = ['--once', '--out', 'checkpoints/runs/all', '--cache', 'checkpoints/cache']
    for (let time = 0; time < 2; time++) expect((await watch(cwd, inside)).code).toBe(0)
    expect(readdirSync(join(cwd, 'checkpoints', 'runs', 'all'))).toEqual(['step-1.json'])
  })

  test('names twenty that failed, and counts the others', async () => {
    const { cwd, save } = training()
    for (let at = 0; at < 30; at++) save(`step-${at}?`, '0.1')
    const { stderr } = await watch(cwd, ['--once'])
    expect(stderr).toMatch(/30 of the checkpoints failed: step-0\?, .*step-19\? and 10 more\./)
  })
})

describe('watch, of a training that was moved,', () => {
  /** Two checkpoints that are probed: a folder and a file. */
  async function probed() {
    const made = training()
    const { cwd, save } = made
    writeFileSync(
      join(cwd, 'encode.cjs'),
      program.replace(
        "path + '/weights'",
        "require('node:fs').statSync(path).isFile() ? path : path + '/weights'",
      ),
    )
    save('step-1', '0.1', ['optimizer.pt'])
    writeFileSync(join(cwd, 'checkpoints', 'step-2.pt'), '0.2')
    expect((await watch(cwd, ['--once'])).code).toBe(0)
    expect(made.runs()).toEqual(['step-1.json', 'step-2.pt.json'])
    const place = join(cwd, 'checkpoints')
    const asked = made.started().size
    return { ...made, place, isNothingNew: () => made.started().size === asked }
  }
  const touch = (path: string) => utimesSync(path, 1, 1)

  test.each<[string, (place: string) => string]>([
    [
      'to another folder',
      place => {
        renameSync(place, `${place}-moved`)
        return `${place}-moved`
      },
    ],
    [
      'and is reached by a link',
      place => {
        renameSync(place, `${place}-moved`)
        symlinkSync(`${place}-moved`, `${place}-link`)
        return `${place}-link`
      },
    ],
    [
      'and is named by another path',
      place => {
        symlinkSync(place, `${place}-mount`)
        return `${place}-mount/../checkpoints-mount`
      },
    ],
    [
      'by a copy, with other times',
      place => {
        cpSync(place, `${place}-copy`, { recursive: true })
        touch(join(`${place}-copy`, 'step-1', 'weights'))
        return `${place}-copy`
      },
    ],
    [
      'nowhere, but whose files were touched',
      place => {
        touch(join(place, 'step-2.pt'))
        return place
      },
    ],
    [
      'after what its trainer alone needs was deleted',
      place => {
        rmSync(join(place, 'step-1', 'optimizer.pt'))
        renameSync(place, `${place}-moved`)
        return `${place}-moved`
      },
    ],
  ])('%s, finds its runs again', async (_, move) => {
    const { cwd, place, isNothingNew, runs } = await probed()
    const folder = move(place)
    for (let time = 0; time < 2; time++)
      expect(await watchIn(cwd, folder, ['--once'])).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(isNothingNew()).toBe(true)
    expect(runs()).toHaveLength(2)
  })

  test('refuses the runs of another training, be its files of the same names, sizes and times', async () => {
    const { cwd, place } = await probed()
    cpSync(place, `${place}-other`, { recursive: true })
    for (const file of ['step-1/weights', 'step-2.pt']) {
      writeFileSync(join(`${place}-other`, file), '0.7')
      const { atime, mtime } = statSync(join(place, file))
      utimesSync(join(`${place}-other`, file), atime, mtime)
    }
    const elsewhere = await watchIn(cwd, `${place}-other`, ['--once'])
    expect(elsewhere.code).toBe(2)
    for (const name of ['step-1', 'step-2.pt'])
      expect(elsewhere.stderr).toMatch(
        new RegExp(
          `error: ${name}: .*is there, and is not the run of .*-other.* Give another folder as --out`,
        ),
      )
  })

  test('refuses runs of the weights that stood in its place before, and says what to do', async () => {
    const { cwd, place, runs } = await probed()
    renameSync(place, `${place}-first`)
    mkdirSync(place)
    writeFileSync(join(place, 'step-2.pt'), '0.7')
    const { code, stderr } = await watch(cwd, ['--once'])
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /step-2\.pt: .*is the run of other weights, which .* held before\. Delete that file/,
    )
    rmSync(join(cwd, 'numeracy-runs', 'step-2.pt.json'))
    expect((await watch(cwd, ['--once'])).code).toBe(0)
    expect(runs()).toHaveLength(2)
  })

  test('says once, while it goes on, that a checkpoint has got other weights than those that were probed', async () => {
    const { cwd, place } = await probed()
    const { stderr } = await watch(cwd, [], (count, stop) => {
      if (count === 3) writeFileSync(join(place, 'step-1', 'weights'), '0.75')
      if (count === 8) stop()
    })
    expect(stderr.split('is the run of other weights').length - 1).toBe(1)
  })

  test('takes the run of a path for its own where it does not say of which weights it is', async () => {
    const { cwd, place } = await probed()
    for (const name of ['step-1.json', 'step-2.pt.json']) {
      const file = join(cwd, 'numeracy-runs', name)
      const { tags, ...run } = JSON.parse(readFileSync(file, 'utf8'))
      writeFileSync(file, JSON.stringify({ ...run, tags: { checkpoint: tags.checkpoint } }))
    }
    expect(await watch(cwd, ['--once'])).toMatchObject({ code: 0, stdout: '', stderr: '' })
    renameSync(place, `${place}-moved`)
    expect((await watchIn(cwd, `${place}-moved`, ['--once'])).code).toBe(2)
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
