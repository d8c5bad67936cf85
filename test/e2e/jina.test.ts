import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseRun } from '../../src/store/parse-run.ts'
import type { Run } from '../../src/store/run.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { embeddingsAt, rerankAt } from '../fixtures/fault-server/protocols.ts'
import { type Asked, type FaultServer, faultServer } from '../fixtures/fault-server.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')
const canary = 'CANARY-8f2c41d7'

let folder: string
let server: FaultServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-jina-'))
  server = await faultServer(asked => embeddingsAt('/v1/embeddings')(asked) ?? rerankAt('/v1/rerank')(asked))
})

afterAll(() => {
  server.close()
  removeFolder(folder)
})

function command(cache: string): [string, string[], { cwd: string; env: NodeJS.ProcessEnv }] {
  const models = [
    '--embed',
    'jina:jina-embeddings-v2-base-en',
    '--rerank',
    'jina:jina-reranker-v2-base-multilingual',
  ]
  const args = [
    'src/cli/main.ts',
    'probe',
    ...models,
    '--series',
    '1..12',
    '--experiment',
    'pairs',
    '--experiment',
    'zero',
    '--json',
    '--cache',
    join(folder, cache),
  ]
  const env = { ...process.env, JINA_API_KEY: canary, JINA_BASE_URL: `${server.url}/v1` }
  return [process.execPath, args, { cwd: root, env }]
}

/** One run of the command: what it printed, the run, and what was asked meanwhile. */
async function probe(cache: string): Promise<{ run: Run; written: string; asked: string[] }> {
  server.requests.length = 0
  const [program, args, options] = command(cache)
  const { stdout, stderr } = await promisify(execFile)(program, args, { ...options, maxBuffer: 2 ** 26 })
  return {
    run: parseRun(stdout, 'run.json'),
    written: stdout + stderr,
    asked: server.requests.flatMap(questions),
  }
}

/** Each text that a request asks for, or each pair of query and document. */
function questions({ body }: Asked): string[] {
  if (Array.isArray(body.input)) return body.input
  return (body.documents as string[]).map(document => `${body.query} → ${document}`)
}

describe('a probe of the models of the article', () => {
  let first: Awaited<ReturnType<typeof probe>>
  let second: Awaited<ReturnType<typeof probe>>
  beforeAll(async () => {
    first = await probe('whole')
    second = await probe('whole')
  })

  test('asks for each text and each pair once', () => {
    expect(first.asked.length).toBeGreaterThan(12 + 12 * 12)
    expect(new Set(first.asked).size).toBe(first.asked.length)
    expect(first.run.models.slice(0, 2).map(({ id }) => id)).toEqual([
      'embedder:jina:jina-embeddings-v2-base-en',
      'reranker:jina:jina-reranker-v2-base-multilingual',
    ])
  })

  test('asks for nothing the second time, and finds the same', () => {
    expect(second.asked).toEqual([])
    const same = { created: '', session: null }
    expect({ ...second.run, ...same }).toEqual({ ...first.run, ...same })
  })

  test('goes on after it was killed, asking only for what is missing', { timeout: 240_000 }, async () => {
    const answered = 5
    server.requests.length = 0
    server.fault = number => (number > answered ? () => {} : null)
    const child = spawn(...command('killed'))
    await until(() => server.requests.length > answered && child.exitCode === null)
    // What was answered is on its way into the cache.
    await setTimeout(3000)
    const known = server.requests.slice(0, answered).flatMap(questions)
    await endProcess(child)
    server.fault = () => null

    const { asked, run } = await probe('killed')
    expect(known.length).toBeGreaterThan(answered)
    expect(new Set([...known, ...asked])).toEqual(new Set(first.asked))
    expect(asked.length + known.length).toBe(first.asked.length)
    const same = { created: '', session: null }
    expect({ ...run, ...same }).toEqual({ ...first.run, ...same })
  })

  test('leaves the key nowhere: not in what it prints, not in the run, not in the cache', () => {
    expect(first.written).not.toContain(canary)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })) {
      if (name.isFile())
        expect(readFileSync(join(name.parentPath, name.name)).includes(canary), name.name).toBe(false)
    }
  })
})

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 4000 && !condition(); turn++) await setTimeout(50)
  expect(condition()).toBe(true)
}
