import type { Json } from '../../base/json.ts'
import type { Embedder, Role } from '../embedder.ts'
import type { Pace } from '../pace.ts'
import type { Reranker } from '../reranker.ts'
import { type ModelSpec, specName } from '../spec.ts'
import type { ModelEnvironment, ModelFamily } from './family.ts'
import { keyFrom } from './http/api-key.ts'
import { openaiVectors } from './http/embedding-answer.ts'
import { rerankScores } from './http/rerank-answer.ts'
import { roleOptions, roleOptionsIn } from './http/role-options.ts'
import { endpoints, serverAddress } from './http/server-address.ts'
import { serverEmbedder } from './http/server-embedder.ts'
import { bodyIn, bodyParts, paceIn, serverOptions, taskText, timeoutIn } from './http/server-options.ts'
import { serverReranker } from './http/server-reranker.ts'
import { type SpecOptions, specOptions } from './http/spec-options.ts'
import { jinaService, sentKey } from './http/vendor-key.ts'
import { jinaModels } from './jina-models.ts'

const provider = 'jina'
const { variable: keyVariable, baseURL: ownBaseURL } = jinaService

/** All documents of the article's series fit in one request. */
const defaultMaxBatch = 128

/** What a paid key may do; a free one has less, and is slowed down by the answers it gets. */
const ownPace: Pace = { concurrency: 8, requestsPerMinute: 500, tokensPerMinute: 2_000_000 }

/** Tasks that have one name for queries and another for documents. */
const tasksByRole: Readonly<Record<string, Readonly<Record<Role, string>>>> = {
  retrieval: { query: 'retrieval.query', document: 'retrieval.passage' },
  code: { query: 'code.query', document: 'code.passage' },
}

const encodings = ['float', 'base64'] as const
const embedderName = /^jina-(?:embeddings|clip|code-embeddings)-/
const rerankerName = /^jina-reranker-/

/** The models of Jina's own service: see docs/models/jina.md. */
export const jina: ModelFamily = {
  provider,
  options: [
    ...serverOptions,
    ...roleOptions,
    'task',
    'dimensions',
    'normalized',
    'encoding',
    'truncate',
    'scores',
    'listwise',
  ],
  models: jinaModels,
  needs: ({ env }) => (env[keyVariable]?.trim() ? null : `Set ${keyVariable} to a key of Jina's.`),
  reach(spec, environment) {
    const given = baseURLOf(specOptions(spec), environment)
    const { baseURL } = serverAddress(specName(spec), given, pathOf(spec))
    return { does: 'sends', to: baseURL, key: sentKey(keyVariable, baseURL, environment, true) }
  },
  embedder: async (spec, environment) =>
    embedderName.test(spec.name) ? jinaEmbedder(spec, environment) : undefined,
  reranker: async (spec, environment) =>
    rerankerName.test(spec.name) ? jinaReranker(spec, environment) : undefined,
}

function jinaEmbedder(spec: ModelSpec, environment: ModelEnvironment): Embedder {
  const options = specOptions(spec)
  const { baseURL, ...served } = service(spec, options, environment, 'embedder', 'embeddings')
  const task = options.text('task') ?? null
  const dimensions = options.whole('dimensions', 1, 1_000_000) ?? null
  const normalized = options.flag('normalized') ?? null
  const encoding = options.choice('encoding', encodings) ?? null
  const truncate = options.flag('truncate') ?? null
  const own = ['model', 'input', 'task', 'dimensions', 'normalized', 'embedding_type', 'truncate']
  const added = given({ dimensions, normalized, embedding_type: encoding, truncate })
  const roles = roleOptionsIn(spec, { ...bodyIn(spec, options, own), ...given({ truncate }) }, own)
  const unit = normalized ?? (dimensions === null ? null : true)
  return serverEmbedder({
    ...served,
    id: {
      kind: 'embedder',
      provider,
      model: spec.name,
      revision: options.text('revision') ?? null,
      task: taskText([...(task === null ? [] : [task]), ...roles.task]),
      dimensions,
      dtype: encoding,
      normalisation: unit === null ? null : unit ? 'unit' : 'none',
      baseURL,
    },
    base64: encoding === 'base64',
    prefixes: roles.prefixes,
    takesRoles: roles.differ || (task !== null && task in tasksByRole),
    request: (texts, role) => ({
      ...roles.bodies[role],
      ...added,
      ...given({ task: task === null ? null : (tasksByRole[task]?.[role] ?? task) }),
      model: spec.name,
      input: texts,
    }),
    read: openaiVectors,
  })
}

function jinaReranker(spec: ModelSpec, environment: ModelEnvironment): Reranker {
  const options = specOptions(spec)
  const { baseURL, ...served } = service(spec, options, environment, 'reranker', 'rerank')
  const body = bodyIn(spec, options, ['model', 'query', 'top_n', 'documents'])
  const usual = spec.name.startsWith('jina-reranker-v2-') ? 'probability' : 'unknown'
  return serverReranker({
    ...served,
    id: {
      kind: 'reranker',
      provider,
      model: spec.name,
      revision: options.text('revision') ?? null,
      task: taskText(bodyParts(body)),
      dimensions: null,
      dtype: null,
      normalisation: null,
      baseURL,
    },
    scoreSpace: options.choice('scores', ['logit', 'probability']) ?? usual,
    listwise: options.flag('listwise') ?? spec.name.startsWith('jina-reranker-v3'),
    request: (query, documents) => ({
      ...body,
      model: spec.name,
      query,
      top_n: documents.length,
      documents,
    }),
    read: rerankScores,
  })
}

/** What both kinds share. */
function service(
  spec: ModelSpec,
  options: SpecOptions,
  environment: ModelEnvironment,
  kind: 'embedder' | 'reranker',
  path: string,
) {
  const who = `${specName(spec)} (${kind})`
  const address = serverAddress(who, baseURLOf(options, environment), path)
  const key = keyFrom(who, keyVariable, environment)
  return {
    baseURL: address.baseURL,
    server: { who, endpoints: endpoints(address, path), key, timeout: timeoutIn(options) },
    maxBatch: options.whole('maxBatch', 1, 1_000_000) ?? defaultMaxBatch,
    pace: paceIn(options, address.baseURL === ownBaseURL ? ownPace : {}),
  }
}

function baseURLOf(options: SpecOptions, { env }: ModelEnvironment): string {
  return options.text('baseURL') ?? (env.JINA_BASE_URL?.trim() || ownBaseURL)
}

function pathOf({ name }: ModelSpec): string {
  return rerankerName.test(name) ? 'rerank' : 'embeddings'
}

/** The members that are not null. */
function given(members: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))
}
