import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import { resolveEmbedder } from '../../src/models/registry.ts'
import { parseSpec } from '../../src/models/spec.ts'
import { looksLikeKey, refuseSecrets } from '../../src/models/spec-secrets.ts'

/** Made up, of the shapes that services give out. */
const keys = {
  openai: 'sk-proj-q8F2kLm9Xz4T',
  huggingFace: 'hf_qwErTyUiOpAsDf',
  jina: 'jina_0123456789abcdef',
  google: 'AIzaSyA1b2C3d4E5f6G7h8',
  token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
  random: 'aB3dE5gH7jK9mN1pQ3sT5v',
  small: 'q8f7k2m9x4z1c6v3b8n5',
  base64: 'w7alrXUt2FEMI/K7MDENG/bPxRf4CYEX5MPLEK3Y',
  bearer: 'Bearer abcdef123',
}

const base = 'openai-compatible:m?baseURL=http://h/v1'

function refusalOf(spec: string): NumeracyError | null {
  try {
    refuseSecrets(parseSpec(spec))
    return null
  } catch (error) {
    expect(error).toBeInstanceOf(NumeracyError)
    return error as NumeracyError
  }
}

describe('a spec with a secret in it', () => {
  test.each(Object.entries(keys))(
    'is refused wherever a key of %s stands in it, without repeating it',
    (_, key) => {
      const value = encodeURIComponent(key)
      const specs = [
        `${base}&revision=${value}`,
        `${base}&body.user=${value}`,
        `${base}&body.query.instruction=${value}`,
        `${base}&body.list=${encodeURIComponent(JSON.stringify([1, { deep: [key] }]))}`,
        `${base}&queryPrefix=${value}`,
        `jina:jina-embeddings-v3?task=${value}`,
        `openai:m?revision=${value}`,
      ]
      for (const spec of specs) {
        const error = refusalOf(spec)
        expect(error?.message).toMatch(/: got what looks like a key or a password in .*\?keyEnv=NAME/)
        expect(error?.code).toBe('usage')
        expect(`${error?.message}${JSON.stringify(error?.details)}${error?.stack}`).not.toContain(key)
      }
    },
  )

  test.each(['openai', 'huggingFace', 'token', 'random', 'small'] as const)(
    'is refused with a key of %s in the path of its address',
    async key => {
      for (const path of [`/v1/${keys[key]}`, `/${keys[key]}/v1`, `/v1;key=${keys[key]}`]) {
        for (const family of ['openai-compatible:m', 'jina:jina-embeddings-v3', 'openai:m']) {
          const named = resolveEmbedder(`${family}?baseURL=http://h${path}`)
          await expect(named).rejects.toMatchObject({
            code: 'usage',
            message: expect.stringMatching(
              /a baseURL with what looks like a key in its path, .*\?keyEnv=NAME/,
            ),
          })
          await expect(named).rejects.toMatchObject({ message: expect.not.stringContaining(keys[key]) })
        }
      }
      const env = { JINA_BASE_URL: `http://h/${keys[key]}` }
      await expect(
        resolveEmbedder('jina:jina-embeddings-v3', { environment: { env, cwd: '.' } }),
      ).rejects.toThrow('what looks like a key in its path')
    },
  )

  test.each([
    'api_key=x',
    'apiKey=x',
    'api-key=12345',
    'key=x',
    'hf_token=x',
    'accessToken=x',
    'client_secret=x',
    'password=1234',
    'Authorization=x',
    'credentials=x',
    'query.api_token=x',
    'auth={"user":"u","password":"p"}',
    'headers={"x":[{"Authorization":"b"}]}',
  ])('is refused for the name of a member: body.%s', member => {
    const [name, value] = member.split(/=(.*)/s)
    expect(refusalOf(`${base}&body.${name}=${encodeURIComponent(value)}`)?.message).toContain(
      `in the option body.${name};`,
    )
  })

  test('is refused before anything else is read of it, whatever the family', async () => {
    await expect(resolveEmbedder(`nobody:m?body.api_key=x`)).rejects.toThrow('what looks like a key')
  })

  test('is refused where the command line of a program holds a key', () => {
    expect(refusalOf(`command:python3 model.py --api-key ${keys.openai}`)?.message).toMatch(
      /a word that looks like a key .*environment variable/,
    )
  })
})

describe('a spec without secrets', () => {
  test.each([
    'body.max_tokens=512',
    'body.truncate_prompt_tokens=-1',
    'body.token=7',
    'body.return_tokens=true',
    'body.add_special_tokens=false',
    'body.api_key=',
    'body.token=null',
    'body.tokenizer=bert-base-uncased',
    'body.keywords=["a","b"]',
    'body.input_type=passage',
    'body.user=550e8400-e29b-41d4-a716-446655440000',
    'body.query.input_type=query',
    'revision=0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
    'revision=sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    'revision=checkpoint-20240513T120000',
    'queryPrefix=Represent this sentence for searching relevant passages: ',
    'keyEnv=A1B2C3D4E5F6G7H8I9J0K1',
  ])('is taken with %s', option => {
    const [name, value] = option.split(/=(.*)/s)
    expect(refusalOf(`${base}&${name}=${encodeURIComponent(value)}`)).toBeNull()
  })

  test.each([
    'https://api.example.org/client/v4/accounts/0a1b2c3d4e5f60718293a4b5c6d7e8f9/ai/v1',
    'http://h/openai/deployments/text-embedding-3-large',
    'http://h/serve/Qwen3-Embedding-0.6B/v1',
    'http://h/models/paraphrase-multilingual-MiniLM-L12-v2',
  ])('is taken with the address %s', async address => {
    const { embedder } = await resolveEmbedder(`openai-compatible:m?baseURL=${encodeURIComponent(address)}`)
    expect(embedder.id.baseURL).toBe(address)
  })

  test('may name folders that look like anything', () => {
    expect(refusalOf('command:/store/0a9x8c7v6b5n4m3k2j1h-python/bin/python model.py')).toBeNull()
  })

  test('has names of models that are no keys', () => {
    for (const name of ['text-embedding-3-small', 'gte-Qwen2-1.5B-instruct', 'e5mistral7binstruct20240101v2'])
      expect(looksLikeKey(name)).toBe(false)
  })
})
