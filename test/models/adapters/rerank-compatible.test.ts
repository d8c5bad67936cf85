import { describe, expect, onTestFinished, test } from 'vitest'
import { identityText } from '../../../src/models/identity.ts'
import { resolveReranker } from '../../../src/models/registry.ts'
import { canaryEnvironment, numbersOf } from '../../conformance/http-model.ts'
import { httpRerankerFaults } from '../../conformance/http-reranker.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { rerankAt, teiRerank } from '../../fixtures/fault-server/protocols.ts'
import { type FaultServer, faultServer, type Protocol } from '../../fixtures/fault-server.ts'

async function rerankerOf(options: string) {
  const spec = `rerank-compatible:ranker?${options}`
  return (await resolveReranker(spec, { environment: canaryEnvironment })).reranker
}

async function serverOf(protocol: Protocol = rerankAt('/v1/rerank')): Promise<FaultServer> {
  const server = await faultServer(protocol)
  onTestFinished(() => server.close())
  return server
}

rerankerConformance('rerank-compatible', {
  create: async () => rerankerOf(`baseURL=${(await serverOf()).url}/v1`),
  anySize: false,
})

rerankerConformance('rerank-compatible in the dialect of TEI', {
  create: async () => rerankerOf(`baseURL=${(await serverOf(teiRerank)).url}&dialect=tei`),
  anySize: false,
})

httpRerankerFaults({
  name: 'rerank-compatible:ranker (reranker)',
  protocol: rerankAt('/v1/rerank'),
  create: (url, options) => rerankerOf(`baseURL=${url}/v1&keyEnv=SERVER_KEY${options}`),
})

describe('in the dialect of TEI', () => {
  httpRerankerFaults({
    name: 'rerank-compatible:ranker (reranker)',
    protocol: teiRerank,
    create: (url, options) => rerankerOf(`baseURL=${url}&dialect=tei&keyEnv=SERVER_KEY${options}`),
  })
})

describe('rerank-compatible', () => {
  test('asks for the scores of all documents, and counts the tokens', async () => {
    const server = await serverOf()
    const reranker = await rerankerOf(`baseURL=${server.url}/v1&body.truncate=true`)
    const { usage } = await reranker.score('closest to 1?', ['1', '2', '3'], {})
    expect(usage).toEqual({ tokens: 9 })
    expect(server.requests[0]).toMatchObject({
      path: '/v1/rerank',
      body: {
        model: 'ranker',
        query: 'closest to 1?',
        documents: ['1', '2', '3'],
        top_n: 3,
        truncate: true,
      },
    })
    expect(reranker).toMatchObject({ maxBatch: 128, scoreSpace: 'unknown', listwise: false, standIn: false })
  })

  test('asks TEI for raw scores of texts, 32 at once', async () => {
    const server = await serverOf(teiRerank)
    const reranker = await rerankerOf(`baseURL=${server.url}/&dialect=tei`)
    await reranker.score('closest to 1?', ['1', '2'], {})
    expect(server.requests.map(({ path, body }) => ({ path, body }))).toEqual([
      {
        path: '/rerank',
        body: { query: 'closest to 1?', texts: ['1', '2'], raw_scores: true, return_text: false },
      },
    ])
    expect(reranker).toMatchObject({ maxBatch: 32, scoreSpace: 'logit' })
  })

  test('keeps scores as they are, in document order, whatever their list is called', async () => {
    const results = [
      { index: 2, relevance_score: 0.9999998807907104 },
      { index: 0, score: -11.25, document: null },
      { index: 1, relevance_score: 1e-12, document: { text: '2' } },
    ]
    for (const answer of [{ results }, { data: results }, results]) {
      const { url } = await serverOf(() => answer)
      const { scores } = await (await rerankerOf(`baseURL=${url}/v1`)).score('q', ['1', '2', '3'], {})
      expect([...scores]).toEqual([-11.25, 1e-12, 0.9999998807907104])
    }
  })

  test.each([
    ['/v1/rerank', 1],
    ['/rerank', 2],
  ])('finds %s behind an address without a path', async (path, requests) => {
    const server = await serverOf(rerankAt(path))
    await numbersOf(await rerankerOf(`baseURL=${server.url}`))
    expect(server.requests.length).toBe(requests)
  })

  test('asks again as TEI reads it where a server says so, and stays with that', async () => {
    const server = await serverOf(asked => ('texts' in asked.body ? teiRerank(asked) : undefined))
    server.fault = request =>
      request > 2
        ? null
        : ({ asked, response }) =>
            asked.path === '/rerank'
              ? void response
                  .writeHead(422)
                  .end('Failed to deserialize the JSON body: missing field `texts` at line 1')
              : void response.writeHead(404).end()
    const reranker = await rerankerOf(`baseURL=${server.url}`)
    const found = await numbersOf(reranker)
    expect(await numbersOf(reranker)).toEqual(found)
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/v1/rerank',
      '/rerank',
      '/v1/rerank',
      '/rerank',
      '/rerank',
    ])
    expect(server.requests.at(-1)!.body).toMatchObject({ raw_scores: true })
  })

  test('says which dialect a server of TEI reads where another was named', async () => {
    const server = await serverOf()
    server.fault =
      () =>
      ({ response }) => {
        response.writeHead(422).end('Failed to deserialize the JSON body: missing field `texts` at line 1')
      }
    const reranker = await rerankerOf(`baseURL=${server.url}/v1&dialect=jina`)
    await expect(numbersOf(reranker)).rejects.toThrow('add ?dialect=tei')
  })

  test('takes what its scores are, and whether they depend on the other documents, from the spec', async () => {
    const reranker = await rerankerOf('baseURL=http://h&scores=probability&listwise=true')
    expect(reranker).toMatchObject({ scoreSpace: 'probability', listwise: true })
    await expect(rerankerOf('baseURL=http://h&scores=high')).rejects.toThrow('expected logit or probability')
    await expect(rerankerOf('baseURL=http://h&listwise=1')).rejects.toThrow('expected true or false')
    await expect(rerankerOf('baseURL=http://h&dialect=cohere')).rejects.toThrow('expected jina or tei')
    await expect(rerankerOf('baseURL=http://h/v1/rerank')).rejects.toThrow('ends with /rerank')
    await expect(rerankerOf('timeout=9')).rejects.toThrow('got no address')
  })

  test('has another identity for raw scores, for members of the body and for another server', async () => {
    const options = ['', '&dialect=tei', '&body.a=1', '&revision=b'].map(each => `baseURL=http://h${each}`)
    const models = await Promise.all([...options, 'baseURL=http://h/v1'].map(rerankerOf))
    expect(new Set(models.map(({ id }) => identityText(id))).size).toBe(models.length)
  })
})
