import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { testRedis } from './fixtures/redis-server.ts'

const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')
const { version } = (await import('../../package.json', { with: { type: 'json' } })).default

interface Spawned {
  readonly child: ChildProcess
  output(): string
  ended: Promise<unknown>
}

/** The command as a process of its own. */
function numeracy(args: readonly string[], env: Record<string, string> = {}): Spawned {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: temporaryFolder(),
    env: { PATH: process.env.PATH ?? '', ...env },
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', part => (text += part))
  const ended = once(child, 'exit')
  onTestFinished(() => endProcess(child))
  return { child, output: () => text, ended }
}

async function worker(args: readonly string[], env: Record<string, string> = {}): Promise<Spawned> {
  const started = numeracy(['worker', ...args], env)
  for (let wait = 0; !started.output().includes('Answering for'); wait++) {
    if (started.child.exitCode !== null || wait > 1200) throw new Error(`No worker: ${started.output()}`)
    await setTimeout(50)
  }
  return started
}

interface Served {
  readonly url: string
  /** The texts of each request. */
  readonly requests: string[][]
}

/** A server of embeddings that wants a key and takes its time. */
async function embeddingServer(key: string, milliseconds: number): Promise<Served> {
  const requests: string[][] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const { input } = JSON.parse(body) as { input: string[] }
    requests.push(input)
    await setTimeout(milliseconds)
    const isAllowed = request.headers.authorization === `Bearer ${key}`
    response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json' })
    const data = input.map((text, index) => ({ index, embedding: [1, text.length, Number(text) || 0.5] }))
    response.end(
      JSON.stringify(
        isAllowed ? { data } : { error: { message: `wrong key ${request.headers.authorization}` } },
      ),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}/v1`, requests }
}

const probed = ['--series', '1..12', '--experiment', 'pairs', '--no-controls']

async function probe(args: readonly string[]) {
  const context = recordingContext({
    cwd: temporaryFolder(),
    tool: { version, node: process.versions.node },
    wait: async milliseconds => {
      await setTimeout(milliseconds)
    },
  })
  const code = await runCommand(['probe', ...args, ...probed, '--json'], context)
  return { code, ...context.written() }
}

const own = (json: string) => {
  const { created, session, ...rest } = JSON.parse(json)
  return JSON.stringify(rest)
}

describe('numeracy worker', () => {
  test('alone knows keys and password: none is in Redis, in the run or in what is printed', async () => {
    const [key, password] = ['sk-canary-2f9a1c7be4d8', 'canary-password-77']
    await using redis = await testRedis(password)
    const server = await embeddingServer(key, 20)
    const address = `redis://:${password}@127.0.0.1:${redis.port}?prefix=team`
    const spec = `openai-compatible:model?baseURL=${server.url}&keyEnv=CANARY_KEY&maxBatch=3`
    const started = await worker(['--queue', address, '--embed', spec], { CANARY_KEY: key })
    const snapshots: string[] = []
    let isDone = false
    const watching = (async () => {
      while (!isDone) {
        snapshots.push(await redis.everything())
        await setTimeout(30)
      }
    })()
    const run = await probe(['--queue', address, '--embed', spec])
    expect(run.stderr).not.toContain('no worker')
    expect(run.code).toBe(0)
    // A worker whose key is refused reports what the server says, which may repeat the key.
    started.child.kill('SIGTERM')
    await started.ended
    const wrong = await worker(['--queue', address, '--embed', spec], { CANARY_KEY: `${key}x` })
    const refusedRun = await probe(['--queue', address, '--embed', spec, '--template', 'item {d}'])
    isDone = true
    await watching
    expect(refusedRun.code).toBe(2)
    const all = [
      ...snapshots,
      run.stdout,
      run.stderr,
      refusedRun.stderr,
      started.output(),
      wrong.output(),
    ].join('\n')
    expect(all).toContain('team:')
    expect(snapshots.join('\n')).toMatch(/team:worker:/)
    for (const secret of [key, password, `${key}x`]) expect(all).not.toContain(secret)
    for (const line of snapshots.join('\n').split('\n')) if (line !== '') expect(line).toMatch(/^team:/)
  })

  test('that is killed loses nothing: another one answers, and only what it was at is asked twice', async () => {
    await using redis = await testRedis()
    const server = await embeddingServer('key-of-the-test', 300)
    const spec = `openai-compatible:model?baseURL=${server.url}&keyEnv=TEST_KEY&maxBatch=1`
    const args = ['--queue', redis.url, '--embed', spec, '--concurrency', '2']
    const first = await worker(args, { TEST_KEY: 'key-of-the-test' })
    const running = probe(['--queue', redis.url, '--embed', spec])
    while (server.requests.length < 3) await setTimeout(20)
    first.child.kill('SIGKILL')
    await first.ended
    await worker(args, { TEST_KEY: 'key-of-the-test' })
    const run = await running
    expect(run.code).toBe(0)
    const texts = server.requests.flat()
    expect(new Set(texts).size).toBe(12)
    expect(texts.length).toBeLessThanOrEqual(12 + 2)
  })

  test('finishes its request at SIGTERM, ends with 0 and says what it did', async () => {
    await using redis = await testRedis()
    const server = await embeddingServer('key-of-the-test', 3000)
    const spec = `openai-compatible:model?baseURL=${server.url}&keyEnv=TEST_KEY`
    const started = await worker(['--queue', redis.url, '--embed', spec], { TEST_KEY: 'key-of-the-test' })
    const running = probe(['--queue', redis.url, '--embed', spec])
    while (server.requests.length === 0) await setTimeout(20)
    started.child.kill('SIGTERM')
    expect(await started.ended).toEqual([0, null])
    expect(started.output()).toMatch(/Done: 1 request answered, 0 failed\./)
    expect((await running).code).toBe(0)
    expect(server.requests.length).toBe(1)
  })

  test('gives the run of one machine with the bundled model, as embedder and as reranker', async () => {
    await using redis = await testRedis()
    const models = ['--embed', 'bundled:use-lite', '--rerank', 'bundled:use-lite']
    await worker(['--queue', redis.url, ...models])
    const run = await probe(['--queue', redis.url, ...models])
    expect(run.stderr).not.toContain('no worker')
    expect(own(run.stdout)).toBe(own((await probe(models)).stdout))
  })
})

describe('a queue behind TLS', () => {
  const models = ['--embed', 'bundled:use-lite']

  test('gives the run of one machine, where the certificate is known by NODE_EXTRA_CA_CERTS', async () => {
    const password = 'canary-password-78'
    await using redis = await testRedis(password, { tls: true })
    const env = { NODE_EXTRA_CA_CERTS: redis.certificate, NUMERACY_QUEUE_PASSWORD: password }
    await worker(['--queue', redis.url, ...models], env)
    const out = join(temporaryFolder(), 'out')
    const running = numeracy(['probe', '--queue', redis.url, ...models, ...probed, '--out', out], env)
    expect(await running.ended, running.output()).toEqual([0, null])
    const [file] = readdirSync(out).filter(name => name.endsWith('.json'))
    expect(own(readFileSync(join(out, file), 'utf8'))).toBe(own((await probe(models)).stdout))
    expect(running.output()).not.toContain(password)
  })

  test('whose certificate is not known is not used, and the message says how to make it known', async () => {
    await using redis = await testRedis(undefined, { tls: true })
    const running = numeracy(['worker', '--queue', redis.url, ...models])
    expect(await running.ended).toEqual([2, null])
    expect(running.output()).toMatch(/self-signed certificate.*NODE_EXTRA_CA_CERTS/s)
  })

  test('is reached by rediss:// alone, and one without by redis:// alone: the message names the other', async () => {
    await using encrypted = await testRedis(undefined, { tls: true })
    await using plain = await testRedis()
    const wrong = [
      [encrypted.url.replace('rediss:', 'redis:'), 'rediss:// where it speaks TLS'],
      [plain.url.replace('redis:', 'rediss:'), 'redis:// where it speaks no TLS'],
    ]
    const running = wrong.map(([address]) => numeracy(['worker', '--queue', address, ...models]))
    for (const [at, { ended, output }] of running.entries()) {
      expect(await ended).toEqual([2, null])
      expect(output()).toContain(`cannot be used`)
      expect(output()).toContain(wrong[at][1])
    }
  })

  test('has a certificate for another name where it is reached by its address', async () => {
    await using redis = await testRedis(undefined, { tls: true })
    const address = `rediss://127.0.0.1:${redis.port}`
    const running = numeracy(['worker', '--queue', address, ...models], {
      NODE_EXTRA_CA_CERTS: redis.certificate,
    })
    expect(await running.ended).toEqual([2, null])
    expect(running.output()).toMatch(/certificate.*altnames/s)
    expect(running.output()).not.toMatch(/DEP0123|Deprecation/)
  })
})

describe('the commands of a queue', () => {
  test.each([
    [
      ['probe', '--queue', 'localhost:6379'],
      /--queue: got no address of a queue; expected one such as redis:/,
    ],
    [['probe', '--queue', 'redis://:pass-word@h:1/x'], /--queue: got more than a host/],
    [
      ['worker', '--queue', 'redis://u:pass-word@h?prefx=a'],
      /an option that is not known; expected prefix=NAME/,
    ],
    [['worker', '--queue', 'redis://h?prefix=a b'], /prefix: got another text/],
    [['worker', '--queue', 'redis://h?wait=soon'], /wait: got no whole number/],
    [['worker', '--queue', 'redis://u:%zz@h'], /percent sign/],
    [['worker', '--queue', 'redis://h', '--concurrency', '0'], /--concurrency: got 0; expected 1 to 1000/],
    [['worker'], /Required option '--queue <address>' not specified/],
  ])('%j is refused without repeating a password', async (args, message) => {
    const context = recordingContext({ cwd: temporaryFolder() })
    expect(await runCommand(args, context)).toBe(2)
    expect(context.written().stderr).toMatch(message)
    expect(context.written().stderr).not.toContain('pass-word')
  })

  test('a wrong password and a missing one are named as such, without it', async () => {
    await using redis = await testRedis('right-one')
    for (const [user, words] of [
      [':wrong-one@', /WRONGPASS|invalid/],
      ['', /NOAUTH/],
    ] as const) {
      const context = recordingContext({ cwd: temporaryFolder() })
      const address = `redis://${user}127.0.0.1:${redis.port}`
      expect(await runCommand(['worker', '--queue', address], context)).toBe(2)
      expect(context.written().stderr).toMatch(words)
      expect(context.written().stderr).not.toContain('wrong-one')
    }
  })

  test('--dry-run with a queue says what it says without, and connects to nothing', async () => {
    const dry = async (...queue: string[]) => {
      const context = recordingContext({ cwd: temporaryFolder() })
      expect(await runCommand(['probe', ...probed, '--dry-run', ...queue], context)).toBe(0)
      return context.written().stdout
    }
    expect(await dry('--queue', 'redis://127.0.0.1:1')).toBe(await dry())
  })
})
