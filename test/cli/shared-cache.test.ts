import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { endProcess } from '../fixtures/end-process.ts'
import { onSeries } from '../fixtures/on-series.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

describe('processes that probe the same models with one cache', { timeout: 240_000 }, () => {
  test('ask for each text and each pair once between them, and write the same run', async () => {
    const server = await countingServer(5)
    const cache = temporaryFolder()
    const probes = [0, 1, 2].map(() => probe(server.url, cache))
    const runs = await Promise.all(probes.map(({ run }) => run))
    expect(server.askedTwice()).toEqual([])
    expect(server.count()).toBeGreaterThan(1600)
    for (const run of runs) expect(run.matrices).toEqual(runs[0].matrices)
    for (const run of runs) expect(run.measures).toEqual(runs[0].measures)
  })

  test('go on when the one that asks is killed, and ask again only for what it had not got', async () => {
    const server = await countingServer(150)
    const cache = temporaryFolder()
    const first = probe(server.url, cache)
    first.run.catch(() => {})
    await server.reaches(200)
    const others = [0, 1].map(() => probe(server.url, cache))
    await server.reaches(900)
    first.child.kill('SIGKILL')
    const runs = await Promise.all(others.map(({ run }) => run))
    await expect(first.run).rejects.toThrow('SIGKILL')
    expect(runs[1].matrices).toEqual(runs[0].matrices)
    // At most what was under way: 16 requests of up to 40 documents.
    expect(server.askedTwice().length).toBeLessThanOrEqual(640)
    expect(server.askedMoreThanTwice()).toEqual([])
    expect(server.count()).toBeGreaterThan(1600)
  })
})

interface RunFile {
  readonly matrices: readonly unknown[]
  readonly measures: readonly unknown[]
}

function probe(url: string, cache: string): { readonly child: ChildProcess; readonly run: Promise<RunFile> } {
  const child = spawn(
    process.execPath,
    [
      main,
      ...['probe', ...onSeries, '--series', '1..40', '--no-controls', '--json', '--cache', cache],
      ...['--embed', `openai-compatible:counted?baseURL=${url}&maxBatch=10`],
      ...['--rerank', `rerank-compatible:counted?baseURL=${url}`],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  onTestFinished(() => endProcess(child))
  return { child, run: finished(child) }
}

async function finished(child: ChildProcess): Promise<RunFile> {
  let stdout = ''
  let stderr = ''
  child.stdout!.on('data', part => {
    stdout += part
  })
  child.stderr!.on('data', part => {
    stderr += part
  })
  const [code, signal] = await once(child, 'close')
  if (code !== 0) throw new Error(`probe ended with ${code ?? signal}: ${stderr}`)
  return JSON.parse(stdout)
}

/** A server that embeds and scores, and counts what it is asked for. */
async function countingServer(latency: number) {
  const asked = new Map<string, number>()
  const server = createServer(async (incoming, outgoing) => {
    let text = ''
    for await (const part of incoming) text += part
    const { input, query, documents } = JSON.parse(text)
    const items: string[] = input ?? documents.map((each: string) => `${query} | ${each}`)
    for (const item of items) asked.set(item, (asked.get(item) ?? 0) + 1)
    const answer =
      input === undefined
        ? { results: items.map((item, index) => ({ index, relevance_score: hashOf(item) })) }
        : {
            data: items.map((item, index) => ({
              index,
              embedding: [1, hashOf(item), hashOf(`${item}!`)],
            })),
          }
    setTimeout(() => {
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    }, latency)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    count: () => asked.size,
    askedTwice: () => [...asked].filter(([, times]) => times > 1).map(([item]) => item),
    askedMoreThanTwice: () => [...asked].filter(([, times]) => times > 2).map(([item]) => item),
    reaches: (count: number) =>
      expect.poll(() => asked.size, { timeout: 200_000, interval: 20 }).toBeGreaterThanOrEqual(count),
  }
}

function hashOf(text: string): number {
  let sum = 0
  for (const character of text) sum = (sum * 31 + character.codePointAt(0)!) % 9973
  return sum / 9973
}
