import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { NumeracyError } from '../../../src/base/error.ts'
import { vendors } from '../../../src/models/adapters/ai-sdk/vendors.ts'
import { aiSdkFamilies, vendorFamily } from '../../../src/models/adapters/ai-sdk.ts'
import type { ModelEnvironment } from '../../../src/models/adapters/family.ts'
import { guarded } from '../../../src/models/decorators/guarded.ts'
import { listModels, resolveEmbedder, resolveReranker } from '../../../src/models/registry.ts'
import { memoryCache } from '../../../src/store/memory-cache.ts'
import { sharedFaults } from '../../conformance/shared-faults.ts'
import { overHttp } from '../../conformance/troubled-server.ts'
import { huge } from '../../fixtures/fault-server/bodies.ts'
import { redirectTo } from '../../fixtures/fault-server/connections.ts'
import { type Asked, type FaultServer, faultServer, sendJson } from '../../fixtures/fault-server.ts'
import { fakeScore, fakeVector } from '../fakes.ts'

const canary = 'CANARY-41bd77'
const environment: ModelEnvironment = { env: { OPENAI_API_KEY: canary, COHERE_API_KEY: canary }, cwd: '.' }
const document = { role: 'document' } as const

let server: FaultServer | undefined
afterEach(() => server?.close())

function openaiAnswer({ path, body }: Asked): unknown {
  if (path !== '/embeddings') return undefined
  const data = (body.input as string[]).map((text, index) => ({
    object: 'embedding',
    index,
    embedding: fakeVector(text, 4),
  }))
  return { object: 'list', data, usage: { prompt_tokens: 5, total_tokens: 5 } }
}

function cohereAnswer({ path, body }: Asked): unknown {
  if (path === '/embed') {
    const float = (body.texts as string[]).map(text => fakeVector(text, 4))
    return { id: 'x', embeddings: { float }, meta: { billed_units: { input_tokens: 5 } } }
  }
  if (path !== '/rerank') return undefined
  const results = (body.documents as string[])
    .map((text, index) => ({ index, relevance_score: fakeScore(String(body.query), text) }))
    .sort((a, b) => b.relevance_score - a.relevance_score)
  return { id: 'x', results, meta: {} }
}

async function openai(options = '') {
  server = await faultServer(openaiAnswer)
  const spec = `openai:text-embedding-3-small?baseURL=${server.url}${options}`
  return { server, model: (await resolveEmbedder(spec, { environment })).embedder }
}

async function cohere(kind: 'embedder' | 'reranker') {
  server = await faultServer(cohereAnswer)
  const spec = `cohere:some-model?baseURL=${server.url}`
  if (kind === 'embedder')
    return { server, embedder: (await resolveEmbedder(spec, { environment })).embedder }
  return { server, reranker: (await resolveReranker(spec, { environment })).reranker }
}

sharedFaults(
  overHttp(
    'openai:text-embedding-3-small, by @ai-sdk/openai,',
    openaiAnswer,
    async url =>
      (await resolveEmbedder(`openai:text-embedding-3-small?baseURL=${url}`, { environment })).embedder,
  ),
)
sharedFaults(
  overHttp(
    'cohere:some-model, by @ai-sdk/cohere, as an embedder,',
    cohereAnswer,
    async url => (await resolveEmbedder(`cohere:some-model?baseURL=${url}`, { environment })).embedder,
  ),
)
sharedFaults(
  overHttp(
    'cohere:some-model, by @ai-sdk/cohere, as a reranker,',
    cohereAnswer,
    async url => (await resolveReranker(`cohere:some-model?baseURL=${url}`, { environment })).reranker,
  ),
)

describe('@ai-sdk/openai, pointed at a server of the tests', () => {
  test('asks for one batch in one request, with the key and the dimensions', async () => {
    const { server, model } = await openai('&dimensions=4')
    const { vectors, usage } = await model.embed(['1', '2'], document)
    expect(server.requests.length).toBe(1)
    expect(server.requests[0]).toMatchObject({
      headers: { authorization: `Bearer ${canary}` },
      body: { model: 'text-embedding-3-small', input: ['1', '2'], dimensions: 4 },
    })
    expect([...vectors.data]).toEqual([...Float32Array.from([...fakeVector('1', 4), ...fakeVector('2', 4)])])
    expect(usage).toEqual({ tokens: 5 })
  })

  test('never retries by itself, and is asked again by us where that helps', async () => {
    const { server, model } = await openai()
    server.fault = request =>
      request < 3 ? ({ response }) => sendJson(response, { error: { message: 'busy' } }, 503) : null
    await expect(model.embed(['1'], document)).rejects.toMatchObject({
      retryable: true,
      details: { status: 503 },
    })
    expect(server.requests.length).toBe(1)
    const waits: number[] = []
    const ready = guarded(model, {
      cache: memoryCache(),
      concurrency: 2,
      now: () => 0,
      retry: { random: () => 0, wait: async milliseconds => void waits.push(milliseconds) },
    })
    await ready.embed(['1'], document)
    expect(server.requests.length).toBe(3)
    expect(waits.length).toBe(1)
  })

  test('follows no redirect, which could take texts and key to another host', async () => {
    const other = await faultServer(openaiAnswer)
    onTestFinished(() => other.close())
    const { server, model } = await openai()
    server.fault =
      () =>
      ({ response }) =>
        void response.writeHead(307, { location: `${other.url}/embeddings` }).end()
    await expect(model.embed(['1'], document)).rejects.toMatchObject({
      code: 'model-unavailable',
      details: { status: 307 },
    })
    expect(server.requests.length).toBe(1)
    expect(other.requests).toEqual([])
  })

  test.each<[number, string, object, RegExp]>([
    [
      401,
      `no ${canary}`,
      { retryable: false },
      /got status 401 saying .*\[key\].* Check the key in the environment variable OPENAI_API_KEY/,
    ],
    [
      429,
      'You exceeded your current quota, please check your plan and billing details',
      { retryable: false },
      /nothing left/,
    ],
    [404, 'no such model', { retryable: false }, /Check the name of the model/],
    [413, 'too large', { details: { tooLarge: true } }, /too much for one request/],
  ])('tells a status %i without the key', async (status, message, facts, text) => {
    const { server, model } = await openai()
    server.fault =
      () =>
      ({ response }) =>
        sendJson(response, { error: { message } }, status)
    const error = await model.embed(['1', '2'], document).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(NumeracyError)
    expect(error).toMatchObject({ code: 'model-unavailable', ...facts, message: expect.stringMatching(text) })
    const { message: reported, details, cause, stack } = error as NumeracyError
    expect(`${reported}${JSON.stringify(details)}${String(cause)}${stack}`).not.toContain(canary)
  })

  test('waits as long as the server asks', async () => {
    const { server, model } = await openai()
    server.fault =
      () =>
      ({ response }) => {
        response.setHeader('retry-after', '77')
        sendJson(response, { error: { message: 'slow down' } }, 429)
      }
    await expect(model.embed(['1'], document)).rejects.toMatchObject({ details: { retryAfterSeconds: 77 } })
  })

  test('refuses a short answer, whose vectors the SDK would hand on without an index', async () => {
    const { server, model } = await openai()
    server.fault =
      () =>
      ({ response }) =>
        sendJson(response, { data: [{ embedding: fakeVector('1', 4) }], usage: { prompt_tokens: 1 } })
    await expect(model.embed(['1', '2'], document)).rejects.toThrow(
      'openai:text-embedding-3-small (embedder): got 1 vectors for 2 texts; expected one for each.',
    )
  })

  test('is asked for as much as the SDK takes at once', async () => {
    const { server, model } = await openai('&maxBatch=3000')
    const ready = guarded(model, {
      cache: memoryCache(),
      concurrency: 1,
      now: () => 0,
      retry: { random: () => 0, wait: async () => {} },
    })
    const texts = Array.from({ length: 2049 }, (_, at) => String(at))
    expect((await ready.embed(texts, document)).vectors.count).toBe(2049)
    expect(server.requests.map(({ body }) => (body.input as string[]).length)).toEqual([2048, 1])
  })

  test('stops with the reason it was given', async () => {
    const { server, model } = await openai()
    server.fault = () => () => {}
    const controller = new AbortController()
    const asked = model.embed(['1'], { ...document, signal: controller.signal })
    setTimeout(() => controller.abort(new Error('stopped by the user')), 50)
    await expect(asked).rejects.toThrow('stopped by the user')
  })
})

describe('a model of the AI SDK', () => {
  test('gets prefixes by role', async () => {
    const { server, model } = await openai('&queryPrefix=q:&documentPrefix=d:')
    await model.embed(['1'], document)
    await model.embed(['1'], { role: 'query' })
    expect(server.requests.map(({ body }) => body.input)).toEqual([['d:1'], ['q:1']])
    expect(model.id.task).toBe('document prefix "d:"; query prefix "q:"')
    expect(model.takesRoles).toBe(true)
  })

  test('takes no role where its vendor has none, and one where it has', async () => {
    expect((await openai()).model.takesRoles).toBe(false)
    expect((await cohere('embedder')).embedder!.takesRoles).toBe(true)
  })

  test('tells of another model that answers', async () => {
    const { server, model } = await openai()
    server.fault =
      () =>
      ({ response, answer }) =>
        sendJson(response, { ...(answer as object), model: 'text-embedding-3-large' })
    expect(await model.embed(['1'], document)).toMatchObject({ anotherModel: 'text-embedding-3-large' })
  })

  test.each([
    ['http://me:CANARY@h/v1', 'with a user or a password in it'],
    ['http://h/v1%3Fkey=CANARY', 'with a query or a fragment'],
    ['localhost:80', 'not an http or https address'],
  ])('has no secrets in its address: %s', async (address, message) => {
    const named = resolveEmbedder(`openai:m?baseURL=${address}`, { environment })
    await expect(named).rejects.toThrow(message)
    await expect(named).rejects.toMatchObject({ message: expect.not.stringContaining('CANARY') })
  })

  test('says that numbers are not finite, and blames no option', async () => {
    const { server, model } = await openai()
    server.fault =
      () =>
      ({ response }) =>
        void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"data":[{"index":0,"embedding":[NaN,1]}],"usage":{"prompt_tokens":1}}')
    await expect(model.embed(['1'], document)).rejects.toMatchObject({
      code: 'invalid-response',
      message: expect.stringMatching(/numbers that are not finite.*The address is right/),
    })
  })

  test('reads no answer without end', async () => {
    const { server, model } = await openai()
    const endless = huge(300)
    server.fault = () => endless
    const error = await model.embed(['1'], document).catch((thrown: unknown) => thrown)
    expect((error as Error).message).toMatch(/more than 64 MB/)
    expect(error).toMatchObject({ name: 'NumeracyError', retryable: false })
    expect(endless.megabytes).toBeLessThan(300)
  })

  test('follows no redirect, so that no key goes astray', async () => {
    const { server, model } = await openai()
    const other = await faultServer(openaiAnswer)
    onTestFinished(() => other.close())
    server.fault = () => redirectTo(() => other.url)
    await expect(model.embed(['1'], document)).rejects.toMatchObject({
      retryable: false,
      message: expect.stringMatching(/got status 307 .*Redirects are not followed/),
    })
    expect(other.requests).toEqual([])
  })

  test('says that nothing listens at its address', async () => {
    const { server, model } = await openai()
    server.close()
    await expect(model.embed(['1'], document)).rejects.toMatchObject({
      retryable: true,
      message: expect.stringMatching(/nothing listens at that address .*Check that the server runs there/),
    })
  })
})

describe('@ai-sdk/cohere, pointed at a server of the tests', () => {
  test('tells the role of each text', async () => {
    const { server, embedder } = await cohere('embedder')
    await embedder!.embed(['1'], document)
    await embedder!.embed(['1'], { role: 'query' })
    expect(server.requests.map(({ body }) => body.input_type)).toEqual(['search_document', 'search_query'])
  })

  test('puts the scores of a reranker into the order of the documents', async () => {
    const { server, reranker } = await cohere('reranker')
    const texts = ['1', '22', '3', '44']
    const { scores } = await reranker!.score('q', texts, {})
    expect([...scores]).toEqual(texts.map(text => fakeScore('q', text)))
    expect(server.requests[0].body).toMatchObject({ query: 'q', documents: texts, top_n: 4 })
  })

  test('refuses a ranking that lacks a document', async () => {
    const { server, reranker } = await cohere('reranker')
    server.fault =
      () =>
      ({ response }) =>
        sendJson(response, { id: 'x', results: [{ index: 0, relevance_score: 1 }], meta: {} })
    await expect(reranker!.score('q', ['1', '2'], {})).rejects.toThrow(/expected one for each of 0 to 1/)
  })
})

describe.each(vendors)(
  '$package, as it asks on the wire',
  ({ provider, kinds, variables, roles, dimensions }) => {
    const all: ModelEnvironment = { env: { [variables[0]]: canary, AWS_REGION: 'us-east-1' }, cwd: '.' }
    const name = provider === 'bedrock' ? 'cohere.embed-v4:0' : 'some-model'

    async function asked(ask: (options: string) => Promise<unknown>) {
      server = await faultServer(() => undefined)
      const error = await ask(`baseURL=${server.url}`).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'model-unavailable', details: { status: 404 } })
      const [{ headers, body }] = server.requests
      expect(JSON.stringify(headers)).toContain(canary)
      return JSON.stringify(body)
    }

    test('sends texts, the role of each and the dimensions', async () => {
      const wanted = dimensions === null || provider === 'bedrock' ? '' : '&dimensions=256'
      const body = await asked(async options => {
        const { embedder } = await resolveEmbedder(`${provider}:${name}?${options}${wanted}`, {
          environment: all,
        })
        return embedder.embed(['first', 'second'], { role: 'query' })
      })
      expect(body).toContain('"first"')
      expect(body).toContain('"second"')
      for (const value of Object.values(roles?.query ?? {})) expect(body).toContain(`"${value}"`)
      if (wanted !== '') expect(body).toContain('256')
    })

    if (kinds.includes('reranker')) {
      test('sends a query with all of its documents', async () => {
        const body = await asked(async options => {
          const spec = `${provider}:${provider === 'bedrock' ? 'cohere.rerank-v3-5:0' : name}?${options}`
          const { reranker } = await resolveReranker(spec, { environment: all })
          return reranker.score('question', ['first', 'second'], {})
        })
        for (const text of ['question', 'first', 'second']) expect(body).toContain(`"${text}"`)
      })
    }
  },
)

describe('a vendor', () => {
  const none: ModelEnvironment = { env: {}, cwd: '.' }

  const missing = vendorFamily({ ...vendors[0], provider: 'nobody', package: '@ai-sdk/nobody-at-all' })

  test('says which variables it needs, and how to install its package where that is not here', () => {
    const rows = listModels({ environment: none, families: [...aiSdkFamilies, missing] })
    const needs = Object.fromEntries(rows.map(row => [row.spec, row.needs]))
    expect(needs['openai:NAME']).toBe('Set OPENAI_API_KEY.')
    expect(needs['bedrock:NAME']).toBe('Set AWS_BEARER_TOKEN_BEDROCK and AWS_REGION.')
    expect(needs['nobody:NAME']).toBe('Run npm install @ai-sdk/nobody-at-all. Set OPENAI_API_KEY.')
  })

  test('whose package is not here fails at the first request with that line', async () => {
    const { embedder } = await resolveEmbedder('nobody:m', { environment, families: [missing] })
    await expect(embedder.embed(['1'], document)).rejects.toThrow(
      'nobody: its package @ai-sdk/nobody-at-all is not installed. Install it: npm install @ai-sdk/nobody-at-all.',
    )
  })

  test('without its key names the variable at the first request', async () => {
    const { embedder } = await resolveEmbedder('openai:m', { environment: none })
    await expect(embedder.embed(['1'], document)).rejects.toThrow(/environment variable OPENAI_API_KEY/)
  })

  test('that has no rerankers is no reranker', async () => {
    await expect(resolveReranker('openai:m', { environment })).rejects.toMatchObject({ code: 'unknown' })
  })

  test('has an entry of its own, with an optional peer of the package', async () => {
    const { default: manifest } = await import('../../../package.json', { with: { type: 'json' } })
    expect(new Set(vendors.map(({ provider }) => provider)).size).toBe(vendors.length)
    for (const { package: name } of vendors) {
      expect(manifest.peerDependencies).toHaveProperty([name])
      expect(manifest.peerDependenciesMeta).toHaveProperty([name, 'optional'], true)
    }
  })
})
