import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Redis } from 'ioredis'
import { seededRandom } from '../src/base/random.ts'
import { guardedModel } from '../src/experiments/ask.ts'
import { openQueue } from '../src/jobs/open-queue.ts'
import { queueAddress } from '../src/jobs/queue-address.ts'
import type { Embedder } from '../src/models/embedder.ts'
import { resolveEmbedder, resolveReranker } from '../src/models/registry.ts'
import type { Reranker } from '../src/models/reranker.ts'
import { memoryCache } from '../src/store/memory-cache.ts'
import { openCache } from '../src/store/open-cache.ts'
import { namedModel } from '../src/usecases/named-model.ts'
import { thisTool } from '../src/usecases/session.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const workers = 8
const slots = 4
const main = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')

/** `NUMERACY_BENCH_PAIRS` and `NUMERACY_BENCH_KILLS` make it shorter. */
const pairs = Number(process.env.NUMERACY_BENCH_PAIRS ?? 1e6)
const kills = Number(process.env.NUMERACY_BENCH_KILLS ?? 50)

/** Efficiency of eight workers, what killing them costs, and what a million pairs leave in memory. */
export async function queue(): Promise<string[]> {
  const hosts = networks()
  const lines = [
    hosts.isolated
      ? `${workers} workers as processes, each in a network namespace of its own (veth on a bridge)`
      : `${workers} workers as plain processes: network namespaces need root`,
  ]
  const folder = mkdtempSync(join(tmpdir(), 'numeracy-bench-'))
  const children: ChildProcess[] = []
  const redis = await redisAt(hosts.address, folder, children)
  try {
    lines.push(await efficiency(hosts, redis, children))
    lines.push(await killed(hosts, redis, children))
    lines.push(...(await manyPairs(hosts, redis, folder, children)))
  } finally {
    for (const child of children) child.kill('SIGKILL')
    hosts.remove()
    rmSync(folder, { recursive: true, force: true })
  }
  return lines
}

interface Networks {
  readonly isolated: boolean
  /** Where servers listen. */
  readonly address: string
  /** Words before a command that run it as the host of this number. */
  on(host: number): string[]
  remove(): void
}

function networks(): Networks {
  const run = (words: string) => spawnSync('ip', words.split(' ')).status === 0
  const remove = () => {
    for (let host = 0; host < workers; host++) run(`netns del nqbench${host}`)
    run('link del nqbench')
  }
  const isMade =
    process.getuid?.() === 0 &&
    run('link add nqbench type bridge') &&
    run('addr add 10.213.0.1/24 dev nqbench') &&
    run('link set nqbench up') &&
    Array.from({ length: workers }, (_, host) =>
      [
        `netns add nqbench${host}`,
        `link add nqv${host} type veth peer name eth0 netns nqbench${host}`,
        `link set nqv${host} master nqbench`,
        `link set nqv${host} up`,
        `-n nqbench${host} addr add 10.213.0.${host + 10}/24 dev eth0`,
        `-n nqbench${host} link set eth0 up`,
        `-n nqbench${host} link set lo up`,
      ].every(run),
    ).every(Boolean)
  if (isMade)
    return {
      isolated: true,
      address: '10.213.0.1',
      on: host => ['ip', 'netns', 'exec', `nqbench${host}`],
      remove,
    }
  remove()
  return { isolated: false, address: '127.0.0.1', on: () => [], remove() {} }
}

async function redisAt(address: string, folder: string, children: ChildProcess[]): Promise<string> {
  const free = createServer().listen(0, address)
  await once(free, 'listening')
  const { port } = free.address() as { port: number }
  free.close()
  await once(free, 'close')
  const words = `--port ${port} --bind ${address} --protected-mode no --dir ${folder} --appendonly yes`
  children.push(spawn('redis-server', [...words.split(' '), '--save', ''], { stdio: 'ignore' }))
  return `redis://${address}:${port}`
}

/** @returns its port */
async function serverAt(address: string, milliseconds: number, children: ChildProcess[]): Promise<string> {
  const server = spawn(process.execPath, [
    join(import.meta.dirname, 'queue-server.ts'),
    address,
    String(milliseconds),
  ])
  children.push(server)
  const [port] = await once(server.stdout, 'data')
  return `http://${address}:${String(port).trim()}`
}

/** A worker on one of the hosts, ready. */
async function workerOn(
  host: number,
  hosts: Networks,
  words: readonly string[],
  children: ChildProcess[],
): Promise<ChildProcess> {
  const all = [...hosts.on(host), process.execPath, main, 'worker', ...words]
  const child = spawn(all[0], all.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] })
  children.push(child)
  for await (const text of child.stderr!) if (String(text).includes('Answering for')) break
  child.stderr!.resume()
  return child
}

async function efficiency(hosts: Networks, redis: string, children: ChildProcess[]): Promise<string> {
  const count = 1600
  const server = await serverAt(hosts.address, 200, children)
  const spec = `openai-compatible:slow?baseURL=${server}/v1&maxBatch=1`
  const words = ['--queue', `${redis}?prefix=speed`, '--embed', spec, '--concurrency', String(slots)]
  const started = await Promise.all(
    Array.from({ length: workers }, (_, host) => workerOn(host, hosts, words, children)),
  )
  const seconds = await asked(`${redis}?prefix=speed`, spec, count)
  for (const child of started) child.kill('SIGKILL')
  const ideal = ((count / (workers * slots)) * 200) / 1000
  return `${count} requests of 200 ms, ${slots} at once each: ${seconds.toFixed(1)} s; ideal ${ideal.toFixed(1)} s; efficiency ${(ideal / seconds).toFixed(2)}`
}

/** Seconds for so many texts, one a request, from the first answer on. */
async function asked(address: string, spec: string, count: number): Promise<number> {
  const { embedder } = await resolveEmbedder(spec)
  await using queue = await opened(address)
  const named = queue.through(namedModel(embedder))
  const model = guardedModel(named, { ...world, cache: memoryCache() }) as Embedder
  await model.embed(['warm'], { role: 'document' })
  const start = performance.now()
  const texts = Array.from({ length: count }, (_, at) => `text ${at}`)
  const { vectors } = await model.embed(texts, { role: 'document' })
  if (vectors.count !== count) throw new Error(`${vectors.count} of ${count} answers`)
  return (performance.now() - start) / 1000
}

const world = {
  now: () => new Date(),
  wait: async (milliseconds: number) => void (await setTimeout(milliseconds)),
}

function opened(address: string) {
  const { version } = thisTool()
  return openQueue({ address: queueAddress(address, {}), version, listen() {} })
}

async function killed(hosts: Networks, redis: string, children: ChildProcess[]): Promise<string> {
  const count = 4000
  const server = await serverAt(hosts.address, 200, children)
  const spec = `openai-compatible:mortal?baseURL=${server}/v1&maxBatch=1`
  const words = ['--queue', `${redis}?prefix=kill`, '--embed', spec, '--concurrency', String(slots)]
  const begin = (host: number) => workerOn(host, hosts, words, children)
  const running = await Promise.all(Array.from({ length: workers }, (_, host) => begin(host)))
  const work = asked(`${redis}?prefix=kill`, spec, count)
  const random = seededRandom(1, 'kills')
  let done = 0
  let isOver = false
  void work.finally(() => {
    isOver = true
  })
  while (done < kills && !isOver) {
    const host = Math.floor(random() * workers)
    running[host].kill('SIGKILL')
    done++
    running[host] = await begin(host)
  }
  await work
  const stats = (await (await fetch(`${server}/stats`)).json()) as Record<string, number>
  for (const child of running) child.kill('SIGKILL')
  return `kill -9 of random workers, ${done} times over ${count} requests: ${count + 1 - stats.texts} answers lost, ${stats.twice} asked again; in flight were at most ${done * slots}, and of all but ${stats.unexplained} the server saw the worker go`
}

async function manyPairs(
  hosts: Networks,
  redis: string,
  folder: string,
  children: ChildProcess[],
): Promise<string[]> {
  const documents = Array.from({ length: 1000 }, (_, at) => `document ${at}`)
  const server = await serverAt(hosts.address, 0, children)
  const spec = `rerank-compatible:count?baseURL=${server}/v1&maxBatch=1000`
  const address = `${redis}?prefix=pairs`
  for (const host of [0, 1]) await workerOn(host, hosts, ['--queue', address, '--rerank', spec], children)
  const { reranker } = await resolveReranker(spec)
  const { hostname, port } = new URL(redis)
  const client = new Redis({ host: hostname, port: Number(port) })
  const cache = openCache({ directory: join(folder, 'cache'), listen() {} })
  const steps: string[] = []
  const start = performance.now()
  {
    await using queue = await opened(address)
    const named = queue.through(namedModel(reranker))
    const model = guardedModel(named, { ...world, cache }) as Reranker
    const queries = Math.ceil(pairs / documents.length)
    for (let from = 0; from < queries; from += Math.ceil(queries / 5)) {
      const part = Array.from(
        { length: Math.min(Math.ceil(queries / 5), queries - from) },
        (_, at) => from + at,
      )
      // As a run asks: no more than 64 calls at once.
      for (let at = 0; at < part.length; at += 64)
        await Promise.all(part.slice(at, at + 64).map(query => model.score(`query ${query}`, documents, {})))
      const memory = /used_memory:(\d+)/.exec(await client.info('memory'))![1]
      collectGarbage()
      steps.push(
        `${((from + part.length) * documents.length).toLocaleString('en')} pairs: Redis ${megabytes(Number(memory))}, collector ${megabytes(held())}, ${megabytes(process.memoryUsage().rss)} with what it does not give back`,
      )
    }
  }
  const seconds = (performance.now() - start) / 1000
  cache.close()
  client.disconnect()
  return [...steps, `${Math.round(pairs / seconds).toLocaleString('en')} pairs a second through two workers`]
}

/** What is reachable. */
function held(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`
}
