import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { readRun } from '../../src/store/runs.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { embeddingsAt } from '../fixtures/fault-server/protocols.ts'
import { faultServer } from '../fixtures/fault-server.ts'
import { onSeries } from '../fixtures/on-series.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { deadModel } from './view/fixtures/model-server.ts'

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
})

async function command(...args: string[]) {
  const context = recordingContext({ cwd })
  const code = await runCommand(args, context)
  return { code, ...context.written() }
}

async function model() {
  const server = await faultServer(embeddingsAt('/v1/embeddings'))
  onTestFinished(() => server.close())
  return { server, spec: `openai-compatible:m?baseURL=${server.url}/v1` }
}

const times = (text: string, part: string) => text.split(part).length - 1

describe('when one of several models fails, probe', () => {
  test('prints and writes the results of the others, and names it and the reason once', async () => {
    const dead = await deadModel()
    const probe = [
      'probe',
      ...onSeries,
      '--embed',
      dead,
      '--embed',
      'bundled:use-lite',
      '--series',
      '1..6',
      '--no-controls',
    ]
    const { code, stdout, stderr } = await command(...probe, '--out', 'out')
    expect(code).toBe(2)
    expect(stdout).toMatch(/^bundled:use-lite as embedder\./)
    expect(times(stderr, `error: embedder:${dead} failed: `)).toBe(1)
    expect(times(stderr, 'got no connection')).toBe(1)
    expect(stderr).toMatch(
      /The results of the others are printed and written\. The same command asks only for what is missing\.\n$/,
    )
    const run = await readRun(join(cwd, 'out', 'run.json'))
    expect(run.models.filter(({ kind }) => kind !== 'reference').map(({ spec }) => spec)).toEqual([
      'bundled:use-lite',
    ])
    expect(run.matrices.length).toBeGreaterThan(0)
    const again = await command(...probe, '--json')
    expect(again.code).toBe(2)
    expect(JSON.parse(again.stdout).session.requests).toBe(0)
    const { error } = JSON.parse(again.stderr.trim().split('\n').at(-1)!)
    expect(error).toMatchObject({
      code: 'model-unavailable',
      details: { failed: [{ model: `embedder:${dead}`, code: 'model-unavailable' }] },
    })
  })

  test('asks only the one that failed when it answers again, and replaces the report of a part', async () => {
    const { server, spec } = await model()
    const probe = [
      'probe',
      ...onSeries,
      '--embed',
      spec,
      '--embed',
      'bundled:use-lite',
      '--series',
      '1..6',
      '--no-controls',
      '--out',
      'out',
    ]
    server.fault = () => exchange => {
      exchange.response.writeHead(400).end('{"error":{"message":"out of order"}}')
    }
    expect(await command(...probe)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('out of order'),
    })
    server.fault = () => null
    expect(await command(...probe)).toMatchObject({ code: 0 })
    const whole = await readRun(join(cwd, 'out', 'run.json'))
    expect(whole.models.filter(({ kind }) => kind === 'embedder')).toHaveLength(2)
    // A report that has more than what is left stays as it is.
    server.fault = () => exchange => {
      exchange.response.writeHead(400).end('{"error":{"message":"out of order"}}')
    }
    const third = await command(...probe, '--cache', 'fresh')
    expect(third.code).toBe(2)
    expect(third.stderr).toMatch(/are printed\. .*out was left as it was: it holds more\./)
    expect(await readRun(join(cwd, 'out', 'run.json'))).toEqual(whole)
  })

  test('goes on without a program that cannot be started', async () => {
    const { code, stdout, stderr } = await command(
      ...[
        'probe',
        ...onSeries,
        '--embed',
        'command:there-is-none',
        '--embed',
        'bundled:use-lite',
        '--series',
        '1..6',
        '--no-controls',
      ],
    )
    expect(code).toBe(2)
    expect(stdout).toMatch(/^bundled:use-lite as embedder\./)
    expect(times(stderr, 'was not found')).toBe(1)
  })

  test('prints nothing when all fail, and names each', async () => {
    const [one, two] = [await deadModel(), await deadModel()]
    const { code, stdout, stderr } = await command(
      'probe',
      ...onSeries,
      '--embed',
      one,
      '--embed',
      two,
      '--series',
      '1..6',
    )
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    for (const each of [one, two]) expect(times(stderr, `embedder:${each} failed: `)).toBe(1)
  })

  test('ends at once for a word that names no model', async () => {
    const { code, stdout } = await command(
      'probe',
      ...onSeries,
      '--embed',
      'bundled:use-lit',
      '--embed',
      'bundled:use-lite',
      '--series',
      '1..6',
    )
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

test('ask prints what the others answered', async () => {
  const dead = await deadModel()
  const { code, stdout, stderr } = await command(
    'ask',
    '9',
    '9.9',
    '9.11',
    '--embed',
    dead,
    '--embed',
    'bundled:use-lite',
  )
  expect(code).toBe(2)
  expect(stdout).toMatch(/^bundled:use-lite as embedder\n/)
  expect(times(stderr, `embedder:${dead} failed: `)).toBe(1)
})

test('reproduce prints the results of the others, and asks the one that failed no more', async () => {
  const dead = await deadModel()
  const { code, stdout, stderr } = await command(
    'reproduce',
    'cacioli-2026',
    '--embed',
    dead,
    '--embed',
    'bundled:use-lite',
  )
  expect(code).toBe(2)
  expect(stdout).toContain('cacioli-2026')
  expect(times(stderr, `embedder:${dead} failed: `)).toBe(1)
})
