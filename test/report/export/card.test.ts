import { decode } from 'fast-png'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { probeCommand } from '../../../src/report/export/probe-command.ts'
import { articleSeries, catalogueSeries } from '../../../src/series/catalogue.ts'
import { rangeSeries } from '../../../src/series/range.ts'
import type { Run, RunModel } from '../../../src/store/run.ts'
import { hostileSeries, probedRun } from '../../fixtures/probed-run.ts'
import { exported, exportedText } from './exported.ts'

let run: Run
let hostile: Run
beforeAll(async () => {
  run = await probedRun([rangeSeries('1..12'), catalogueSeries('words')])
  hostile = await probedRun([hostileSeries])
})

const metadataOf = (text: string) => parse(/^---\n([\s\S]*?)\n---\n/.exec(text)![1])['model-index'][0]

describe('a card', () => {
  test('is of the first model, says so, and links the figure beside it', async () => {
    const { files, of, note } = await exported(run, 'model card.md')
    expect([...files.keys()]).toEqual([
      'model card-figure.png',
      '.eval_results/numeracy.yaml',
      'model card.md',
    ])
    expect(of).toEqual({ model: 'embedder:test:fake' })
    expect(note).toBe('embedder:test:fake: the first of 2 models that fit. Choose another by --model.')
    expect(String(files.get('model card.md'))).toContain('](model%20card-figure.png)')
    expect(decode(files.get('model card-figure.png') as Uint8Array).width).toBeGreaterThan(1000)
  })

  test('counts the kinds of values on which the model is better than comparing characters, from the verdicts', async () => {
    const sentence = async (...verdicts: Run['verdicts'][0]['verdict'][]) => {
      const judged = {
        ...run,
        verdicts: run.verdicts
          .filter(({ model }) => model === 'embedder:test:fake')
          .slice(0, verdicts.length)
          .map((each, at) => ({ ...each, verdict: verdicts[at] })),
      }
      return (await exportedText(judged, 'card.md')).split('\n').find(line => line.startsWith('test:fake as'))
    }
    expect(await sentence('understands', 'partly')).toBe(
      'test:fake as embedder is better than comparing characters on 2 of 2 kinds of values: 1..12 and number words. Reliable (at least nine in ten comparisons right): 1..12.',
    )
    expect(await sentence('partly', 'spelling')).toBe(
      'test:fake as embedder is better than comparing characters on 1 of 2 kinds of values: 1..12.',
    )
    expect(await sentence('magnitude', 'below-spelling')).toBe(
      'test:fake as embedder is better than comparing characters on none of the 2 kinds of values. Rough size only (length and first digit, not the last): 1..12.',
    )
    expect(await sentence()).toMatch(/nothing could be judged/)
  })

  test('of a reranker tells its questions apart, and is of one where that is chosen', async () => {
    const model = 'reranker:test:fake'
    const other = <T extends { model: string; prompt: string | null }>(parts: readonly T[]) => [
      ...parts,
      ...parts
        .filter(each => each.model === model && each.prompt !== null)
        .map(each => ({ ...each, prompt: 'nearest to {d}?' })),
    ]
    const asked = {
      ...run,
      matrices: other(run.matrices),
      measures: other(run.measures),
      verdicts: other(run.verdicts),
    }
    const both = await exportedText(asked, 'card.md', { selector: { model } })
    const configs = metadataOf(both).results.map(
      ({ dataset }: { dataset: { config: string } }) => dataset.config,
    )
    expect(new Set(configs).size).toBe(4)
    expect(both).toContain('| series | question |')
    const one = await exportedText(asked, 'card.md', { selector: { model, prompt: 'nearest to {d}?' } })
    expect(metadataOf(one).results).toHaveLength(2)
    expect(one).toContain("--prompt 'nearest to {d}?'")
    expect(metadataOf(one).results[0].task.type).toBe('text-ranking')
  })

  test('shows names as text, whatever they hold', async () => {
    const text = await exportedText(hostile, 'card.md')
    const [, , body] = text.split(/^---$/m)
    expect(body).not.toMatch(/(?<!\\)<(?:script|img|b)\b/)
    expect(body).toContain(`FILE: the documents of \\<b\\>&"quoted"\\</b\\>/../x`)
    expect(metadataOf(text).results[0].dataset.config).toBe(hostileSeries.id)
  })

  test('is no card of a reference, nor of a run without a concordance', async () => {
    const model = 'reference:oracle'
    await expect(exported(run, 'card.md', { selector: { model } })).rejects.toMatchObject({ code: 'unknown' })
    await expect(exported({ ...run, measures: [] }, 'card.md')).rejects.toThrow(/holds no concordance/)
  })

  test('has metadata without what could not be scored', async () => {
    const measures = run.measures.map(each => ({ ...each, value: null, interval: null, floor: null }))
    const text = await exportedText({ ...run, measures }, 'card.md')
    expect(metadataOf(text).results).toEqual([])
  })
})

describe('the command on a card', () => {
  const model = (spec: string, more: Partial<RunModel> = {}): RunModel => ({
    id: `embedder:${spec}`,
    label: null,
    spec,
    kind: 'embedder',
    identity: {},
    standIn: false,
    ...more,
  })
  const command = (
    ...[spec, series, prompts = [], more]: [string, typeof articleSeries, string[]?, Partial<RunModel>?]
  ) => probeCommand({ ...run, measures: [] }, model(spec, more), series, prompts).command

  test('names no series where it was the default', () => {
    expect(command('bundled:use-lite', articleSeries)).toBe('numeracy probe --embed bundled:use-lite')
    expect(command('jina:x', [catalogueSeries('dates'), rangeSeries('1..9')])).toBe(
      'numeracy probe --embed jina:x --series dates --series 1..9',
    )
  })

  test('has FILE for series that only their maker has, and tells which', () => {
    const own = { ...rangeSeries('1..9'), texts: rangeSeries('1..9').texts.map(text => `€${text}`) }
    const { command, own: left } = probeCommand(run, model('x:y'), [own, rangeSeries('1..5')], [])
    expect(command).toContain('numeracy probe --embed x:y --series FILE --series 1..5')
    expect(command).not.toContain('1..9')
    expect(left).toEqual(['1..9'])
  })

  test.each([
    ['/data/models/encoder?dtype=q8', "'./encoder?dtype=q8'"],
    ['../encoder/', './encoder'],
    ['folder:/srv/my model', "'./my model'"],
    ['C:\\models\\encoder', './encoder'],
    ['openai-compatible:bge-m3?baseURL=http://10.0.0.3:8080/v1', 'openai-compatible:bge-m3'],
    [
      'openai-compatible:bge-m3?dimensions=64&baseURL=http://10.0.0.3',
      "'openai-compatible:bge-m3?dimensions=64'",
    ],
    ['hf:BAAI/bge-m3', 'hf:BAAI/bge-m3'],
    ["command:python3 it's.py", "'command:python3 it'\\''s.py'"],
  ])('tells not where %s lies, and a shell takes it', (spec, word) => {
    expect(command(spec, articleSeries)).toBe(`numeracy probe --embed ${word}`)
  })

  test('has the questions, the roles and the seed where they were chosen', () => {
    const reranker = { kind: 'reranker' as const }
    expect(command('jina:r', articleSeries, ['what is the closest item to {d}?'], reranker)).toBe(
      'numeracy probe --rerank jina:r',
    )
    expect(command('jina:r', articleSeries, ['a {d}', 'b {d}'], reranker)).toBe(
      "numeracy probe --rerank jina:r --prompt 'a {d}' --prompt 'b {d}'",
    )
    const asked: Run = { ...run, seed: 7, roles: 'query-document' }
    expect(probeCommand(asked, model('jina:e'), articleSeries, []).command).toBe(
      'numeracy probe --embed jina:e --roles query-document --seed 7',
    )
  })
})
