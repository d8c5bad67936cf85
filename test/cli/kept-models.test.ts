import { describe, expect, test } from 'vitest'
import { type KeptModel, keptModelNamed } from '../../src/cli/kept-models.ts'

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
].map((model): KeptModel => ({ model, answers: 1, derived: 0, bytes: 10, identities: [model] }))

const named = (name: string) => keptModelNamed(kept, name).model

describe('keptModelNamed', () => {
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
      /nothing is kept of "bundled:use-light"\. Did you mean bundled:use-lite\? There is:\n {2}figures\n {2}bundled:use-lite\n/,
    )
    expect(() => named('quite another')).toThrow(/nothing is kept of "quite another"\. There is:\n/)
    expect(() => keptModelNamed([], 'x')).toThrow('nothing is kept of "x". The cache is empty.')
  })
})
