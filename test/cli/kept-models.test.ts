import { describe, expect, test } from 'vitest'
import { type KeptModel, keptRows } from '../../src/cli/kept-models.ts'

const kept = [
  'figures',
  'bundled:use-lite',
  'folder:encoder',
  'jina:jina-embeddings-v3',
  'openai-compatible:bge-m3',
  'hf:sentence-transformers/all-MiniLM-L6-v2',
  'command:python3 my model.py',
  'folder:twin',
  'hf:twin',
].map(
  (model): KeptModel => ({
    model,
    answers: 1,
    derived: 0,
    bytes: 10,
    rows: [{ model, answers: 1, derived: 0, bytes: 10 }],
  }),
)

const named = (name: string) => keptRows(kept, name).model

const identity = (kind: string, baseURL: string | null = null) =>
  JSON.stringify({ kind, provider: 'bundled', model: 'use-lite', baseURL })

describe('keptRows', () => {
  test('of a name that says kind or address are those of that kind or address alone', () => {
    const rows = [identity('embedder'), identity('reranker'), identity('embedder', 'http://a')].map(
      model => ({
        model,
        answers: 1,
        derived: 0,
        bytes: 1,
      }),
    )
    const all = [{ model: 'bundled:use-lite', answers: 3, derived: 0, bytes: 3, rows }]
    const models = (name: string) => keptRows(all, name).rows.map(({ model }) => model)
    expect(models('bundled:use-lite')).toEqual(rows.map(({ model }) => model))
    expect(models('reranker:bundled:use-lite')).toEqual([identity('reranker')])
    expect(models('bundled:use-lite?baseURL=http://a')).toEqual([identity('embedder', 'http://a')])
    expect(() => models('bundled:use-lite?baseURL=http://b')).toThrow(
      'no answers are kept of "bundled:use-lite?baseURL=http://b", but there are answers of bundled:use-lite in another role or from another address',
    )
  })

  test.each([
    ['the name of the cache', 'bundled:use-lite', 'bundled:use-lite'],
    ['what is kept of no model', 'figures', 'figures'],
    ['the id of a run', 'embedder:bundled:use-lite', 'bundled:use-lite'],
    ['a sentence', 'bundled:use-lite standing in as reranker', 'bundled:use-lite'],
    ['the path of a folder', '../models/encoder', 'folder:encoder'],
    ['a path with an end and options', './encoder/?dtype=q8', 'folder:encoder'],
    ['a path of Windows', 'C:\\models\\encoder', 'folder:encoder'],
    ['the id of a folder', 'reranker:/data/models/encoder', 'folder:encoder'],
    ['the short name of a folder', 'encoder as embedder', 'folder:encoder'],
    ['a spec with options', 'jina:jina-embeddings-v3?dimensions=64', 'jina:jina-embeddings-v3'],
    [
      'the name of a server’s model',
      'openai-compatible:bge-m3?baseURL=http://127.0.0.1:1/v1',
      'openai-compatible:bge-m3',
    ],
    ['a model’s name alone', 'bge-m3', 'openai-compatible:bge-m3'],
    ['a hub’s name', 'sentence-transformers/all-MiniLM-L6-v2', 'hf:sentence-transformers/all-MiniLM-L6-v2'],
    ['a program', 'embedder:command:python3 my model.py', 'command:python3 my model.py'],
  ])('takes %s', (_, given, model) => expect(named(given)).toBe(model))

  test('takes the whole name of one of two, and refuses what both are called', () => {
    expect(named('hf:twin')).toBe('hf:twin')
    expect(() => named('twin')).toThrow(
      'cache clear: "twin" may be folder:twin or hf:twin. Give one of these names.',
    )
  })

  test('says what is near, and lists what there is', () => {
    expect(() => named('bundled:use-light')).toThrow(
      /nothing is kept of "bundled:use-light"\. Did you mean bundled:use-lite\? The cache holds:\n {2}figures\n {2}bundled:use-lite\n/,
    )
    expect(() => named('quite another')).toThrow(/nothing is kept of "quite another"\. The cache holds:\n/)
    expect(() => keptRows([], 'x')).toThrow('nothing is kept of "x". The cache is empty.')
  })
})
