import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')

/** How well a model of the server reads, and which of all that read so it is. */
interface Weights {
  readonly noise: number
  readonly seed: number
}

/** The models of the server by name; a test exchanges what stands behind `production`. */
const models: Record<string, Weights> = {
  'encoder-1': { noise: 0.2, seed: 1 },
  'encoder-2': { noise: 0.2, seed: 2 },
  'encoder-broken': { noise: 5, seed: 3 },
  production: { noise: 0.2, seed: 1 },
}

/** The number of a text as a direction, blurred by a part of its own. */
function embedding(text: string, { noise, seed }: Weights): number[] {
  const random = seededRandom(seed, 'encoder', text)
  const blur = () => noise * (random() + random() + random() - 1.5)
  const angle = Number(/\d+/.exec(text)?.[0] ?? text.length) / 40
  return [Math.cos(angle) + blur(), Math.sin(angle) + blur(), ...Array.from({ length: 6 }, blur)]
}

let folder: string
let server: Server
let baseURL: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-gate-'))
  server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const { model, input } = JSON.parse(body) as { model: string; input: string[] }
    const data = input.map((text, index) => ({ index, embedding: embedding(text, models[model]) }))
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ model, data }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  removeFolder(folder)
})

function configure(model: string, gates: readonly string[]): void {
  const spec = `openai-compatible:${model}?baseURL=${baseURL}`
  const text = `models: { encoder: '${spec}' }\nseries: ['1..30', '100..129']\nexperiments: [pairs]\ngates:\n${gates.map(gate => `  - ${gate}\n`).join('')}`
  writeFileSync(join(folder, 'numeracy.config.yaml'), text)
}

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A step of a workflow: no terminal, no home to write into, what GitHub sets, and nothing else. */
function check(...args: readonly string[]): Promise<Ended> {
  const env = {
    PATH: process.env.PATH,
    HOME: '/proc',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  }
  return new Promise(resolve => {
    const child = execFile(
      process.execPath,
      [main, 'check', ...args],
      { cwd: folder, env },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    )
    child.stdin?.end()
  })
}

const notWorse = '{ measure: concordance, baseline: numeracy.baseline.json }'
const noDrift = '{ drift: numeracy.baseline.json, max: 0.0001 }'

test('a repository writes its baseline, which then passes', async () => {
  configure('encoder-1', [notWorse, noDrift])
  const none = await check()
  expect(none).toMatchObject({ code: 2, stdout: '' })
  expect(none.stderr).toContain('Write it with `numeracy check --update-baseline`')
  const updated = await check('--update-baseline')
  expect(updated, updated.stderr).toMatchObject({ code: 0 })
  expect(existsSync(join(folder, 'numeracy.baseline.json'))).toBe(true)
  const same = await check('--junit', 'numeracy.xml')
  expect(same.code, same.stdout + same.stderr).toBe(0)
  expect(same.stdout).toContain('3 of 3 gates passed.')
  expect(readFileSync(join(folder, 'numeracy.xml'), 'utf8')).toContain('failures="0"')
})

test('a worse model is red, and the sentence says where, by how much, and against what', async () => {
  configure('encoder-broken', [notWorse])
  // Quiet, so that nothing but the result is there: the annotations are part of it.
  const { code, stdout, stderr } = await check('--quiet')
  expect(code, stdout + stderr).toBe(1)
  for (const series of ['1..30', '100..129']) {
    const gate = `${series}/concordance not worse than numeracy.baseline.json`
    expect(stdout).toMatch(
      new RegExp(
        `^✗ ${gate.replaceAll('.', '\\.')}, encoder: now −0\\.\\d+ \\(95 % interval −0\\.\\d+ to −0\\.\\d+\\) against the baseline: worse\\.$`,
        'm',
      ),
    )
    expect(stderr).toContain(`::error title=encoder%3A ${gate}::now −0.`)
  }
  expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain(
    '### numeracy: 0 of 2 gates passed, 2 failed.',
  )
})

test('another model that is as good is green', async () => {
  configure('encoder-2', [notWorse])
  const { code, stdout, stderr } = await check()
  expect(code, stdout + stderr).toBe(0)
  expect(stdout).not.toContain('✗')
})

test('a server whose model is exchanged under its name is reported, though all answers are kept', async () => {
  configure('production', [notWorse, noDrift])
  expect((await check('--update-baseline')).code).toBe(0)
  models.production = { noise: 0.2, seed: 7 }
  const { code, stdout } = await check()
  expect(code).toBe(1)
  expect(stdout).toMatch(
    /^✗ drift from numeracy\.baseline\.json at most 0\.0001, encoder: The model behind this name has changed since \d{4}-\d\d-\d\d: cosine distance 0\.\d+ on "[^"]+", at most 0\.0001 is allowed; \d+ of the best matches are others\.$/m,
  )
  expect(stdout).toContain('2 of 3 gates passed, 1 failed.')
})

test('one that is exchanged for a worse one is red on its measures too, where everything is asked again', async () => {
  configure('production', [notWorse])
  models.production = { noise: 5, seed: 7 }
  const kept = await check()
  expect(kept.code, kept.stdout).toBe(0)
  const fresh = await check('--fresh')
  expect(fresh.code).toBe(1)
  expect(fresh.stdout).toContain('against the baseline: worse.')
})
