import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drawFacts } from '../../src/experiments/same/facts.ts'
import { searchQuestions } from '../../src/experiments/search/questions.ts'
import { pythonFiles } from '../../src/report/python-files.ts'
import { articleSeries } from '../../src/series/catalogue.ts'
import type { Run } from '../../src/store/run.ts'
import { askPython, canImport, hasNumpy, python } from '../docs/python.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { probed, put, vectorOf } from './fixtures.ts'

const hasMteb = canImport('mteb', 'datasets')
const ran = !hasNumpy
  ? 'no NumPy here: not run'
  : hasMteb
    ? 'MTEB'
    : 'a stand-in for MTEB, which asks nothing itself'

/** As much of datasets and MTEB as the tasks are made of. */
const standIns = new Map([
  [
    'datasets.py',
    `
class Dataset(list):
    from_list = classmethod(lambda cls, rows: cls(rows))
`,
  ],
  ['mteb/__init__.py', ''],
  ['mteb/abstasks/__init__.py', ''],
  [
    'mteb/abstasks/retrieval.py',
    `
class AbsTaskRetrieval:
    data_loaded = False
`,
  ],
  [
    'mteb/abstasks/sts.py',
    `
class AbsTaskSTS:
    data_loaded = False
`,
  ],
  [
    'mteb/abstasks/task_metadata.py',
    `
class TaskMetadata:
    def __init__(self, **given):
        self.__dict__.update(given)
`,
  ],
])

async function folderOf(): Promise<string> {
  const folder = put(temporaryFolder(), await pythonFiles('mteb', { seed: 1, size: 'usual' }))
  return hasMteb ? folder : put(folder, standIns)
}

const loaded = `
import json, sys
sys.path.insert(0, sys.argv[1])
from numeracy_mteb import numeracy_tasks
tasks = {task.metadata.name: task for task in numeracy_tasks()}
for task in tasks.values():
    task.load_data()
`

describe('the tasks for MTEB', () => {
  test(`are Python 3.9 (${python ?? 'no python3 here: not run'})`, async () => {
    const folder = await folderOf()
    expect(readFileSync(join(folder, 'numeracy_mteb.py'), 'utf8')).toContain('AbsTaskRetrieval')
    if (python === undefined) return
    const program =
      'import ast, json, sys; ast.parse(open(sys.argv[1]).read(), feature_version=(3, 9)); print(json.dumps(True))'
    expect(askPython(program, join(folder, 'numeracy_mteb.py'))).toBe(true)
  })

  test(`put each question to its candidates, the right ones and no others relevant (${ran})`, async () => {
    const folder = await folderOf()
    if (!hasNumpy) return
    const program = `${loaded}
kinds = ['Near', 'Range', 'Exact', 'Format']
print(json.dumps([[task.dataset['default']['test'][part] for part in ('relevant_docs', 'top_ranked')] + [
    {row['id']: row['text'] for row in task.dataset['default']['test']['corpus']},
    {row['id']: row['text'] for row in task.dataset['default']['test']['queries']},
] for task in (tasks['Numeracy' + kind] for kind in kinds)]))`
    const all = askPython(program, folder) as [
      Record<string, Record<string, number>>,
      Record<string, string[]>,
      Record<string, string>,
      Record<string, string>,
    ][]
    const questions = searchQuestions(1, 'usual')
    for (const [at, kind] of (['near', 'range', 'exact', 'format'] as const).entries()) {
      const [relevant, ranked, corpus, queries] = all[at]
      const own = questions.filter(question => question.kind === kind)
      expect(Object.keys(queries).toSorted()).toEqual(own.map(({ id }) => id).toSorted())
      for (const { id, text, candidates } of own) {
        expect(queries[id]).toBe(text)
        expect(ranked[id].map(place => corpus[place])).toEqual(candidates.map(each => each.text))
        const gains = ranked[id].map(place => relevant[id][place])
        if (kind !== 'near') expect(gains).toEqual(candidates.map(({ grade }) => grade))
        else {
          expect(Math.max(...gains)).toBeLessThanOrEqual(20)
          for (const [a, one] of candidates.entries())
            for (const [b, other] of candidates.entries())
              if (one.grade > other.grade) expect(gains[a]).toBeGreaterThanOrEqual(gains[b])
        }
      }
    }
  })

  test(`hold the pairs of nine series with their closeness, and facts with what changed (${ran})`, async () => {
    const folder = await folderOf()
    if (!hasNumpy) return
    const program = `${loaded}
series = tasks['NumeracySeries'].dataset
print(json.dumps([{id: list(parts['test'])[:3] + [len(parts['test'])] for id, parts in series.items()},
    list(tasks['NumeracySame'].dataset['test'])]))`
    const [series, same] = askPython(program, folder) as [
      Record<string, [...{ sentence1: string; sentence2: string; score: number }[], number]>,
      { score: number }[],
    ]
    expect(Object.keys(series)).toEqual(articleSeries.map(({ id }) => id))
    expect(series.integers[3]).toBe((100 * 99) / 2)
    expect(series.integers.slice(0, 2)).toEqual([
      { sentence1: '1', sentence2: '2', score: 1 - 1 / 99 },
      { sentence1: '1', sentence2: '3', score: 1 - 2 / 99 },
    ])
    const others = drawFacts(1).flatMap(fact => fact.others)
    expect(same.filter(({ score }) => score === 1)).toHaveLength(
      others.filter(({ pair }) => pair.startsWith('same')).length,
    )
    expect(same.filter(({ score }) => score === 0)).toHaveLength(
      others.filter(({ pair }) => pair === 'different').length,
    )
  })

  test(`score the similarities of a model as a run does (${ran})`, async () => {
    const run: Run = await probed({ experiments: ['search'] })
    const uses = run.uses!.filter(({ model }) => model.startsWith('embedder:'))
    expect(uses.map(({ use }) => use)).toEqual(['near', 'range', 'exact', 'format'])
    const folder = await folderOf()
    if (!hasNumpy) return
    const questions = searchQuestions(1, 'usual')
    const texts = [...new Set(questions.flatMap(({ candidates }) => candidates.map(({ text }) => text)))]
    const vectors = {
      document: Object.fromEntries(texts.map(text => [text, vectorOf(text, 'document')])),
      query: Object.fromEntries(questions.map(({ text }) => [text, vectorOf(text, 'query')])),
    }
    put(folder, new Map([['vectors.json', JSON.stringify(vectors)]]))
    const program = `${loaded}
import numpy
vectors = json.load(open(sys.argv[1] + '/vectors.json'))
def unit(vector):
    return numpy.array(vector) / numpy.linalg.norm(vector)
found = {}
for name in ('Near', 'Range', 'Exact', 'Format'):
    task = tasks['Numeracy' + name]
    split = task.dataset['default']['test']
    corpus = {row['id']: unit(vectors['document'][row['text']]) for row in split['corpus']}
    queries = {row['id']: unit(vectors['query'][row['text']]) for row in split['queries']}
    results = {id: {place: float(queries[id] @ corpus[place]) for place in places}
        for id, places in split['top_ranked'].items()}
    found.update(task.task_specific_scores({}, split['relevant_docs'], results, 'test', 'default'))
print(json.dumps(found))`
    const found = askPython(program, folder) as Record<string, number>
    for (const { use, value } of uses) expect(found[`search_${use}`], use).toBeCloseTo(value!, 9)
  })
})
