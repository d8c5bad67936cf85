import { describe, expect, test } from 'vitest'
import { labelledSpec, parseSpec } from '../../src/models/spec.ts'

describe('labelledSpec', () => {
  test.each([
    ['bundled:use-lite', null, 'bundled:use-lite'],
    ['./models/minilm?dtype=q8', null, './models/minilm?dtype=q8'],
    ['./a=b/model', null, './a=b/model'],
    ['C:\\models\\a=b', null, 'C:\\models\\a=b'],
    [
      'openai-compatible:m?baseURL=http://127.0.0.1:1/v1',
      null,
      'openai-compatible:m?baseURL=http://127.0.0.1:1/v1',
    ],
    ['minilm=./models/minilm?dtype=q8', 'minilm', './models/minilm?dtype=q8'],
    ['step 500 = hf:org/name'.replace(' = ', '='), 'step 500', 'hf:org/name'],
    ['小模型=command:python encoder.py a=b', '小模型', 'command:python encoder.py a=b'],
    [' mini =bundled:use-lite', 'mini', 'bundled:use-lite'],
  ])('reads %s', (text, label, spec) => {
    expect(labelledSpec(text)).toEqual({ label, spec })
  })

  test.each(['=bundled:use-lite', '  =x:y', `${'a'.repeat(61)}=x:y`, 'a\u001b[31mb=x:y'])(
    'refuses the label of %j, and says what one may be',
    text => {
      expect(() => labelledSpec(text)).toThrow(/has the label .* expected 1 to 60 printable characters/)
    },
  )
})

describe('what is no spec', () => {
  test.each([
    [' BAAI/bge-small-en-v1.5', 'hf:BAAI/bge-small-en-v1.5'],
    ['BAAI/bge-small-en-v1.5 ', 'hf:BAAI/bge-small-en-v1.5'],
    ['text-embedding-3-small', 'openai:text-embedding-3-small'],
    ['text-embedding-3-large', 'openai:text-embedding-3-large'],
    ['voyage-3-large', 'voyage:voyage-3-large'],
    ['embed-v4.0', 'cohere:embed-v4.0'],
    ['rerank-v3.5', 'cohere:rerank-v3.5'],
    ['jina-embeddings-v3', 'jina:jina-embeddings-v3'],
    ['mistral-embed', 'mistral:mistral-embed'],
    ['gemini-embedding-001', 'google:gemini-embedding-001'],
    ['use-lite', 'bundled:use-lite'],
  ])('%s is asked back as %s', (text, meant) => {
    expect(() => parseSpec(text)).toThrow(`Did you mean ${meant}`)
  })
})
