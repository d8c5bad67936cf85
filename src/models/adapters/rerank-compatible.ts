import type { Reranker } from '../reranker.ts'
import { type ModelSpec, specName } from '../spec.ts'
import type { ModelEnvironment, ModelFamily } from './family.ts'
import { keyFrom } from './http/api-key.ts'
import { keyVariable } from './http/key-variable.ts'
import { rerankScores } from './http/rerank-answer.ts'
import {
  endpoints,
  requiredBaseURL,
  type ServerAddress,
  serverAddress,
  serverReach,
} from './http/server-address.ts'
import { bodyIn, bodyParts, paceIn, serverOptions, taskText, timeoutIn } from './http/server-options.ts'
import { type RerankRequest, serverReranker } from './http/server-reranker.ts'
import { specOptions } from './http/spec-options.ts'

/** The article sends 100 documents with each query. */
const defaultMaxBatch = 128

/** What TEI takes at once by default. */
const defaultMaxBatchOfTei = 32

/** Rerankers behind a server that speaks the protocol of Jina and Cohere, or that of TEI: see docs/models/rerank-compatible.md. */
export const rerankCompatible: ModelFamily = {
  provider: 'rerank-compatible',
  options: [...serverOptions, 'keyEnv', 'dialect', 'scores', 'listwise'],
  models: [],
  pattern: {
    name: 'NAME?baseURL=URL',
    kinds: ['reranker'],
    description:
      'A reranker of a server that speaks the protocol of Jina and Cohere, or that of TEI: vLLM, llama.cpp, Infinity, LiteLLM.',
  },
  needs: () => null,
  reach: (spec, environment) =>
    serverReach(addressOf(whoIs(spec), spec).baseURL, keyVariable(spec), environment),
  reranker: async (spec, environment) => compatibleReranker(spec, environment),
}

function compatibleReranker(spec: ModelSpec, environment: ModelEnvironment): Reranker {
  const who = whoIs(spec)
  const options = specOptions(spec)
  const address = addressOf(who, spec)
  const dialect = options.choice('dialect', ['jina', 'tei'])
  const tei = dialect === 'tei'
  const variable = keyVariable(spec)
  const own = tei ? ['query', 'texts', 'raw_scores', 'return_text'] : ['model', 'query', 'documents', 'top_n']
  const body = bodyIn(spec, options, own)
  const ofJina: RerankRequest = (query, documents) => ({
    ...body,
    model: spec.name,
    query,
    documents,
    top_n: documents.length,
  })
  const ofTei: RerankRequest = (query, documents) => ({
    ...body,
    query,
    texts: documents,
    raw_scores: true,
    return_text: false,
  })
  return serverReranker({
    id: {
      kind: 'reranker',
      provider: spec.provider,
      model: spec.name,
      revision: options.text('revision') ?? null,
      task: taskText([...(tei ? ['raw scores of TEI'] : []), ...bodyParts(body)]),
      dimensions: null,
      dtype: null,
      normalisation: null,
      baseURL: address.baseURL,
    },
    server: {
      who,
      endpoints: tei ? [`${address.baseURL}/rerank`] : endpoints(address, 'rerank'),
      key: variable === null ? null : keyFrom(who, variable, environment),
      timeout: timeoutIn(options),
    },
    maxBatch: options.whole('maxBatch', 1, 1_000_000) ?? (tei ? defaultMaxBatchOfTei : defaultMaxBatch),
    pace: paceIn(options),
    scoreSpace: options.choice('scores', ['logit', 'probability']) ?? (tei ? 'logit' : 'unknown'),
    listwise: options.flag('listwise') ?? false,
    request: tei ? ofTei : ofJina,
    read: rerankScores,
    ...(dialect === undefined ? { otherwise: { dialect: 'tei', request: ofTei } } : {}),
  })
}

function whoIs(spec: ModelSpec): string {
  return `${specName(spec)} (reranker)`
}

function addressOf(who: string, spec: ModelSpec): ServerAddress {
  return serverAddress(who, requiredBaseURL(who, spec), 'rerank')
}
