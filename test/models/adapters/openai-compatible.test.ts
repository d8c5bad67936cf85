import { describe, expect, onTestFinished, test } from 'vitest'
import { identityText } from '../../../src/models/identity.ts'
import { resolveEmbedder } from '../../../src/models/registry.ts'
import { embedderConformance } from '../../conformance/embedder.ts'
import { httpEmbedderFaults } from '../../conformance/http-embedder.ts'
import { canary, canaryEnvironment, numbersOf, texts } from '../../conformance/http-model.ts'
import { webPage } from '../../fixtures/fault-server/bodies.ts'
import { embeddingsAt } from '../../fixtures/fault-server/protocols.ts'
import { type FaultServer, faultServer, type Protocol } from '../../fixtures/fault-server.ts'

const protocol = embeddingsAt('/v1/embeddings')

async function embedderOf(options: string, environment = canaryEnvironment) {
  return (await resolveEmbedder(`openai-compatible:small/model?${options}`, { environment })).embedder
}

async function serverOf(given: Protocol = protocol): Promise<FaultServer> {
  const server = await faultServer(given)
  onTestFinished(() => server.close())
  return server
}

embedderConformance('openai-compatible', {
  create: async () => embedderOf(`baseURL=${(await serverOf()).url}/v1`),
  anySize: false,
})

httpEmbedderFaults({
  name: 'openai-compatible:small/model (embedder)',
  protocol,
  create: (url, options) => embedderOf(`baseURL=${url}/v1&keyEnv=SERVER_KEY${options}`),
})

describe('openai-compatible', () => {
  test('asks with nothing but the model and the texts when nothing more is said, and counts the tokens', async () => {
    const server = await serverOf()
    const embedder = await embedderOf(`baseURL=${server.url}/v1/`)
    const { usage } = await embedder.embed(['1', '2'], { role: 'document' })
    expect(usage).toEqual({ tokens: 2 })
    const [{ path, body, headers }] = server.requests
    expect({ path, body }).toEqual({
      path: '/v1/embeddings',
      body: { model: 'small/model', input: ['1', '2'] },
    })
    expect(headers.authorization).toBeUndefined()
    expect(headers['content-type']).toBe('application/json')
    expect(embedder).toMatchObject({ maxBatch: 32, pace: { concurrency: 8 } })
  })

  test('sends dimensions, encoding and members of the body as they are given', async () => {
    const server = await serverOf()
    const options = 'dimensions=8&encoding=float&body.truncate=true&body.user=me&body.size=%7B%22a%22:1%7D'
    const embedder = await embedderOf(`baseURL=${server.url}/v1&${options}`)
    await embedder.embed(['1'], { role: 'query' })
    expect(server.requests[0].body).toEqual({
      model: 'small/model',
      input: ['1'],
      dimensions: 8,
      encoding_format: 'float',
      truncate: true,
      user: 'me',
      size: { a: 1 },
    })
  })

  test('reads base64 as the same numbers', async () => {
    const { url } = await serverOf()
    const floats = await numbersOf(await embedderOf(`baseURL=${url}/v1&encoding=float`))
    expect(await numbersOf(await embedderOf(`baseURL=${url}/v1&encoding=base64`))).toEqual(floats)
  })

  test('refuses base64 that holds no whole floats', async () => {
    const { url } = await serverOf(() => ({ data: [{ index: 0, embedding: 'AAAAAAA=' }] }))
    const embedder = await embedderOf(`baseURL=${url}/v1&encoding=base64`)
    await expect(embedder.embed(['1'], { role: 'document' })).rejects.toThrow(
      'got a text that is not base64 of 32-bit floats as the vector of text 1',
    )
  })

  test('brings vectors that were cut to fewer dimensions to unit length, and refuses those that were not cut', async () => {
    const { url } = await serverOf()
    const embedder = await embedderOf(`baseURL=${url}/v1&dimensions=3`)
    const numbers = await numbersOf(embedder)
    for (let row = 0; row < texts.length; row++)
      expect(Math.hypot(...numbers.slice(3 * row, 3 * row + 3))).toBeCloseTo(1, 6)
    const whole = await serverOf(asked => protocol({ ...asked, body: { ...asked.body, dimensions: 8 } }))
    const deaf = await embedderOf(`baseURL=${whole.url}/v1&dimensions=3`)
    await expect(numbersOf(deaf)).rejects.toThrow('got a vector of 8 numbers for "1"; expected 3')
  })

  test('takes a bare list of vectors, and a single one with index 0', async () => {
    const { url } = await serverOf(({ body }) => (body.input as string[]).map((_, row) => [1, row]))
    expect(await numbersOf(await embedderOf(`baseURL=${url}/v1`))).toEqual([1, 0, 1, 1, 1, 2, 1, 3])
    const zeros = await serverOf(({ body }) => ({
      data: (body.input as string[]).map((_, row) => ({ index: 0, embedding: [1, row] })),
    }))
    const embedder = await embedderOf(`baseURL=${zeros.url}/v1`)
    expect((await embedder.embed(['1'], { role: 'document' })).vectors.count).toBe(1)
    await expect(numbersOf(embedder)).rejects.toThrow('the index 0, twice')
  })

  test.each([
    ['/v1/embeddings', 1],
    ['/embeddings', 2],
  ])('finds %s behind an address without a path, and remembers it', async (path, requests) => {
    const server = await serverOf(embeddingsAt(path))
    const embedder = await embedderOf(`baseURL=${server.url}`)
    await numbersOf(embedder)
    expect(server.requests.length).toBe(requests)
    await numbersOf(embedder)
    expect(server.requests.length).toBe(requests + 1)
    expect(embedder.id.baseURL).toBe(server.url)
  })

  test('names the first address when there is nothing at either', async () => {
    const server = await serverOf(() => undefined)
    await expect(numbersOf(await embedderOf(`baseURL=${server.url}`))).rejects.toMatchObject({
      message: expect.stringContaining(
        `got status 404 (Not Found) saying "Not Found" from ${server.url}/v1/embeddings`,
      ),
      details: { status: 404 },
    })
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/embeddings', '/embeddings'])
  })

  test('does not take a page for people at the root of a server for what became of the model', async () => {
    const server = await serverOf(() => undefined)
    server.fault = number => (number === 2 ? webPage : null)
    await expect(numbersOf(await embedderOf(`baseURL=${server.url}`))).rejects.toMatchObject({
      details: { status: 404 },
    })
    expect(server.requests.length).toBe(2)
  })

  test('asks a path that is given as it is, and nowhere else', async () => {
    const server = await serverOf(embeddingsAt('/some/where/embeddings'))
    await numbersOf(await embedderOf(`baseURL=${server.url}/some/where`))
    await expect(numbersOf(await embedderOf(`baseURL=${server.url}/v2`))).rejects.toThrow('/v2/embeddings;')
    expect(server.requests.map(({ path }) => path)).toEqual(['/some/where/embeddings', '/v2/embeddings'])
  })

  test('has another identity for everything that changes an answer, and the same for what does not', async () => {
    const identity = async (options: string) => identityText((await embedderOf(options)).id)
    const base = 'baseURL=http://h/v1'
    const different = [
      base,
      'baseURL=http://h/v2',
      `${base}&dimensions=2`,
      `${base}&encoding=base64`,
      `${base}&body.a=1`,
      `${base}&body.a=2`,
      `${base}&revision=b`,
      `${base}&prefix=a`,
      `${base}&queryPrefix=a`,
      `${base}&body.query.a=1`,
      `${base}&body.document.a=1`,
    ]
    expect(new Set(await Promise.all(different.map(identity))).size).toBe(different.length)
    for (const same of [
      'baseURL=http://h/v1/',
      `${base}&timeout=9`,
      `${base}&maxBatch=2`,
      `${base}&keyEnv=X`,
      `${base}&prefix=&queryPrefix=`,
    ])
      expect(await identity(same)).toBe(await identity(base))
  })

  test('puts a prefix before each text of a role, and sends the members of a role', async () => {
    const server = await serverOf()
    const options = [
      `baseURL=${server.url}/v1`,
      'documentPrefix=passage: ',
      'queryPrefix=query: ',
      'body.truncate=true',
      'body.query.input_type=query',
      'body.document.input_type=passage',
    ]
    const embedder = await embedderOf(options.map(each => each.replaceAll(' ', '%20')).join('&'))
    expect(embedder.takesRoles).toBe(true)
    const { vectors } = await embedder.embed(['1'], { role: 'document' })
    await embedder.embed(['1'], { role: 'query' })
    const own = { model: 'small/model', truncate: true }
    expect(server.requests.map(({ body }) => body)).toEqual([
      { ...own, input: ['passage: 1'], input_type: 'passage' },
      { ...own, input: ['query: 1'], input_type: 'query' },
    ])
    const plain = await embedderOf(`baseURL=${server.url}/v1`)
    expect((await plain.embed(['passage: 1'], { role: 'document' })).vectors).toEqual(vectors)
  })

  test('takes prefix for what stands before documents, as local models do', async () => {
    const server = await serverOf()
    const embedder = await embedderOf(`baseURL=${server.url}/v1&prefix=d:`)
    await embedder.embed(['1'], { role: 'document' })
    await embedder.embed(['1'], { role: 'query' })
    expect(server.requests.map(({ body }) => body.input)).toEqual([['d:1'], ['1']])
    expect(embedder.id.task).toBe('document prefix "d:"')
    await expect(embedderOf('baseURL=http://h&prefix=a&documentPrefix=b')).rejects.toThrow(
      'got both prefix and documentPrefix',
    )
  })

  test('has a text to refuse as it was given, not with its prefix', async () => {
    const { url } = await serverOf(() => ({ data: [{ index: 0, embedding: [0, 0] }] }))
    const embedder = await embedderOf(`baseURL=${url}/v1&prefix=d:`)
    await expect(embedder.embed(['7'], { role: 'document' })).rejects.toThrow('a vector of zeros for "7"')
  })

  test.each([
    ['', false],
    ['&body.input_type=query', false],
    ['&prefix=a&queryPrefix=a', false],
    ['&queryPrefix=a', true],
    ['&prefix=a', true],
    ['&body.query.input_type=query', true],
  ])('knows whether a role makes a difference: "%s"', async (options, differs) => {
    expect((await embedderOf(`baseURL=http://h/v1${options}`)).takesRoles).toBe(differs)
  })

  test.each(['query.input', 'document.model', 'query.'])(
    'refuses body.%s, which it writes itself',
    async name => {
      await expect(embedderOf(`baseURL=http://h/v1&body.${name}=1`)).rejects.toMatchObject({ code: 'usage' })
    },
  )

  test('tells of another model that answers, with each answer', async () => {
    const server = await serverOf(asked => ({ ...(protocol(asked) as object), model: 'other/model' }))
    const embedder = await embedderOf(`baseURL=${server.url}/v1`)
    expect(await embedder.embed(['1'], { role: 'document' })).toMatchObject({ anotherModel: 'other/model' })
    const same = await serverOf(asked => ({ ...(protocol(asked) as object), model: 'model:latest' }))
    const answer = await (await embedderOf(`baseURL=${same.url}/v1`)).embed(['1'], { role: 'document' })
    expect(answer.anotherModel).toBeUndefined()
  })

  test('reads batch, pace and time limit', async () => {
    const options = 'maxBatch=7&concurrency=2&requestsPerMinute=30&tokensPerMinute=1000&timeout=300'
    expect(await embedderOf(`baseURL=http://h/v1&${options}`)).toMatchObject({
      maxBatch: 7,
      pace: { concurrency: 2, requestsPerMinute: 30, tokensPerMinute: 1000 },
    })
  })

  test.each([
    ['timeout=9', /got no address; expected the option baseURL/],
    ['baseURL=localhost:8080', /not an http or https address/],
    ['baseURL=http://me:CANARY@h/v1', /with a user or a password in it; .*\?keyEnv=NAME/],
    ['baseURL=http://h/v1?key=CANARY', /a query or a fragment/],
    ['baseURL=http://h/v1/embeddings', /ends with \/embeddings; .*Leave that out/],
    ['baseURL=http://h&keyEnv=CANARY-key', /something else as the option keyEnv; .*Never put a key itself/],
    ['baseURL=http://h&dimensions=CANARY', /the option dimensions; expected a whole number from 1 to/],
    ['baseURL=http://h&encoding=CANARY', /the option encoding; expected float or base64/],
    ['baseURL=http://h&timeout=301', /the option timeout; expected a number from 0\.01 to 300/],
    ['baseURL=http://h&body.input=CANARY', /the option body\.input; .*is not written anyway/],
    ['baseURL=http://h&depth=3', /has the option "depth", but openai-compatible models take/],
  ])('refuses "%s" before it asks, without repeating it', async (options, message) => {
    const asked = embedderOf(options)
    await expect(asked).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(message) })
    await expect(asked).rejects.toMatchObject({ message: expect.not.stringContaining('CANARY') })
  })

  test('names the variable of a key that is missing, or that cannot be one, before it asks', async () => {
    const server = await serverOf()
    const asked = async (env: Record<string, string>) =>
      numbersOf(await embedderOf(`baseURL=${server.url}/v1&keyEnv=MY_KEY`, { env, cwd: '.' }))
    for (const env of [{}, { MY_KEY: ' ' }])
      await expect(asked(env)).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringMatching(/got no key; expected one in the environment variable MY_KEY/),
      })
    await expect(asked({ MY_KEY: `${canary}\nx` })).rejects.toMatchObject({
      code: 'usage',
      message: expect.not.stringContaining('CANARY'),
    })
    expect(server.requests).toEqual([])
    await asked({ MY_KEY: ` ${canary}\n` })
    expect(server.requests[0].headers.authorization).toBe(`Bearer ${canary}`)
  })

  test('wants the key of OpenAI for the address of OpenAI only', async () => {
    const none = { env: {}, cwd: '.' }
    await expect(numbersOf(await embedderOf('baseURL=https://api.openai.com/v1', none))).rejects.toThrow(
      'the environment variable OPENAI_API_KEY',
    )
    const { url, requests } = await serverOf()
    await numbersOf(await embedderOf(`baseURL=${url}`, { env: { OPENAI_API_KEY: canary }, cwd: '.' }))
    expect(requests[0].headers.authorization).toBeUndefined()
  })

  test('advises to name a key where it was asked without one', async () => {
    const server = await serverOf(() => undefined)
    server.fault =
      () =>
      ({ response }) =>
        void response.writeHead(401).end()
    await expect(numbersOf(await embedderOf(`baseURL=${server.url}/v1`))).rejects.toThrow(
      'asked without a key: name the environment variable that holds one with ?keyEnv=NAME',
    )
  })
})
