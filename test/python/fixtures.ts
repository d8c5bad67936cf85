import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { indexSeries } from '../../src/series/index-suite.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import type { Run } from '../../src/store/run.ts'
import { type ProbeRequest, probe } from '../../src/usecases/probe.ts'
import { fakeEmbedder, fakeReranker, fakeScore, fakeVector } from '../models/fakes.ts'

const models = [
  { id: 'embedder:test:fake', spec: 'test:fake', model: fakeEmbedder() },
  {
    id: 'reranker:test:fake',
    spec: 'test:fake',
    model: fakeReranker({
      answer: (query, documents) => documents.map(document => coarseScore(query, document)),
    }),
  },
]

/** With ties: what differs by less than a tenth is equal. */
export function coarseScore(query: string, document: string): number {
  return Math.round(10 * fakeScore(query, document)) / 10
}

/** What a run says of an embedder and a reranker, made up as they are. */
export function probed(request: ProbeRequest): Promise<Run> {
  return probe({ models, controls: 'none', ...request }, { cache: memoryCache() })
}

/** Both parts of what an evaluator gives: the index, and the uses beside some series of the article. */
export async function bothRuns(series: readonly string[]): Promise<readonly Run[]> {
  return [
    await probed({ suite: 'index' }),
    await probed({ models: models.slice(0, 1), series, experiments: ['pairs', 'search', 'same'] }),
    await probed({ models: models.slice(1), experiments: ['search', 'same'] }),
  ]
}

/** The floors of the index in a run, by model and series. */
export function indexFloors({ indexes = [] }: Run): Record<string, number> {
  const ids = indexSeries(1).map(({ id }) => id)
  return Object.fromEntries(
    indexes.flatMap(({ model, parts }) => parts.map((part, at) => [`${model} ${ids[at]}`, part.floor])),
  )
}

/** The vector that the fake embedder gives, as Python gets it: its numbers have 32 bits. */
export function vectorOf(text: string, role: 'document' | 'query'): number[] {
  return [...Float32Array.from(fakeVector(text, 4, role))]
}

/** Writes files by name into a folder, and returns it. */
export function put(folder: string, files: ReadonlyMap<string, string>): string {
  for (const [name, content] of files) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return folder
}
