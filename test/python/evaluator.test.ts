import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EvaluationCase } from '../../src/experiments/evaluation-cases.ts'
import { useOrder } from '../../src/findings/use-lines.ts'
import { thresholdDetailsOf } from '../../src/measures/threshold-details.ts'
import { pythonFiles } from '../../src/report/python-files.ts'
import { articleSeries } from '../../src/series/catalogue.ts'
import { indexSeries } from '../../src/series/index-suite.ts'
import { kindOf } from '../../src/series/kinds.ts'
import type { Run } from '../../src/store/run.ts'
import { askPython, canImport, hasNumpy, python } from '../docs/python.ts'
import { removeFolder, temporaryFolder } from '../fixtures/temporary-folder.ts'
import { fakeEmbedder } from '../models/fakes.ts'
import { coarseScore, indexes, measuresOn, probed, put, vectorOf } from './fixtures.ts'

type Of<Type extends EvaluationCase['type']> = Extract<EvaluationCase, { type: Type }>

const kinds = ['embedder', 'reranker'] as const
let run: Run
let index: ReturnType<typeof indexes>
let folder: string
let cases: EvaluationCase[]
beforeAll(async () => {
  run = await probed({ experiments: ['search', 'same'] })
  index = indexes()
  folder = put(
    mkdtempSync(join(tmpdir(), 'numeracy-python-')),
    await pythonFiles('evaluator', { seed: 1, size: 'usual' }),
  )
  cases = readFileSync(join(folder, 'cases.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
}, 600_000)
afterAll(() => removeFolder(folder))

function of<Type extends EvaluationCase['type']>(type: Type): Of<Type>[] {
  return cases.filter((each): each is Of<Type> => each.type === type)
}

/** What a run says of a model, under the names of the evaluator. */
function expected(kind: (typeof kinds)[number]): Record<string, number> {
  const uses = run.uses!.filter(({ model }) => model.startsWith(kind))
  const { deciding } = thresholdDetailsOf(uses.find(({ use }) => use === 'threshold')!)!
  const own = kind === 'reranker' ? [] : articleSeries
  const measured = own.flatMap(series =>
    measuresOn(series).flatMap(({ id, value }): [string, number][] =>
      value !== null ? [[`${series.id}/${id}`, value]] : [],
    ),
  )
  return {
    index: index[kind].value,
    ...Object.fromEntries(index[kind].headlines.map(({ series, value }) => [`${series}/concordance`, value])),
    ...Object.fromEntries(measured),
    ...Object.fromEntries(uses.map(({ use, value }) => [`use/${use}`, value!])),
    'use/threshold/false-merges': deciding!.falseMerges.value,
  }
}

function expectEqual(metrics: Record<string, number>, wanted: Record<string, number>): void {
  for (const [name, value] of Object.entries(wanted)) expect(metrics[name], name).toBeCloseTo(value, 9)
}

/** The mean of what the series of a kind score, as a reader would take it. */
function kindMean(metrics: Record<string, number>, name: string): number {
  const [group, kind, measure] = name.split('/')
  const own = of('series').filter(
    each => each.kind === kind && each.suite === (group === 'index' ? 'index' : 'article'),
  )
  const values = own.flatMap(({ id }) => metrics[`${id}/${measure}`] ?? [])
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

const withNumpy = hasNumpy ? 'NumPy' : 'no NumPy here: not run'

const embed = `
import json, sys
sys.path.insert(0, sys.argv[1])
import numpy
from numeracy_evaluator import NumeracyEvaluator
vectors = json.load(open(sys.argv[2]))

class Model:
    def encode_query(self, texts, **options):
        return numpy.array([vectors['query'][text] for text in texts], dtype=numpy.float32)
    def encode_document(self, texts, **options):
        assert len(set(texts)) == len(texts) and options['convert_to_numpy']
        return numpy.array([vectors['document'][text] for text in texts], dtype=numpy.float32)
`

const rerank = `
import json, sys
sys.path.insert(0, sys.argv[1])
from numeracy_evaluator import NumeracyCrossEncoderEvaluator
scores = json.load(open(sys.argv[2]))

class Model:
    def predict(self, pairs, batch_size, show_progress_bar):
        return [scores[query][document] for query, document in pairs]
`

/** The vectors of all texts of the cases, in a file. */
function vectorsFile(): string {
  const documents = [
    ...of('series').flatMap(({ texts }) => texts),
    ...of('records').flatMap(({ texts }) => texts),
    ...of('fact').flatMap(({ base, others }) => [base, ...others.map(({ text }) => text)]),
  ]
  const queries = of('question').map(({ text }) => text)
  const all = (texts: readonly string[], role: 'document' | 'query') =>
    Object.fromEntries(texts.map(text => [text, vectorOf(text, role)]))
  const path = join(folder, 'vectors.json')
  writeFileSync(path, JSON.stringify({ document: all(documents, 'document'), query: all(queries, 'query') }))
  return path
}

/** The scores of all pairs that a cross-encoder is asked, in a file. */
function scoresFile(): string {
  const [{ prompt }] = of('about')
  const [{ texts: records }] = of('records')
  const blocks = [
    ...of('series').flatMap(({ texts, part }) =>
      (part?.anchors ?? []).map(anchor => [prompt.replaceAll('{d}', texts[anchor]), texts] as const),
    ),
    ...of('question').map(({ text, candidates }) => [text, candidates.map(place => records[place])] as const),
    ...of('fact').map(({ base, others }) => [base, others.map(({ text }) => text)] as const),
  ]
  const scores: Record<string, Record<string, number>> = {}
  for (const [query, documents] of blocks)
    for (const document of documents) {
      scores[query] ??= {}
      scores[query][document] = coarseScore(query, document)
    }
  const path = join(folder, 'scores.json')
  writeFileSync(path, JSON.stringify(scores))
  return path
}

describe('the cases of the evaluator', () => {
  test('have the floors that the index has over all anchors and over some, and a run on the article', async () => {
    const all = of('series').filter(({ suite }) => suite === 'index')
    for (const kind of kinds)
      expect(all.map(({ floor, part }) => (kind === 'embedder' ? floor : part!.floor))).toEqual(
        index[kind].headlines.map(({ floor }) => floor.value),
      )
    const { measures } = await probed({
      models: [fakeEmbedder()],
      series: ['integers'],
      experiments: ['pairs'],
    })
    const headline = measures.find(({ id, model }) => id === 'concordance' && model.startsWith('embedder:'))!
    const integers = of('series').find(({ id }) => id === 'integers')!
    expect(integers.floor).toBe(headline.floor!.value)
    expect(integers.part).toBeNull()
  })

  test('have the triples of a digit where there is a digit order, and the kind of each series', () => {
    for (const series of [...articleSeries, ...indexSeries(1)]) {
      const { kind, triples } = of('series').find(({ id }) => id === series.id)!
      expect(kind).toBe(kindOf(series.id).id)
      const { value } = measuresOn(series).find(({ id }) => id === 'digit-order')!
      expect(triples !== null, series.id).toBe(value !== null)
    }
  })

  test('have what stands beside each use, and each record once', () => {
    const uses = useOrder.map(
      use => run.uses!.find(each => each.use === use && each.model.startsWith('embedder:'))!,
    )
    expect(of('use').map(({ use, baseline, chance }) => [use, baseline, chance])).toEqual(
      uses.map(({ use, baseline, details }) => [use, baseline, details!.chance]),
    )
    const [{ texts }] = of('records')
    expect(new Set(texts).size).toBe(texts.length)
    for (const { candidates, grades } of of('question')) {
      expect(grades).toHaveLength(candidates.length)
      expect(candidates.every(place => place < texts.length)).toBe(true)
    }
  })
})

describe('the evaluator in Python', () => {
  test(`is Python 3.9 (${python ?? 'no python3 here: not run'})`, () => {
    const source = readFileSync(join(folder, 'numeracy_evaluator.py'), 'utf8')
    expect(source).toContain('class NumeracyEvaluator(')
    if (python === undefined) return
    const program =
      'import ast, json, sys; ast.parse(open(sys.argv[1]).read(), feature_version=(3, 9)); print(json.dumps(True))'
    expect(askPython(program, join(folder, 'numeracy_evaluator.py'))).toBe(true)
  })

  test(`gives what a run gives of the vectors of an embedder (${withNumpy})`, () => {
    const wanted = expected('embedder')
    expect(Object.keys(wanted).length).toBeGreaterThan(30)
    const path = vectorsFile()
    if (!hasNumpy) return
    const program = `${embed}
evaluator = NumeracyEvaluator(name='', by_series=True)
print(json.dumps([evaluator(Model()), evaluator.primary_metric, evaluator.baselines]))`
    const [metrics, primary, baselines] = askPython(program, folder, path) as [
      Record<string, number>,
      string,
      Record<string, number>,
    ]
    expectEqual(metrics, wanted)
    expect(primary).toBe('index')
    expect(baselines).toEqual(
      Object.fromEntries(of('use').map(({ use, baseline }) => [`use/${use}`, baseline.value])),
    )
    const means = Object.keys(metrics).filter(name => /^(?:index|kind)\/.+\//.test(name))
    expect(means).toHaveLength(16)
    for (const name of means) expect(metrics[name], name).toBeCloseTo(kindMean(metrics, name), 9)
  })

  test(`gives what a run gives of the scores of a reranker, ties and all (${withNumpy})`, () => {
    const wanted = expected('reranker')
    const path = scoresFile()
    if (!hasNumpy) return
    const program = `${rerank}
print(json.dumps(NumeracyCrossEncoderEvaluator(name='', by_series=True)(Model())))`
    expectEqual(askPython(program, folder, path) as Record<string, number>, wanted)
  })

  test(`writes a line of a CSV file for each call, and names its metrics as other evaluators do (${withNumpy})`, () => {
    if (!hasNumpy) return
    const program = `${embed}
evaluator = NumeracyEvaluator(parts=['use'], show_progress_bar=False)
first = evaluator(Model(), output_path=sys.argv[3], epoch=1, steps=500)
evaluator(Model(), output_path=sys.argv[3], epoch=2, steps=1000)
print(json.dumps([first, evaluator.primary_metric]))`
    const out = join(temporaryFolder(), 'made', 'here')
    const [metrics, primary] = askPython(program, folder, vectorsFile(), out) as [
      Record<string, number>,
      string,
    ]
    expect(primary).toBe('numeracy_use/near')
    expect(Object.keys(metrics).every(name => name.startsWith('numeracy_use/'))).toBe(true)
    const [head, ...lines] = readFileSync(join(out, 'numeracy_evaluation_numeracy_results.csv'), 'utf8')
      .trimEnd()
      .split('\r\n')
    expect(head).toBe(['epoch', 'steps', ...Object.keys(metrics).map(name => name.slice(9))].join(','))
    expect(lines.map(line => line.split(',').slice(0, 2).join())).toEqual(['1,500', '2,1000'])
    expect(Number(lines[0].split(',')[2])).toBe(metrics['numeracy_use/near'])
  })

  const hasTrainer = canImport('sentence_transformers')
  const trainer = hasTrainer ? 'sentence-transformers' : 'a stand-in for sentence-transformers'
  test.each([
    ['base/evaluation', 'BaseEvaluator'],
    ['evaluation', 'SentenceEvaluator'],
  ])(`is one of ${trainer}, and its metrics go into the model card (%s; ${withNumpy})`, (module, base) => {
    if (!hasNumpy) return
    const standIn = `
class ${base}:
    def __init__(self):
        self.greater_is_better, self.primary_metric = True, None
    def store_metrics_in_model_card_data(self, model, metrics, epoch=0, step=0):
        model.model_card_data.set_evaluation_metrics(self, metrics, epoch, step)
`
    const path = temporaryFolder()
    if (!hasTrainer)
      put(
        path,
        new Map([
          ['sentence_transformers/__init__.py', ''],
          ...(module.includes('/') ? [['sentence_transformers/base/__init__.py', ''] as const] : []),
          [`sentence_transformers/${module}.py`, standIn],
        ]),
      )
    const program = `
import sys
sys.path.insert(0, sys.argv[3])
${embed}
class Card:
    def set_evaluation_metrics(self, evaluator, metrics, epoch, step):
        self.kept = (evaluator, metrics, epoch, step)
Model.model_card_data = Card()
evaluator = NumeracyEvaluator(parts=['use'], name='n')
metrics = evaluator(Model(), None, 3, 7)
kept, stored, epoch, step = Model.model_card_data.kept
assert kept is evaluator and stored == metrics
assert all(key.startswith('n_') for key in stored)
from numeracy_evaluator import BaseEvaluator
print(json.dumps([BaseEvaluator is not object, epoch, step, evaluator.get_config_dict()]))`
    expect(askPython(program, folder, vectorsFile(), path)).toEqual([
      true,
      3,
      7,
      { parts: ['use'], seed: 1, size: 'usual' },
    ])
  })

  test.each([
    ['a vector of zeros', 'encode', 'numpy.zeros((len(texts), 3))', /vector of zeros .* for '1'.*diverged/],
    ['no number', 'encode', 'numpy.full((len(texts), 3), numpy.nan)', /no number for '1'/],
    [
      'too few vectors',
      'encode',
      'numpy.ones((3, 3))',
      /shape \(3, 3\) for \d+ texts; expected a vector for each/,
    ],
    ['a number each', 'encode', 'numpy.ones(len(texts))', /expected a vector for each text/],
    ['two scores', 'predict', 'numpy.ones((len(texts), 2))', /expected a score for each pair.*num_labels=1/],
    [
      'an infinite score',
      'predict',
      'numpy.full(len(texts), numpy.inf)',
      /no number for \['what is the closest/,
    ],
  ])(`refuses %s, and says of what (${withNumpy})`, (_, method, answer, message) => {
    if (!hasNumpy) return
    const kind = method === 'encode' ? 'NumeracyEvaluator' : 'NumeracyCrossEncoderEvaluator'
    const program = `
import json, sys
sys.path.insert(0, sys.argv[1])
import numpy, numeracy_evaluator
class Model:
    def ${method}(self, texts, **options):
        return ${answer}
try:
    numeracy_evaluator.${kind}()(Model())
except ValueError as error:
    print(json.dumps(str(error)))`
    expect(askPython(program, folder)).toMatch(message)
  })

  test.each([
    [
      'parts that are none',
      "parts=['indexes']",
      /parts: got \['indexes'\]; expected some of index, series, use/,
    ],
    [
      'cases of another kind',
      'cases=__file__',
      /first line is not that of numeracy-cases, version 1.*export evaluator/,
    ],
  ])(`refuses %s (${withNumpy})`, (_, option, message) => {
    if (!hasNumpy) return
    writeFileSync(join(folder, 'other.jsonl'), '{"format":"other"}\n')
    const program = `
import json, sys
sys.path.insert(0, sys.argv[1])
__file__ = sys.argv[1] + '/other.jsonl'
from numeracy_evaluator import NumeracyEvaluator
try:
    NumeracyEvaluator(${option})
except ValueError as error:
    print(json.dumps(str(error)))`
    expect(askPython(program, folder)).toMatch(message)
  })
})
