import { beforeAll, describe, expect, test } from 'vitest'
import { probeCommand } from '../../src/report/export/probe-command.ts'
import { runMetrics } from '../../src/report/run-metrics.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { kindOf } from '../../src/series/kinds.ts'
import { quickSeries } from '../../src/series/quick-suite.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import type { Run } from '../../src/store/run.ts'
import { runText } from '../../src/store/run-text.ts'
import { probe } from '../../src/usecases/probe.ts'
import { fakeEmbedder, fakeReranker } from '../models/fakes.ts'

const embedder = fakeEmbedder()
const reranker = fakeReranker()
const headline = ['concordance', 'digit-order', 'self-hit']
const cache = memoryCache()
let run: Run
let whole: Run
beforeAll(async () => {
  run = await probe({ models: [embedder, reranker], suite: 'quick' }, { cache })
  const own = { models: [fakeEmbedder()], series: quickSeries, experiments: ['pairs'] as const }
  whole = await probe({ ...own, controls: 'none' }, { cache })
}, 600_000)

const [embedderId, rerankerId] = ['embedder:test:fake@1', 'reranker:test:fake@1']
const ofModel = ({ measures }: Run, model: string) => measures.filter(each => each.model === model)

describe('a run of the suite quick', () => {
  test('has forty documents of one series of the article for each kind of values that it has', () => {
    const kinds = quickSeries.map(({ id }) => kindOf(id).id)
    expect(kinds).toEqual(['small-numbers', 'shifted-numbers', 'decimals', 'dates', 'times'])
    for (const { id, texts, values } of quickSeries) {
      const { texts: all, values: those } = catalogueSeries(id.replace('quick-', ''))
      expect([texts, values]).toEqual([all.slice(0, 40), those.slice(0, 40)])
    }
  })

  test('asks each document once, and nothing else', () => {
    const texts = quickSeries.flatMap(series => series.texts)
    expect(embedder.requests.flat().toSorted()).toEqual([...new Set(texts)].toSorted())
    expect(run.usage).toEqual({ texts: new Set(texts).size, pairs: 5 * 40 * 40 })
    expect([run.cases, run.search, run.uses, run.indexes]).toEqual([[], undefined, undefined, undefined])
    expect(run.matrices.every(({ experiment }) => experiment === 'pairs')).toBe(true)
  })

  test('gives an interval to what the verdict and the table of the article rest on, and to nothing else', () => {
    for (const model of [embedderId, rerankerId]) {
      const sure = ofModel(run, model).filter(({ interval }) => interval !== null)
      expect(new Set(sure.map(({ id }) => id))).toEqual(new Set(headline))
      const floors = ofModel(run, model).filter(({ id }) => id === 'concordance')
      expect(floors.map(({ floor }) => floor!.interval)).not.toContain(null)
    }
  })

  test('has the values, the intervals of the headline and the verdicts that the same series have otherwise', () => {
    const values = (of: Run) => ofModel(of, embedderId).map(({ series, id, value }) => [series, id, value])
    expect(values(run)).toEqual(values(whole).filter(([, id]) => id !== 'tokenizer-share'))
    const sure = (of: Run) =>
      ofModel(of, embedderId).flatMap(({ id, interval }) => (headline.includes(id) ? [interval] : []))
    expect(sure(run)).toEqual(sure(whole))
    expect(run.verdicts.filter(({ model }) => model === embedderId)).toEqual(whole.verdicts)
  })

  test('is read back from its file, named by its command, and has its kinds among its numbers', () => {
    expect(parseRun(runText(run), 'run.json').measures).toEqual(run.measures)
    const model = run.models.find(({ id }) => id === embedderId)!
    expect(probeCommand(run, model, run.series, [])).toEqual({
      command: 'numeracy probe --embed test:fake@1 --suite quick',
      own: [],
    })
    expect(runMetrics(run)[`embedder:test:fake@1/kind/dates/concordance`]).toBe(
      runMetrics(run)['embedder:test:fake@1/quick-dates/concordance'],
    )
  })

  test('takes no series, and experiments and controls where they are named', async () => {
    await expect(probe({ models: [embedder], suite: 'quick', series: ['1..5'] })).rejects.toThrow(
      /suite quick: got series as well; expected none/,
    )
    const more = await probe(
      { models: [fakeEmbedder()], suite: 'quick', experiments: ['pairs', 'cases'] },
      { cache },
    )
    expect(more.cases.length).toBeGreaterThan(0)
  })
})
