import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ModelEnvironment } from '../../../src/models/adapters/family.ts'
import { hubFolder } from '../../../src/models/adapters/local/hub.ts'
import { localOptions } from '../../../src/models/adapters/local/options.ts'
import { resolveEmbedder } from '../../../src/models/registry.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { embedderOf, rows, tiny, withGraph } from './local-folders.ts'
import { tinyGraph } from './tiny-graph.ts'

const encoder = tiny('encoder')
const commit = 'a'.repeat(40)

interface Hub {
  readonly endpoint: string
  /** Paths that were asked for. */
  readonly asked: string[]
  readonly headers: IncomingMessage['headers'][]
}

type Answer = (file: string, response: ServerResponse, request: IncomingMessage) => void

/** The protocol of a hub's files: `/ORG/NAME/resolve/REVISION/FILE`. */
async function hub(answer: Answer = serve): Promise<Hub> {
  const asked: string[] = []
  const headers: IncomingMessage['headers'][] = []
  const server = createServer((request, response) => {
    asked.push(request.url!)
    headers.push(request.headers)
    const file = request.url!.replace(/^\/team\/tiny\/resolve\/[^/]+\//, '')
    answer(file, response, request)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { endpoint: `http://127.0.0.1:${port}`, asked, headers }
}

const serve = serving(encoder)

function serving(folder: string): (file: string, response: ServerResponse) => void {
  return (file, response) => served(join(folder, file), response)
}

function served(path: string, response: ServerResponse): void {
  response.setHeader('x-repo-commit', commit)
  if (!existsSync(path)) {
    response.writeHead(404).end('Entry not found')
    return
  }
  response.end(readFileSync(path))
}

function world(cache: string, env: Record<string, string>): ModelEnvironment {
  return { env: { HF_HUB_CACHE: cache, ...env }, cwd: cache }
}

async function resolved(spec: string, environment: ModelEnvironment) {
  return (await resolveEmbedder(spec, { environment })).embedder
}

async function vectorOf(spec: string, environment: ModelEnvironment): Promise<number[]> {
  const { vectors } = await (await resolved(spec, environment)).embed(['42'], { role: 'document' })
  return [...vectors.data]
}

describe('the files of a model of a hub', () => {
  const places = [{ name: 'position_ids', looked: true }]
  const asOf = (asked: readonly string[]) => asked.map(path => path.replace(/.*\/resolve\/[^/]+\//, ''))

  test('are all the external data that its graph names, and the configurations that its modules name', async () => {
    const external = { tokens: 'model.onnx.data', places: 'sub/model.onnx_data_7' }
    const folder = withGraph(
      { external, inputs: places },
      {
        'modules.json': [
          { path: '0_Transformer', type: 'x.Transformer' },
          { path: '3_Pooling', type: 'x.Pooling' },
          { path: '4_Normalize', type: 'x.Normalize' },
        ],
        '3_Pooling/config.json': { pooling_mode: 'cls' },
        '0_Transformer/sentence_camembert_config.json': { max_seq_length: 8 },
      },
    )
    const { endpoint, asked } = await hub(serving(folder))
    const cache = temporaryFolder()
    const online = world(cache, { HF_ENDPOINT: endpoint })
    const [expected] = await rows(folder, ['42'])
    expect(await vectorOf('hf:team/tiny', online)).toEqual(expected)
    const files = asOf(asked)
    expect(files).toEqual(
      expect.arrayContaining([
        'onnx/model.onnx.data',
        'onnx/sub/model.onnx_data_7',
        '3_Pooling/config.json',
        '4_Normalize/config.json',
      ]),
    )
    expect(files).not.toContain('1_Pooling/config.json')
    expect(files).not.toContain('sentence_bert_config.json')
    const embedder = await resolved('hf:team/tiny', world(cache, { HF_HUB_OFFLINE: '1' }))
    expect(embedder.id.task).toBe('pooling cls')
    expect(embedder.id.revision).toBe((await embedderOf(folder)).id.revision)
    await expect(embedder.embed(['1 2 3 4 5 6 7 8'], { role: 'document' })).rejects.toThrow(/reads at most 8/)
    expect(asked).toHaveLength(files.length)
  })

  test.each(['../../../refs/main', '/etc/x'])('never lie outside of its folder: %s', async tokens => {
    const graph = tinyGraph({ external: { tokens } }).graph
    const folder = withGraph({}, { 'onnx/model.onnx': graph })
    const { endpoint, asked } = await hub(serving(folder))
    await expect(
      resolved('hf:team/tiny', world(temporaryFolder(), { HF_ENDPOINT: endpoint })),
    ).rejects.toMatchObject({ code: 'input' })
    expect(asOf(asked).filter(file => /refs|etc/.test(file))).toEqual([])
  })

  test('that the hub does not have are named by the graph that needs them', async () => {
    const folder = withGraph({ external: { tokens: 'model.onnx_data' } }, { 'onnx/model.onnx_data': null })
    const { endpoint } = await hub(serving(folder))
    await expect(
      resolved('hf:team/tiny', world(temporaryFolder(), { HF_ENDPOINT: endpoint })),
    ).rejects.toThrow(/keeps weights in onnx\/model\.onnx_data, which is not there/)
  })

  test('of other precisions come by the options that the error names', async () => {
    const graph = tinyGraph().graph
    const folder = withGraph({}, { 'onnx/model.onnx': null, 'onnx/model_fp16.onnx': graph })
    const { endpoint } = await hub(serving(folder))
    const online = world(temporaryFolder(), { HF_ENDPOINT: endpoint })
    await expect(resolved('hf:team/tiny', online)).rejects.toThrow(/named by \?dtype=fp16.*\?file=/)
    expect((await resolved('hf:team/tiny?dtype=fp16', online)).id.dtype).toBe('fp16')
  })
})

describe('a model of a hub', () => {
  test('is downloaded once, answers as its folder does, and is then read from the cache', async () => {
    const cache = temporaryFolder()
    const { endpoint, asked } = await hub()
    const online = world(cache, { HF_ENDPOINT: endpoint })
    const [expected] = await rows(encoder, ['42'])
    expect(await vectorOf('hf:team/tiny', online)).toEqual(expected)
    expect(asked[0]).toBe('/team/tiny/resolve/main/config.json')
    expect(asked).toContain(`/team/tiny/resolve/${commit}/onnx/model.onnx`)
    expect(asked).not.toContain(`/team/tiny/resolve/${commit}/onnx/model_quantized.onnx`)
    const requests = asked.length
    expect(await vectorOf('hf:team/tiny', online)).toEqual(expected)
    expect(await vectorOf('hf:team/tiny', world(cache, { HF_HUB_OFFLINE: '1' }))).toEqual(expected)
    expect(asked).toHaveLength(requests)
  })

  test('lies in the cache as Python keeps it: refs, snapshots and what does not exist', async () => {
    const cache = temporaryFolder()
    await resolved('hf:team/tiny', world(cache, { HF_ENDPOINT: (await hub()).endpoint }))
    const base = join(cache, 'models--team--tiny')
    expect(readFileSync(join(base, 'refs', 'main'), 'utf8')).toBe(commit)
    expect(existsSync(join(base, 'snapshots', commit, '1_Pooling', 'config.json'))).toBe(true)
    expect(existsSync(join(base, '.no_exist', commit, 'config_sentence_transformers.json'))).toBe(true)
  })

  test('has the identity of its files, under its own name', async () => {
    const { endpoint } = await hub()
    const { id } = await resolved('hf:team/tiny', world(temporaryFolder(), { HF_ENDPOINT: endpoint }))
    expect(id).toMatchObject({ provider: 'hf', model: 'team/tiny', task: 'pooling mean', dtype: 'fp32' })
    expect(id.revision).toMatch(/^[0-9a-f]{32}$/)
  })

  test('is asked for at the revision that is named, and each is kept by itself', async () => {
    const cache = temporaryFolder()
    const { endpoint, asked } = await hub()
    const online = world(cache, { HF_ENDPOINT: endpoint })
    await resolved('hf:team/tiny?revision=v1.0', online)
    expect(asked[0]).toBe('/team/tiny/resolve/v1.0/config.json')
    const offline = world(cache, { HF_HUB_OFFLINE: '1' })
    expect((await resolved('hf:team/tiny?revision=v1.0', offline)).id.model).toBe('team/tiny')
    expect((await resolved(`hf:team/tiny?revision=${commit}`, offline)).id.model).toBe('team/tiny')
    await expect(resolved('hf:team/tiny', offline)).rejects.toThrow(/revision main .* is not in the cache/)
  })

  test('downloads the weights that a dtype names when only the others are there', async () => {
    const cache = temporaryFolder()
    const { endpoint, asked } = await hub()
    const online = world(cache, { HF_ENDPOINT: endpoint })
    await resolved('hf:team/tiny', online)
    const requests = asked.length
    expect((await resolved('hf:team/tiny?dtype=q8', online)).id.dtype).toBe('q8')
    expect(asked.slice(requests)).toEqual([`/team/tiny/resolve/${commit}/onnx/model_quantized.onnx`])
  })

  test('takes int8 weights where the hub has no others', async () => {
    const { endpoint } = await hub((file, response) =>
      file === 'onnx/model.onnx' ? response.writeHead(404).end() : serve(file, response),
    )
    const { id } = await resolved('hf:team/tiny', world(temporaryFolder(), { HF_ENDPOINT: endpoint }))
    expect(id.dtype).toBe('q8')
  })

  test('is found in HF_HOME, and in the home folder, where a Python program has put it', async () => {
    const home = temporaryFolder()
    const put = (root: string) => {
      for (const file of [
        'config.json',
        'tokenizer.json',
        'tokenizer_config.json',
        'modules.json',
        '1_Pooling/config.json',
        'onnx/model.onnx',
      ]) {
        const path = join(root, 'models--team--tiny', 'snapshots', commit, file)
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, readFileSync(join(encoder, file)))
      }
      const ref = join(root, 'models--team--tiny', 'refs', 'main')
      mkdirSync(dirname(ref), { recursive: true })
      writeFileSync(ref, `${commit}\n`)
    }
    put(join(home, 'a', 'hub'))
    put(join(home, '.cache', 'huggingface', 'hub'))
    const [expected] = await rows(encoder, ['42'])
    for (const env of [{ HF_HOME: join(home, 'a') }, { HOME: home }]) {
      const offline = { env: { ...env, HF_HUB_OFFLINE: '1' }, cwd: home }
      expect(await vectorOf('hf:team/tiny', offline)).toEqual(expected)
    }
  })

  test('is found in the cache of transformers.js, by revision', async () => {
    const cache = temporaryFolder()
    for (const path of ['team/tiny', 'team/tiny/v2']) cpSync(encoder, join(cache, path), { recursive: true })
    const offline = world(temporaryFolder(), { HF_HUB_OFFLINE: '1' })
    const found = (revision?: string) => {
      const spec = { provider: 'hf', name: 'team/tiny', options: {} }
      return hubFolder(
        { name: 'team/tiny', revision, options: localOptions(spec, 'embedder') },
        offline,
        cache,
      )
    }
    expect(await found()).toBe(join(cache, 'team/tiny'))
    expect(await found('v2')).toBe(join(cache, 'team/tiny/v2'))
    await expect(found('v3')).rejects.toThrow(/revision v3 .* is not in the cache/)
  })

  test('says that it is not in the cache and must not be downloaded', async () => {
    const offline = world(temporaryFolder(), { HF_HUB_OFFLINE: '1', HF_ENDPOINT: 'http://127.0.0.1:1' })
    await expect(resolved('hf:team/tiny', offline)).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(/^hf:team\/tiny: revision main .* HF_HUB_OFFLINE forbids/),
    })
  })

  test('says that the hub cannot be reached, and which host it was', async () => {
    const { endpoint } = await hub()
    const unreachable = world(temporaryFolder(), { HF_ENDPOINT: 'http://127.0.0.1:1' })
    await expect(resolved('hf:team/tiny', unreachable)).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(
        /config\.json at revision main is not in the cache and could not be downloaded from 127\.0\.0\.1:1: .*HF_ENDPOINT/,
      ),
    })
    expect(endpoint).not.toContain(':1/')
  })

  test('refuses an HF_ENDPOINT that is no address', async () => {
    const wrong = world(temporaryFolder(), { HF_ENDPOINT: 'hub.local' })
    await expect(resolved('hf:team/tiny', wrong)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('got HF_ENDPOINT="hub.local"'),
    })
  })

  test.each([401, 403, 404])(
    'says after %i that there is no such model, or that it is closed',
    async status => {
      const { endpoint } = await hub((_, response) => response.writeHead(status).end())
      await expect(
        resolved('hf:team/tiny', world(temporaryFolder(), { HF_ENDPOINT: endpoint })),
      ).rejects.toMatchObject({
        code: 'unknown',
        message: expect.stringMatching(
          /there is no model team\/tiny with a revision main, or it is not open/,
        ),
      })
    },
  )

  test('says after 500 that the hub did not answer, and goes on from there the next time', async () => {
    const cache = temporaryFolder()
    const broken = await hub((file, response) =>
      file === 'onnx/model.onnx' ? response.writeHead(500).end() : serve(file, response),
    )
    await expect(
      resolved('hf:team/tiny', world(cache, { HF_ENDPOINT: broken.endpoint })),
    ).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringContaining('answered 500 for onnx/model.onnx'),
    })
    const mended = await hub()
    await resolved('hf:team/tiny', world(cache, { HF_ENDPOINT: mended.endpoint }))
    expect(mended.asked).toEqual([`/team/tiny/resolve/${commit}/onnx/model.onnx`])
  })

  test('keeps nothing of a file that was cut off', async () => {
    const cache = temporaryFolder()
    const { endpoint } = await hub((file, response) => {
      if (file !== 'onnx/model.onnx') return serve(file, response)
      response.writeHead(200, { 'content-length': '16188', 'x-repo-commit': commit })
      response.write('half')
      setTimeout(() => response.destroy(), 20)
    })
    await expect(resolved('hf:team/tiny', world(cache, { HF_ENDPOINT: endpoint }))).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringContaining('onnx/model.onnx'),
    })
    const snapshot = join(cache, 'models--team--tiny', 'snapshots', commit)
    expect(existsSync(join(snapshot, 'config.json'))).toBe(true)
    expect(existsSync(join(snapshot, 'onnx', 'model.onnx'))).toBe(false)
  })

  test('follows a redirect to another host without the token, and checks the hash that the hub named', async () => {
    const bytes = readFileSync(join(encoder, 'onnx', 'model.onnx'))
    let sent = bytes
    const store = await hub((_, response) => response.end(sent))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const { endpoint, headers } = await hub((file, response) => {
      if (file !== 'onnx/model.onnx') return serve(file, response)
      const location = `${store.endpoint.replace('127.0.0.1', 'localhost')}/blob`
      response.writeHead(302, { location, 'x-repo-commit': commit, 'x-linked-etag': `"${sha256}"` }).end()
    })
    const closed = { HF_ENDPOINT: endpoint, HF_TOKEN: 'hf_CANARY' }
    await resolved('hf:team/tiny', world(temporaryFolder(), closed))
    expect(headers.every(({ authorization }) => authorization === 'Bearer hf_CANARY')).toBe(true)
    expect(store.headers).toHaveLength(1)
    expect(store.headers[0].authorization).toBeUndefined()
    sent = Buffer.from(bytes.toReversed())
    await expect(resolved('hf:team/tiny', world(temporaryFolder(), closed))).rejects.toThrow(
      /its SHA-256 is not the one that the hub names/,
    )
  })

  test('gives up on a hub that redirects for ever', async () => {
    const { endpoint, asked } = await hub((_, response, request) =>
      response.writeHead(307, { location: request.url! }).end(),
    )
    await expect(
      resolved('hf:team/tiny', world(temporaryFolder(), { HF_ENDPOINT: endpoint })),
    ).rejects.toThrow(/more than 5 redirects/)
    expect(asked).toHaveLength(6)
  })

  test.each(['hf:tiny', 'hf:team/tiny/more', 'hf:../tiny', 'hf:team/..'])(
    'refuses the name %s',
    async spec => {
      await expect(resolved(spec, world(temporaryFolder(), {}))).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringMatching(/hf:ORG\/NAME/),
      })
    },
  )

  test.each(['..', '../../x', 'a/../b', ''])('refuses the revision %j', async revision => {
    await expect(
      resolved(`hf:team/tiny?revision=${revision}`, world(temporaryFolder(), {})),
    ).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(/a branch, a tag or a commit/) })
  })
})
