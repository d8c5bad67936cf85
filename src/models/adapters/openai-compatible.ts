import type { Embedder } from '../embedder.ts'
import { type ModelSpec, specName } from '../spec.ts'
import type { ModelEnvironment, ModelFamily } from './family.ts'
import { keyFrom } from './http/api-key.ts'
import { openaiVectors } from './http/embedding-answer.ts'
import { keyVariable } from './http/key-variable.ts'
import { roleOptions, roleOptionsIn } from './http/role-options.ts'
import { endpoints, requiredBaseURL, serverAddress, serverReach } from './http/server-address.ts'
import { serverEmbedder } from './http/server-embedder.ts'
import { bodyIn, paceIn, serverOptions, taskText, timeoutIn } from './http/server-options.ts'
import { specOptions } from './http/spec-options.ts'
import { isVendorKey } from './http/vendor-key.ts'

/** TEI takes 32 texts at once by default, and no server takes fewer. */
const defaultMaxBatch = 32

const encodings = ['float', 'base64'] as const

/** Embedding models behind a server that speaks OpenAI's protocol: see docs/models/openai-compatible.md. */
export const openaiCompatible: ModelFamily = {
  provider: 'openai-compatible',
  options: [...serverOptions, 'keyEnv', 'dimensions', 'encoding', ...roleOptions],
  models: [],
  pattern: {
    name: 'NAME?baseURL=URL',
    kinds: ['embedder'],
    description:
      'A model of a server that speaks the protocol of OpenAI: vLLM, TEI, Ollama, LM Studio, llama.cpp, Infinity.',
  },
  needs: () => null,
  reach(spec, environment) {
    const { address, variable } = access(whoIs(spec), spec, environment)
    return serverReach(address.baseURL, variable, environment)
  },
  embedder: async (spec, environment) => openaiEmbedder(spec, environment),
}

function openaiEmbedder(spec: ModelSpec, environment: ModelEnvironment): Embedder {
  const who = whoIs(spec)
  const options = specOptions(spec)
  const { address, variable } = access(who, spec, environment)
  const dimensions = options.whole('dimensions', 1, 1_000_000) ?? null
  const encoding = options.choice('encoding', encodings) ?? null
  const own = ['model', 'input', 'dimensions', 'encoding_format']
  const { prefixes, bodies, task, differ } = roleOptionsIn(spec, bodyIn(spec, options, own), own)
  return serverEmbedder({
    id: {
      kind: 'embedder',
      provider: spec.provider,
      model: spec.name,
      revision: options.text('revision') ?? null,
      task: taskText(task),
      dimensions,
      dtype: encoding,
      normalisation: dimensions === null ? null : 'unit',
      baseURL: address.baseURL,
    },
    server: {
      who,
      endpoints: endpoints(address, 'embeddings'),
      key: variable === null ? null : keyFrom(who, variable, environment),
      timeout: timeoutIn(options),
    },
    maxBatch: options.whole('maxBatch', 1, 1_000_000) ?? defaultMaxBatch,
    pace: paceIn(options),
    base64: encoding === 'base64',
    prefixes,
    takesRoles: differ,
    request: (texts, role) => ({
      ...bodies[role],
      model: spec.name,
      input: texts,
      ...(dimensions === null ? {} : { dimensions }),
      ...(encoding === null ? {} : { encoding_format: encoding }),
    }),
    read: openaiVectors,
  })
}

function whoIs(spec: ModelSpec): string {
  return `${specName(spec)} (embedder)`
}

/** Where the server answers, and which variable holds its key: OpenAI's own is known. */
function access(who: string, spec: ModelSpec, environment: ModelEnvironment) {
  const address = serverAddress(who, requiredBaseURL(who, spec), 'embeddings')
  const known = isVendorKey('OPENAI_API_KEY', address.baseURL, environment) ? 'OPENAI_API_KEY' : null
  return { address, variable: keyVariable(spec) ?? known }
}
