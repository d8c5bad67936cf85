import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { articlePrompt } from '../../src/experiments/caret.ts'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { concordance } from '../../src/measures/concordance.ts'
import { digitOrder } from '../../src/measures/digit-order.ts'
import type { IndexAnswer } from '../../src/measures/index-answer.ts'
import { type DrawnIndex, indexOf } from '../../src/measures/index-score.ts'
import { type MeasureResult, measured } from '../../src/measures/score.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { anchorsOf, indexAnchors, indexSeries } from '../../src/series/index-suite.ts'
import type { Series } from '../../src/series/series.ts'
import { fillTemplate } from '../../src/series/template.ts'
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

/** What the index says of each of the two, of the answers that it asks for. */
export function indexes(): Readonly<Record<'embedder' | 'reranker', DrawnIndex>> {
  const all = indexSeries(1)
  const answers = (of: (series: Series) => Pick<IndexAnswer, 'data' | 'rows' | 'symmetric'>) =>
    indexOf(
      all.map(series => ({ series, ...of(series) })),
      1,
    )
  return {
    embedder: answers(series => ({ data: cosinesOf(series), rows: series.texts.length, symmetric: true })),
    reranker: answers(({ texts }) => {
      const queries = anchorsOf(texts.length, indexAnchors).map(at => fillTemplate(articlePrompt, texts[at]))
      const data = queries.flatMap(query => texts.map(text => coarseScore(query, text)))
      return { data: Float64Array.from(data), rows: queries.length, symmetric: false }
    }),
  }
}

/** Concordance and digit order of the embedder on a series, without intervals. */
export function measuresOn(series: Series): MeasureResult[] {
  const similarity = { n: series.texts.length, data: cosinesOf(series), symmetric: true, gram: true }
  const scored = scoredSeries(similarity, series, 1)
  return [concordance, digitOrder].map(measure => measured(measure, scored))
}

function cosinesOf({ texts }: Series): Float64Array {
  const rows = texts.map(text => Float32Array.from(vectorOf(text, 'document')))
  return cosineMatrix(rows, rows)
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
