import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { withBatches } from '../src/models/decorators/batches.ts'
import { withCache } from '../src/models/decorators/cache.ts'
import type { Embedder } from '../src/models/embedder.ts'
import type { ModelId } from '../src/models/identity.ts'
import { resolveEmbedder } from '../src/models/registry.ts'
import type { Reranker } from '../src/models/reranker.ts'
import type { AnswerCache, Entry } from '../src/store/answer-cache.ts'
import { keyOf } from '../src/store/key.ts'
import { memoryCache } from '../src/store/memory-cache.ts'
import { openCache } from '../src/store/open-cache.ts'
import { median, timed } from './paired.ts'

const rows = 1_000_000
const asked = 10_000
const together = 20_000
const dimensions = 384

/** A cache of a million vectors: how long it takes to open it and to find 10,000 of them. */
export async function cache(): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'numeracy-bench-'))
  const open = () => openCache({ directory, listen: () => {} })
  const key = (text: number) => keyOf('model', 'document', String(text))
  try {
    const filled = open()
    const filling = await timed({
      name: 'filling',
      run() {
        for (let start = 0; start < rows; start += together) {
          const entries = Array.from({ length: together }, (_, at) => ({
            key: key(start + at),
            value: new Uint8Array(new Float32Array(dimensions).fill(start + at + 1).buffer),
          }))
          filled.write('model', entries)
        }
      },
    })
    filled.close()
    const keys = Array.from({ length: asked }, (_, at) => key((at * 7919) % rows))
    let found = 0
    const answering = await timed({
      name: 'answering',
      run() {
        const opened = open()
        found = opened.read(keys).filter(value => value !== undefined).length
        opened.close()
      },
    })
    const gigabytes = statSync(join(directory, 'cache.sqlite')).size / 1e9
    return [
      `${rows.toLocaleString('en')} vectors of ${dimensions} numbers, ${gigabytes.toFixed(1)} GB, filled in ${(filling / 1000).toFixed(0)} s`,
      `opened, and ${found.toLocaleString('en')} of ${asked.toLocaleString('en')} found: ${answering.toFixed(0)} ms`,
      ...(await beforeAndAfter()),
    ]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** What checksums and claims cost one process alone: each job beside the same on a cache that has neither. */
async function beforeAndAfter(): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'numeracy-bench-'))
  let made = 0
  const texts = Array.from({ length: 5000 }, (_, at) => String(at))
  const { embedder: bundled } = await resolveEmbedder('bundled:use-lite')
  const jobs: readonly { readonly name: string; run(cache: AnswerCache, time: number): Promise<unknown> }[] =
    [
      {
        name: '400 texts of the bundled model',
        // It remembers what it was asked, so that each time it is asked something new.
        run: (cache, time) =>
          withCache(withBatches(bundled), cache).embed(
            texts.slice(0, 400).map(text => `${time}.${text}`),
            { role: 'document' },
          ),
      },
      {
        name: '5,000 vectors of a model that takes no time',
        run: cache => withCache(instantEmbedder, cache).embed(texts, { role: 'document' }),
      },
      {
        name: '20,000 pairs of a model that takes no time',
        async run(cache) {
          const model = withCache(instantReranker, cache)
          for (let query = 0; query < 200; query++) await model.score(String(query), texts.slice(0, 100), {})
        },
      },
    ]
  const lines: string[] = []
  try {
    for (const { name, run } of jobs) {
      for (const state of ['cold', 'warm'] as const) {
        const contender = (label: string, open: (folder: string) => AnswerCache) => {
          const kept = open(join(directory, String(++made)))
          return {
            name: label,
            // The time of the processor: of a busy machine each gets a share that changes.
            async milliseconds() {
              const cache = state === 'warm' ? kept : open(join(directory, String(++made)))
              const start = process.cpuUsage()
              await run(cache, state === 'warm' ? 0 : made)
              const { user, system } = process.cpuUsage(start)
              return (user + system) / 1000
            },
          }
        }
        const ours = contender('now', folder => openCache({ directory: folder, listen: () => {} }))
        const before = contender('before', cacheBefore)
        await ours.milliseconds()
        await before.milliseconds()
        const pairs: [number, number][] = []
        for (let round = 0; round < 9; round++)
          pairs.push([await ours.milliseconds(), await before.milliseconds()])
        const [now, then] = [0, 1].map(side => median(pairs.map(pair => pair[side])))
        const ratio = median(pairs.map(([a, b]) => a / b))
        lines.push(
          `${name}, ${state}: ${now.toFixed(0)} ms of processor time, without checksums and claims ${then.toFixed(0)} ms; ratio ${ratio.toFixed(2)}`,
        )
      }
    }
    return lines
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** A cache in the same tables, without checksums and claims. */
function cacheBefore(directory: string): AnswerCache {
  // It makes the file, with all its settings.
  openCache({ directory, listen: () => {} }).close()
  const database = new DatabaseSync(join(directory, 'cache.sqlite'))
  database.exec('PRAGMA synchronous = NORMAL')
  const find = database.prepare('SELECT value FROM answers WHERE key = ?')
  const put = database.prepare(`INSERT INTO answers (key, model, value) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET model = excluded.model, value = excluded.value`)
  const read = (keys: readonly Uint8Array[]) =>
    keys.map(key => find.get(key)?.value as Uint8Array | undefined)
  return {
    ...memoryCache(),
    read,
    claim: keys => ({ values: read(keys), taken: new Set() }),
    write(_, entries: readonly Entry[]) {
      database.exec('BEGIN IMMEDIATE')
      for (const { key, value } of entries) put.run(key, 1, value)
      database.exec('COMMIT')
    },
    close: () => database.close(),
  }
}

const id: ModelId = {
  kind: 'embedder',
  provider: 'bench',
  model: 'instant',
  revision: null,
  task: null,
  dimensions,
  dtype: 'float32',
  normalisation: 'none',
  baseURL: null,
}

const instantEmbedder: Embedder = {
  kind: 'embedder',
  id,
  maxBatch: Number.POSITIVE_INFINITY,
  async embed(texts) {
    return {
      vectors: { count: texts.length, dimensions, data: new Float32Array(texts.length * dimensions).fill(1) },
    }
  },
}

const instantReranker: Reranker = {
  kind: 'reranker',
  id: { ...id, kind: 'reranker' },
  maxBatch: Number.POSITIVE_INFINITY,
  scoreSpace: 'unknown',
  listwise: false,
  standIn: false,
  score: async (_, documents) => ({ scores: new Float64Array(documents.length).fill(1) }),
}
