import { describe, expect, test } from 'vitest'
import { anotherModel } from '../../../../src/models/adapters/http/served-model.ts'

describe('the model of an answer', () => {
  test.each([
    ['text-embedding-3-small', 'text-embedding-3-small'],
    ['text-embedding-ada-002', 'text-embedding-ada-002-v2'],
    ['gpt-4', 'gpt-4-0613'],
    ['gpt-4', 'gpt-4-2024-05-13'],
    ['mistral-embed', 'mistral-embed-2312'],
    ['gemini-embedding', 'gemini-embedding-001'],
    ['text-embedding-005', 'text-embedding-005@001'],
    ['cohere.embed-v4:0', 'cohere.embed-v4'],
    ['nomic-embed-text', 'nomic-embed-text:latest'],
    ['nomic-embed-text:latest', 'nomic-embed-text:v1.5'],
    ['nomic-embed-text', 'nomic-embed-text:137m-v1.5-fp16'],
    ['bge-m3', 'BAAI/bge-m3'],
    ['BAAI/bge-m3', 'bge-m3'],
    ['BAAI/bge-m3', 'baai/BGE-M3'],
    ['BAAI/bge-m3', '/data/models/bge-m3/'],
    ['BAAI/bge-m3', '/cache/models--BAAI--bge-m3/snapshots/0a1b2c'],
    ['bge-m3', 'C:\\models\\bge-m3.gguf'],
    ['text-embedding-004', 'models/text-embedding-004'],
    ['bge-m3', 'bge-m3-Q8_0.gguf'],
    ['bge-m3-f16', 'bge-m3'],
    ['m', ''],
    ['m', undefined],
    ['m', null],
    ['m', 7],
  ])('is %s where that of %j answers', (asked, answered) => {
    expect(anotherModel(asked, answered)).toBeUndefined()
  })

  test.each([
    ['text-embedding-3-small', 'text-embedding-3-large'],
    ['voyage-3', 'voyage-3.5'],
    ['voyage-3', 'voyage-3-lite'],
    ['jina-embeddings-v2-base-en', 'jina-embeddings-v2-base-zh'],
    ['jina-embeddings-v2', 'jina-embeddings-v3'],
    ['nomic-embed-text-v1', 'nomic-embed-text-v1.5'],
    ['nomic-embed-text:v1', 'nomic-embed-text:v1.5'],
    ['BAAI/bge-m3', 'somebody/bge-m3'],
    ['m', 'gpt-3.5-turbo'],
    ['e5-small', 'e5-small-multilingual'],
    ['e5-small', 'e5-small-v2'],
    ['bge-small-en', 'bge-small-en-v1.5'],
    ['bge-m3', 'all-minilm'],
  ])('is another than %s where %s answers', (asked, answered) => {
    expect(anotherModel(asked, answered)).toBe(answered)
  })
})
