import { expect, test } from 'vitest'
import { enumerated, modelName, nameOf } from '../../src/findings/finding.ts'
import { around, evidence, measured, model } from './fixtures/evidence.ts'

const reference = 'reference:prefix'

test('modelName tells embedder, reranker, stand-in and reference apart', () => {
  const run = evidence({
    models: [
      model('a', 'jina:x', 'embedder'),
      model('b', 'jina:y', 'reranker'),
      model('c', 'jina:x', 'reranker', true),
      model(reference, reference, 'reference'),
    ],
  })
  expect(['a', 'b', 'c', reference].map(id => modelName(run, id))).toEqual([
    'jina:x as embedder',
    'jina:y as reranker',
    'jina:x standing in as reranker',
    'prefix',
  ])
})

test('modelName leaves options out where they tell no two models apart', () => {
  const run = evidence({
    models: [
      model('a', 'jina:x?dimensions=64', 'embedder'),
      model('b', 'jina:x?dimensions=128', 'embedder'),
      model('c', 'jina:x?baseURL=http://127.0.0.1', 'reranker'),
      model('d', '../models/encoder', 'embedder'),
      model('e', '/models/encoder?dtype=q8', 'embedder'),
      model('f', './alone/', 'reranker'),
      model('g', './a/twin', 'reranker'),
      model('h', './b/twin', 'reranker'),
    ],
  })
  expect(run.models.map(({ id }) => modelName(run, id))).toEqual([
    'jina:x?dimensions=64 as embedder',
    'jina:x?dimensions=128 as embedder',
    'jina:x as reranker',
    'encoder as embedder',
    'encoder?dtype=q8 as embedder',
    'alone as reranker',
    './a/twin as reranker',
    './b/twin as reranker',
  ])
})

test('nameOf adds the question only where a model was asked several of the main experiment', () => {
  const asked = (prompt: string) => measured('concordance', 'a', around(0.5), { model: 'b', prompt })
  const names = (...prompts: string[]) => {
    const run = evidence({ models: [model('b', 'y', 'reranker')], measures: prompts.map(asked) })
    return (['en', 'zh'] as const).map(language => nameOf(run, { model: 'b', prompt: prompts[0] }, language))
  }
  expect(names('near {d}', '{d}')).toEqual([
    'y as reranker (asked “near {d}”)',
    'y（重排序模型）（问题为“near {d}”）',
  ])
  expect(names('near {d}', 'about zero')).toEqual(['y as reranker', 'y（重排序模型）'])
})

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('enumerated writes %j as English does', (items, text) => {
  expect(enumerated(items)).toBe(text)
})

test('enumerated writes a list as Chinese does', () => {
  expect(enumerated(['a', 'b', 'c'], 'zh')).toBe('a、b、c')
})
