import { onTestFinished } from 'vitest'
import { isObject } from '../../../src/base/json.ts'
import type { ModelFamily } from '../../../src/models/adapters/family.ts'
import { keyFrom } from '../../../src/models/adapters/http/api-key.ts'
import { vectorRow } from '../../../src/models/adapters/http/embedding-answer.ts'
import { orderedItems } from '../../../src/models/adapters/http/ordered-items.ts'
import { scoreOf } from '../../../src/models/adapters/http/rerank-answer.ts'
import {
  endpoints,
  requiredBaseURL,
  serverAddress,
} from '../../../src/models/adapters/http/server-address.ts'
import { serverEmbedder } from '../../../src/models/adapters/http/server-embedder.ts'
import { paceIn, serverOptions, timeoutIn } from '../../../src/models/adapters/http/server-options.ts'
import { serverReranker } from '../../../src/models/adapters/http/server-reranker.ts'
import { specOptions } from '../../../src/models/adapters/http/spec-options.ts'
import { unfitShape } from '../../../src/models/adapters/http/unfit-answer.ts'
import { resolveEmbedder, resolveReranker } from '../../../src/models/registry.ts'
import { type ModelSpec, specName } from '../../../src/models/spec.ts'
import { embedderConformance } from '../../conformance/embedder.ts'
import { httpEmbedderFaults } from '../../conformance/http-embedder.ts'
import { canaryEnvironment } from '../../conformance/http-model.ts'
import { httpRerankerFaults } from '../../conformance/http-reranker.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { faultServer, type Protocol } from '../../fixtures/fault-server.ts'
import { fakeScore, fakeVector } from '../fakes.ts'

/**
 * A family whose servers speak unlike any that comes with numeracy: other paths and members, bare vectors and scores
 * in the order of what was asked, without an index. What every model behind a server must do holds for it as well.
 */
const plain: ModelFamily = {
  provider: 'plain',
  options: [...serverOptions],
  models: [],
  needs: () => null,
  reach: spec => ({ does: 'sends', to: requiredBaseURL(specName(spec), spec), key: null }),
  embedder: async spec =>
    serverEmbedder({
      ...served(spec, 'embedder', 'vectorise'),
      base64: false,
      prefixes: { document: '', query: '' },
      takesRoles: false,
      request: passages => ({ passages }),
      read(answer, expected) {
        if (!isObject(answer) || !Array.isArray(answer.vectors))
          throw unfitShape(answer, 'a list "vectors" with one for each text', expected)
        const rows = answer.vectors.map((vector, place) => vectorRow(vector, place, expected))
        return { rows, usage: { tokens: Number(answer.cost) }, model: answer.name }
      },
    }),
  reranker: async spec =>
    serverReranker({
      ...served(spec, 'reranker', 'compare'),
      scoreSpace: 'unknown',
      listwise: false,
      request: (query, passages) => ({ question: query, passages }),
      read(answer, server) {
        if (!isObject(answer) || !Array.isArray(answer.closeness))
          throw unfitShape(answer, 'a list "closeness" with one score for each document', server)
        return { scores: answer.closeness.map((score, place) => scoreOf(score, place, server)) }
      },
    }),
}

/** The same with vectors in any order, each with its place under another name than `index`. */
const numbered: ModelFamily = {
  ...plain,
  provider: 'numbered',
  embedder: async spec =>
    serverEmbedder({
      ...served(spec, 'embedder', 'encode'),
      base64: false,
      prefixes: { document: '', query: '' },
      takesRoles: false,
      request: passages => ({ passages }),
      read(answer, expected) {
        if (!isObject(answer) || !Array.isArray(answer.result))
          throw unfitShape(answer, 'a list "result" with one item for each text', expected)
        const found = answer.result.map(item => (isObject(item) ? { index: item.id, v: item.v } : item))
        const { who, asked } = expected
        const ordered = orderedItems(found, { who, items: 'vectors', subjects: 'texts', count: asked.texts })
        return { rows: ordered.map(({ v }, place) => vectorRow(v, place, expected)) }
      },
    }),
}

function served(spec: ModelSpec, kind: 'embedder' | 'reranker', path: string) {
  const who = `${specName(spec)} (${kind})`
  const options = specOptions(spec)
  const address = serverAddress(who, requiredBaseURL(who, spec), path)
  const none = { revision: null, task: null, dimensions: null, dtype: null, normalisation: null }
  return {
    id: { kind, provider: spec.provider, model: spec.name, ...none, baseURL: address.baseURL },
    server: {
      who,
      endpoints: endpoints(address, path),
      key: keyFrom(who, 'SERVER_KEY', canaryEnvironment),
      timeout: timeoutIn(options),
    },
    maxBatch: options.whole('maxBatch', 1, 1000) ?? 32,
    pace: paceIn(options),
  }
}

const protocol: Protocol = ({ path, body }) => {
  const passages = body.passages as readonly string[]
  if (path === '/api/vectorise')
    return { name: 'm', cost: 3, vectors: passages.map(text => fakeVector(text, 4)) }
  if (path === '/api/encode') return { result: passages.map((text, id) => ({ id, v: fakeVector(text, 4) })) }
  if (path === '/api/compare')
    return { closeness: passages.map(text => fakeScore(String(body.question), text)) }
  return undefined
}

const families = [plain, numbered]
const embedder = async (url: string, options: string) =>
  (await resolveEmbedder(`plain:m?baseURL=${url}/api${options}`, { families })).embedder
const numberedEmbedder = async (url: string, options: string) =>
  (await resolveEmbedder(`numbered:m?baseURL=${url}/api${options}`, { families })).embedder
const reranker = async (url: string, options: string) =>
  (await resolveReranker(`plain:m?baseURL=${url}/api${options}`, { families })).reranker
const address = async () => {
  const server = await faultServer(protocol)
  onTestFinished(() => server.close())
  return server.url
}

embedderConformance('plain:m', { create: async () => embedder(await address(), ''), anySize: false })
embedderConformance('numbered:m', {
  create: async () => numberedEmbedder(await address(), ''),
  anySize: false,
})
rerankerConformance('plain:m', { create: async () => reranker(await address(), ''), anySize: false })
httpEmbedderFaults({ name: 'plain:m (embedder)', protocol, isOrdered: true, create: embedder })
httpEmbedderFaults({ name: 'numbered:m (embedder)', protocol, create: numberedEmbedder })
httpRerankerFaults({ name: 'plain:m (reranker)', protocol, isOrdered: true, create: reranker })
