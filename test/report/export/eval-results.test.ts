import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { evalResultsFile } from '../../../src/report/export/eval-results.ts'
import { catalogueSeries } from '../../../src/series/catalogue.ts'
import type { Run } from '../../../src/store/run.ts'
import { askPython, canImport } from '../../docs/python.ts'
import { hostileSeries, probedRun } from '../../fixtures/probed-run.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { withUses } from '../../fixtures/used-run.ts'
import { put } from '../../python/fixtures.ts'
import { exported, exportedText } from './exported.ts'

/** The form of the Hub: every member that a file in .eval_results may have, as huggingface_hub 2.4 reads them. */
const hubForm = z.array(
  z.strictObject({
    dataset: z.strictObject({
      id: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
      task_id: z.string().min(1),
      revision: z.string().optional(),
    }),
    value: z.number(),
    verifyToken: z.string().optional(),
    date: z.iso.date().optional(),
    source: z
      .strictObject({
        url: z.url(),
        name: z.string().optional(),
        user: z.string().optional(),
        org: z.string().optional(),
      })
      .optional(),
    notes: z.string().optional(),
  }),
)

const embedder = 'embedder:test:fake'
let run: Run
beforeAll(async () => {
  const probed = await probedRun([catalogueSeries('words'), hostileSeries])
  const interval: [number, number] = [-3, 20.25]
  const index = {
    model: embedder,
    prompt: null,
    value: 12.34567,
    interval,
    ndcg10: { value: 0.4, interval: null },
    parts: [],
  }
  run = { ...withUses(probed), indexes: [index] }
}, 600_000)

async function resultsOf(model: string, of: Run = run) {
  const { files } = await exported(of, 'card.md', { selector: { model } })
  return hubForm.parse(parse(String(files.get(evalResultsFile))))
}

describe('the results that a card brings for the Hub', () => {
  test('are the index, the five uses and the series that everybody has, with how they were made', async () => {
    const results = await resultsOf(embedder)
    expect(results.map(({ dataset, value }) => [dataset.id, dataset.task_id, value])).toEqual([
      ['numeracy/numeracy', 'index', 12.3457],
      ['numeracy/numeracy', 'use-near', 0.5],
      ['numeracy/numeracy', 'use-range', 0.6],
      ['numeracy/numeracy', 'use-exact', 0.7],
      ['numeracy/numeracy', 'use-format', 0.8],
      ['numeracy/numeracy', 'use-threshold', 0.1],
      ['numeracy/numeracy', 'concordance-words', expect.any(Number)],
    ])
    expect(results.every(({ date }) => date === '2026-01-02')).toBe(true)
    expect(results[0].notes).toBe('95 % interval −3.0 to 20.3, of 100, numeracy 0.0.0, seed 1')
    expect(results[1].notes).toBe('95 % interval 0.45 to 0.55, verdict no, numeracy 0.0.0, seed 1')
  })

  test('of a reranker are those of its first question, which they name', async () => {
    const model = 'reranker:test:fake'
    const again = <T extends { model: string; prompt: string | null }>(all: readonly T[]) => [
      ...all,
      ...all
        .filter(each => each.model === model && each.prompt)
        .map(each => ({ ...each, prompt: 'near {d}?' })),
    ]
    const twice = { ...run, measures: again(run.measures), verdicts: again(run.verdicts) }
    const results = await resultsOf(model, twice)
    expect(results.map(({ dataset }) => dataset.task_id)).toEqual(['concordance-words'])
    expect(results[0].notes).toContain('asked "what is the closest item to {d}?"')
  })

  test('leave out a series that has the name of another, and other documents', async () => {
    const series = run.series.map(each =>
      each.id === 'words' ? { ...each, texts: each.texts.map(text => `${text}!`) } : each,
    )
    const results = await resultsOf(embedder, { ...run, series })
    expect(results.map(({ dataset }) => dataset.task_id)).not.toContain('concordance-words')
  })

  test('say the roles where they are not the usual ones', async () => {
    const [first] = await resultsOf(embedder, { ...run, roles: 'query-document' })
    expect(first.notes).toMatch(/, roles query-document$/)
  })

  const hub = canImport('huggingface_hub', 'yaml')
  test(`are read by ${hub ? 'huggingface_hub, which writes them alike' : 'the schema of the Hub alone'}`, async () => {
    const results = await resultsOf(embedder)
    if (!hub) return
    const { files } = await exported(run, 'card.md', { selector: { model: embedder } })
    const folder = put(temporaryFolder(), new Map([['results.yaml', String(files.get(evalResultsFile))]]))
    const program = `
import json, sys, yaml
from huggingface_hub import eval_result_entries_to_yaml, parse_eval_result_entries
entries = parse_eval_result_entries(yaml.safe_load(open(sys.argv[1] + '/results.yaml')))
print(json.dumps(eval_result_entries_to_yaml(entries)))`
    expect(askPython(program, folder)).toEqual(results)
  })
})

describe('the model-index of a card', () => {
  const metadataOf = (text: string) => parse(/^---\n([\s\S]*?)\n---\n/.exec(text)![1])['model-index'][0]

  test('has the index and the five uses before the series, with their ends', async () => {
    const { results } = metadataOf(await exportedText(run, 'card.md', { selector: { model: embedder } }))
    const configs = results.map(({ dataset }: { dataset: { config: string } }) => dataset.config)
    expect(configs.slice(0, 6)).toEqual([
      'index',
      ...['near', 'range', 'exact', 'format', 'threshold'].map(use => `use ${use}`),
    ])
    expect(new Set(configs).size).toBe(configs.length)
    const metrics = (at: number) =>
      results[at].metrics.map(({ type, value }: { type: string; value: number }) => [type, value])
    expect(metrics(0)).toEqual([
      ['index', 12.3457],
      ['index_low', -3],
      ['index_high', 20.25],
      ['ndcg_at_10', 0.4],
    ])
    expect(metrics(1)).toEqual([
      ['score', 0.5],
      ['score_low', 0.45],
      ['score_high', 0.55],
      ['baseline', 0.4],
    ])
  })

  test('stands over the five lines as a table', async () => {
    const text = await exportedText(run, 'card.md', { selector: { model: embedder } })
    expect(text).toMatch(/\| may I … +\| answer +\| it gets/)
    expect(text).toMatch(/\| find an exact number or id[^|]*\| ✗ No +\| 70 % of questions/)
  })
})
