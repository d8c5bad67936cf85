import { describe, expect, onTestFinished, test } from 'vitest'
import { identityText } from '../../../src/models/identity.ts'
import { listModels, resolveEmbedder, resolveReranker } from '../../../src/models/registry.ts'
import { embedderConformance } from '../../conformance/embedder.ts'
import { httpEmbedderFaults } from '../../conformance/http-embedder.ts'
import { canary, canaryEnvironment, numbersOf } from '../../conformance/http-model.ts'
import { httpRerankerFaults } from '../../conformance/http-reranker.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { embeddingsAt, rerankAt } from '../../fixtures/fault-server/protocols.ts'
import { type FaultServer, faultServer, type Protocol } from '../../fixtures/fault-server.ts'

const articleEmbedder = 'jina:jina-embeddings-v2-base-en'
const articleReranker = 'jina:jina-reranker-v2-base-multilingual'

const protocol: Protocol = asked => embeddingsAt('/v1/embeddings')(asked) ?? rerankAt('/v1/rerank')(asked)

async function embedderOf(spec: string, environment = canaryEnvironment) {
  return (await resolveEmbedder(spec, { environment })).embedder
}

async function rerankerOf(spec: string, environment = canaryEnvironment) {
  return (await resolveReranker(spec, { environment })).reranker
}

async function serverOf(): Promise<FaultServer> {
  const server = await faultServer(protocol)
  onTestFinished(() => server.close())
  return server
}

embedderConformance(articleEmbedder, {
  create: async () => embedderOf(`${articleEmbedder}?baseURL=${(await serverOf()).url}/v1`),
  anySize: false,
})

rerankerConformance(articleReranker, {
  create: async () => rerankerOf(`${articleReranker}?baseURL=${(await serverOf()).url}/v1`),
  anySize: false,
})

httpEmbedderFaults({
  name: `${articleEmbedder} (embedder)`,
  protocol,
  create: (url, options) => embedderOf(`${articleEmbedder}?baseURL=${url}/v1${options}`),
})

httpRerankerFaults({
  name: `${articleReranker} (reranker)`,
  protocol,
  create: (url, options) => rerankerOf(`${articleReranker}?baseURL=${url}/v1${options}`),
})

describe('jina', () => {
  test('takes prefixes and members by role beside its tasks', async () => {
    const server = await serverOf()
    const options = 'queryPrefix=q:&body.query.late_chunking=true&task=text-matching&truncate=true'
    const embedder = await embedderOf(`${articleEmbedder}?baseURL=${server.url}/v1&${options}`)
    await embedder.embed(['1'], { role: 'document' })
    await embedder.embed(['1'], { role: 'query' })
    const own = { model: 'jina-embeddings-v2-base-en', task: 'text-matching', truncate: true }
    expect(server.requests.map(({ body }) => body)).toEqual([
      { ...own, input: ['1'] },
      { ...own, input: ['q:1'], late_chunking: true },
    ])
    expect(embedder.id.task).toBe(
      'text-matching; body {"truncate":true}; query body {"late_chunking":true}; query prefix "q:"',
    )
    expect(embedder.takesRoles).toBe(true)
    const plain = (task: string) => embedderOf(`jina:jina-embeddings-v3${task}`)
    expect((await plain('')).takesRoles).toBe(false)
    expect((await plain('?task=text-matching')).takesRoles).toBe(false)
    expect((await plain('?task=retrieval')).takesRoles).toBe(true)
  })

  test('makes the calls of the article, member by member', async () => {
    const server = await serverOf()
    const environment = { env: { JINA_API_KEY: canary, JINA_BASE_URL: `${server.url}/v1` }, cwd: '.' }
    await (await embedderOf(articleEmbedder, environment)).embed(['1', '2'], { role: 'document' })
    const reranker = await rerankerOf(articleReranker, environment)
    await reranker.score('what is the closest item to 1?', ['1', '2'], {})
    expect(
      server.requests.map(({ path, headers, body }) => ({ path, key: headers.authorization, body })),
    ).toEqual([
      {
        path: '/v1/embeddings',
        key: `Bearer ${canary}`,
        body: { model: 'jina-embeddings-v2-base-en', input: ['1', '2'] },
      },
      {
        path: '/v1/rerank',
        key: `Bearer ${canary}`,
        body: {
          model: 'jina-reranker-v2-base-multilingual',
          query: 'what is the closest item to 1?',
          top_n: 2,
          documents: ['1', '2'],
        },
      },
    ])
  })

  test('asks the service of Jina, at the pace it allows, unless it is told another address', async () => {
    const embedder = await embedderOf(articleEmbedder, { env: {}, cwd: '.' })
    expect(embedder.id.baseURL).toBe('https://api.jina.ai/v1')
    expect(embedder.pace).toEqual({ concurrency: 8, requestsPerMinute: 500, tokensPerMinute: 2_000_000 })
    const env = { JINA_BASE_URL: 'http://from-environment:1/v1' }
    const elsewhere = await embedderOf(articleEmbedder, { env, cwd: '.' })
    expect(elsewhere.id.baseURL).toBe('http://from-environment:1/v1')
    expect(elsewhere.pace).toEqual({ concurrency: 8 })
    const named = await embedderOf(`${articleEmbedder}?baseURL=http://from-spec:1/v1`, { env, cwd: '.' })
    expect(named.id.baseURL).toBe('http://from-spec:1/v1')
  })

  test('sends the options of the later models', async () => {
    const server = await serverOf()
    const options =
      'task=text-matching&dimensions=4&normalized=true&encoding=base64&truncate=true&body.late_chunking=false'
    const embedder = await embedderOf(`jina:jina-embeddings-v3?baseURL=${server.url}/v1&${options}`)
    await embedder.embed(['1'], { role: 'document' })
    expect(server.requests[0].body).toEqual({
      model: 'jina-embeddings-v3',
      input: ['1'],
      task: 'text-matching',
      dimensions: 4,
      normalized: true,
      embedding_type: 'base64',
      truncate: true,
      late_chunking: false,
    })
    expect(embedder.id).toMatchObject({ dimensions: 4, normalisation: 'unit', dtype: 'base64' })
  })

  test.each([
    ['retrieval', ['retrieval.passage', 'retrieval.query']],
    ['code', ['code.passage', 'code.query']],
    ['retrieval.query', ['retrieval.query', 'retrieval.query']],
    ['separation', ['separation', 'separation']],
  ])('sends the task %s as the role has it', async (task, sent) => {
    const server = await serverOf()
    const embedder = await embedderOf(`jina:jina-embeddings-v4?baseURL=${server.url}/v1&task=${task}`)
    await embedder.embed(['1'], { role: 'document' })
    await embedder.embed(['1'], { role: 'query' })
    expect(server.requests.map(({ body }) => body.task)).toEqual(sent)
  })

  test('reads base64 as the same numbers', async () => {
    const { url } = await serverOf()
    const floats = await numbersOf(await embedderOf(`${articleEmbedder}?baseURL=${url}/v1`))
    const spec = `${articleEmbedder}?baseURL=${url}/v1&encoding=base64`
    expect(await numbersOf(await embedderOf(spec))).toEqual(floats)
  })

  test('brings vectors of fewer dimensions to unit length, but those that were to stay as they are', async () => {
    const { url } = await serverOf()
    const spec = `jina:jina-embeddings-v3?baseURL=${url}/v1&dimensions=3`
    const cut = await numbersOf(await embedderOf(spec))
    expect(Math.hypot(...cut.slice(0, 3))).toBeCloseTo(1, 6)
    const raw = await embedderOf(`${spec}&normalized=false`)
    expect(raw.id.normalisation).toBe('none')
    expect(Math.hypot(...(await numbersOf(raw)).slice(0, 3))).toBeGreaterThan(1.01)
  })

  test('has another identity for everything that changes an answer', async () => {
    const options = [
      'task=retrieval',
      'task=retrieval.query',
      'dimensions=2',
      'dimensions=2&normalized=false',
      'normalized=true',
      'normalized=false',
      'encoding=float',
      'encoding=base64',
      'truncate=true',
      'truncate=false',
      'body.late_chunking=true',
      'baseURL=http://h/v1',
      'revision=b',
    ]
    const specs = ['', ...options.map(each => `?${each}`)].map(each => `jina:jina-embeddings-v3${each}`)
    const models = await Promise.all(specs.map(spec => embedderOf(spec)))
    expect(new Set(models.map(({ id }) => identityText(id))).size).toBe(models.length)
  })

  test('names the key that is missing before it asks anything', async () => {
    const server = await serverOf()
    const environment = { env: { JINA_BASE_URL: server.url }, cwd: '.' }
    const message = /got no key; expected one in the environment variable JINA_API_KEY\. Set it/
    for (const model of [
      await embedderOf(articleEmbedder, environment),
      await rerankerOf(articleReranker, environment),
    ])
      await expect(numbersOf(model)).rejects.toMatchObject({
        code: 'usage',
        retryable: false,
        message: expect.stringMatching(message),
      })
    expect(server.requests).toEqual([])
  })

  test('sends the whole list of a listwise reranker, and says what scores are', async () => {
    expect(await rerankerOf('jina:jina-reranker-v3')).toMatchObject({ listwise: true, scoreSpace: 'unknown' })
    expect(await rerankerOf('jina:jina-reranker-m0')).toMatchObject({
      listwise: false,
      scoreSpace: 'unknown',
    })
    expect(await rerankerOf(articleReranker)).toMatchObject({ listwise: false, scoreSpace: 'probability' })
    expect(await rerankerOf(`${articleReranker}?scores=logit&listwise=true`)).toMatchObject({
      listwise: true,
      scoreSpace: 'logit',
    })
  })

  test('knows an embedder from a reranker', async () => {
    await expect(embedderOf(articleReranker)).rejects.toMatchObject({ code: 'unknown' })
    await expect(rerankerOf(articleEmbedder)).rejects.toThrow('serves as embedder only')
    await expect(embedderOf('jina:jina-embedings-v3')).rejects.toThrow('Did you mean jina:jina-embeddings-v3')
  })

  test('is listed with what it lacks', () => {
    const listed = (env: Record<string, string>) =>
      listModels({ environment: { env, cwd: '.' } }).filter(({ spec }) => spec.startsWith('jina:'))
    expect(listed({}).map(({ ready }) => ready)).not.toContain(true)
    expect(listed({})[0].needs).toMatch(/JINA_API_KEY/)
    expect(listed({ JINA_API_KEY: 'k' }).map(({ ready }) => ready)).not.toContain(false)
    expect(listed({}).map(({ spec }) => spec)).toEqual(
      expect.arrayContaining([articleEmbedder, articleReranker, 'jina:jina-reranker-v3']),
    )
  })
})
