import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { vendors } from '../../../src/models/adapters/ai-sdk/vendors.ts'
import type { ModelEnvironment } from '../../../src/models/adapters/family.ts'
import { listModels, modelReach, resolveEmbedder } from '../../../src/models/registry.ts'

const environment: ModelEnvironment = { env: {}, cwd: resolve('/some/where') }
const reach = (spec: string, env: ModelEnvironment['env'] = {}, kind: 'embedder' | 'reranker' = 'embedder') =>
  modelReach(kind, spec, { environment: { ...environment, env } })

describe('what asking a model does', () => {
  test.each<[string, object]>([
    ['bundled:use-lite', { does: 'computes' }],
    ["command:sh -c 'a b' c", { does: 'runs', words: ['sh', '-c', 'a b', 'c'], folder: environment.cwd }],
    ['./model?dtype=q8', { does: 'reads', folder: resolve('/some/where/model') }],
    ['folder:../model', { does: 'reads', folder: resolve('/some/model') }],
    ['~/model', { does: 'reads', folder: resolve(homedir(), 'model') }],
    ['hf:a/b', { does: 'downloads', from: 'https://huggingface.co/', key: null }],
    ['openai-compatible:m?baseURL=http://h:1/v1/', { does: 'sends', to: 'http://h:1/v1', key: null }],
    ['openai-compatible:m?baseURL=http%3A%2F%2FH%3A1', { does: 'sends', to: 'http://h:1', key: null }],
  ])('is known of %s', (spec, expected) => {
    expect(reach(spec)).toEqual(expected)
  })

  test.each<[string, string, { known: boolean; elsewhere: boolean }]>([
    ['openai-compatible:m?baseURL=http://h&keyEnv=MINE', 'MINE', { known: false, elsewhere: false }],
    ['openai-compatible:m?baseURL=http://h&key%45nv=%4DINE', 'MINE', { known: false, elsewhere: false }],
    [
      'openai-compatible:m?baseURL=http://h&keyEnv=OPENAI_API_KEY',
      'OPENAI_API_KEY',
      { known: false, elsewhere: true },
    ],
    [
      'openai-compatible:m?baseURL=https://api.openai.com/v1',
      'OPENAI_API_KEY',
      { known: true, elsewhere: false },
    ],
    ['jina:jina-embeddings-v3', 'JINA_API_KEY', { known: true, elsewhere: false }],
    [
      'jina:jina-embeddings-v3?baseURL=https://api.jina.ai.h/v1',
      'JINA_API_KEY',
      { known: true, elsewhere: true },
    ],
    ['cohere:m?baseURL=http://api.cohere.com/v2', 'COHERE_API_KEY', { known: true, elsewhere: true }],
  ])('tells the key of %s, and whether it belongs there', (spec, variable, expected) => {
    expect(reach(spec)).toMatchObject({ does: 'sends', key: { variable, ...expected } })
  })

  test.each(vendors)("of $provider is to send the vendor's key to the vendor", ({ provider, variables }) => {
    const found = reach(`${provider}:m`, { AZURE_RESOURCE_NAME: 'r', AWS_REGION: 'us-east-1' })
    expect(found).toMatchObject({
      does: 'sends',
      to: expect.stringMatching(/^https:\/\/[^/]+\.(?:com|ai|xyz)\b/),
      key: { variable: variables[0], known: true, elsewhere: false },
    })
  })

  test('follows the variables that name other addresses', () => {
    const elsewhere = { does: 'sends', to: 'http://proxy.example/v1' }
    const url = 'http://proxy.example/v1'
    expect(reach('openai:m', { OPENAI_BASE_URL: url })).toMatchObject(elsewhere)
    expect(reach('bedrock:m', { AWS_ENDPOINT_URL: url })).toMatchObject(elsewhere)
    expect(reach('jina:jina-embeddings-v3', { JINA_BASE_URL: url })).toMatchObject(elsewhere)
    expect(reach('hf:a/b', { HF_ENDPOINT: url, HF_TOKEN: 'x' })).toEqual({
      does: 'downloads',
      from: url,
      key: { variable: 'HF_TOKEN', known: true, elsewhere: false },
    })
  })

  test('is known of every family that is listed', () => {
    const env = { AZURE_RESOURCE_NAME: 'r', AWS_REGION: 'us-east-1' }
    for (const { spec, kinds, pattern } of listModels())
      for (const kind of kinds) {
        const given = pattern ? spec.replace('=URL', '=http://h') : spec
        expect(reach(given, env, kind), given).toHaveProperty('does')
      }
  })

  test.each([
    ['openai-compatible:m', 'usage', 'expected the option baseURL'],
    ['openai-compatible:m?baseURL=http://h&keyEnv=sk-x', 'usage', 'something else as the option keyEnv'],
    ['rerank-compatible:m?baseURL=http://h', 'unknown', 'There is no embedder'],
    ['nowhere:m', 'unknown', 'There is no embedder'],
    ['bundled:use-lite?x=1', 'usage', 'has the option "x"'],
  ])('cannot be said of %s', (spec, code, message) => {
    expect(() => reach(spec)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    )
  })
})

describe('the identity of a vendor’s model', () => {
  test('holds the address that the environment names, so that its answers are not taken for the vendor’s', async () => {
    const identityWith = async (env: Record<string, string>) => {
      const environment = { env: { OPENAI_API_KEY: 'sk-test-0123456789', ...env }, cwd: '.' }
      return (await resolveEmbedder('openai:m', { environment })).embedder.id.baseURL
    }
    expect(await identityWith({})).toBeNull()
    expect(await identityWith({ OPENAI_BASE_URL: 'http://127.0.0.1:9/v1/' })).toBe('http://127.0.0.1:9/v1')
    await expect(identityWith({ OPENAI_BASE_URL: 'http://me:secret@h/v1' })).rejects.toThrow(
      /a user or a password/,
    )
  })
})
