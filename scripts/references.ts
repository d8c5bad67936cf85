import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Json } from '../src/base/json.ts'
import { onThreads } from '../src/cli/judge-threads.ts'
import { sameInquiries, searchInquiries } from '../src/experiments/inquiry.ts'
import { keptReferenceScores } from '../src/experiments/same/uses.ts'
import { keptRivals } from '../src/experiments/search/uses.ts'
import { keptFloor, keptReferences } from '../src/measures/kept-judge.ts'
import { articleSeries } from '../src/series/catalogue.ts'
import { quickSeries } from '../src/series/quick-suite.ts'
import type { AnswerCache } from '../src/store/answer-cache.ts'
import { memoryCache } from '../src/store/memory-cache.ts'
import { type Shipped, shippedPlace } from '../src/store/shipped.ts'

/**
 * What every run of the article's series, of the suite quick, of search and of same at seed 1 needs of its references,
 * as a run on an empty cache would keep it.
 */
export async function shippedReferences(series = [...articleSeries, ...quickSeries]): Promise<Shipped> {
  const kept: Record<string, Json> = {}
  const cache: AnswerCache = {
    ...memoryCache(),
    writeDerived(_, { key, value }) {
      kept[Buffer.from(key).toString('hex')] = JSON.parse(new TextDecoder().decode(value)) as Json
    },
  }
  await onThreads(judge =>
    Promise.all(
      series.map(async each => {
        await keptFloor({ series: each, seed: 1 }, cache, judge)
        await keptReferences({ series: each, seed: 1 }, cache, judge)
      }),
    ),
  )
  // Their answers are of no account: the references answer the questions that were asked.
  const asked = { inquiries: [...searchInquiries({ seed: 1 }), ...sameInquiries({ seed: 1 })], answers: [] }
  await keptRivals([asked], cache)
  await keptReferenceScores([asked], cache)
  return kept
}

if (import.meta.main) {
  mkdirSync(new URL('.', shippedPlace), { recursive: true })
  const shipped = Object.entries(await shippedReferences()).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(fileURLToPath(shippedPlace), gzipSync(JSON.stringify(Object.fromEntries(shipped))))
}
