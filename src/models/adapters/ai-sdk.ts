import { isObject } from '../../base/json.ts'
import { checkedScores, checkedVectors } from '../answer.ts'
import type { Embedder, Role } from '../embedder.ts'
import type { ModelId } from '../identity.ts'
import type { Reranker } from '../reranker.ts'
import { type SdkEmbeddingModel, type SdkRerankingModel, sdkScore } from '../sdk-model.ts'
import { type ModelSpec, specName } from '../spec.ts'
import {
  installLine,
  isInstalled,
  type SdkSettings,
  sdkEmbeddingModel,
  sdkRerankingModel,
} from './ai-sdk/package.ts'
import { sdkTrouble } from './ai-sdk/trouble.ts'
import { type Vendor, vendors } from './ai-sdk/vendors.ts'
import { refuseEmptyText } from './empty-text.ts'
import type { ModelEnvironment, ModelFamily, ModelKind } from './family.ts'
import { keyFrom } from './http/api-key.ts'
import { roleOptions, roleOptionsIn } from './http/role-options.ts'
import { anotherModel } from './http/served-model.ts'
import { serverAddress } from './http/server-address.ts'
import { paceIn, taskText } from './http/server-options.ts'
import { type SpecOptions, specOptions } from './http/spec-options.ts'
import { sentKey } from './http/vendor-key.ts'

/** What no vendor of these refuses. */
const defaultMaxBatch = 64

/** Documents that vendors rerank at once. */
const defaultMaxDocuments = 128

/** The models of vendors that the Vercel AI SDK speaks to: one `doEmbed` or `doRerank` is one request. */
export const aiSdkFamilies: readonly ModelFamily[] = vendors.map(vendorFamily)

/** The models of one vendor. */
export function vendorFamily(vendor: Vendor): ModelFamily {
  const { provider, title, kinds } = vendor
  return {
    provider,
    options: [
      'baseURL',
      'revision',
      'dimensions',
      'maxBatch',
      'concurrency',
      'requestsPerMinute',
      'tokensPerMinute',
      ...roleOptions,
    ],
    models: [],
    pattern: { name: 'NAME', kinds, description: `${title}, by the AI SDK.` },
    needs: environment => needs(vendor, environment),
    reach(spec, environment) {
      const to = addressOf(vendor, spec, environment.env)
      return { does: 'sends', to, key: sentKey(vendor.variables[0], to, environment, true) }
    },
    embedder: async (spec, environment) => sdkEmbedder(vendor, spec, environment),
    ...(kinds.includes('reranker')
      ? { reranker: async (spec, environment) => sdkReranker(vendor, spec, environment) }
      : {}),
  }
}

function addressOf(
  { address, addressVariables = [] }: Vendor,
  spec: ModelSpec,
  env: ModelEnvironment['env'],
): string {
  const elsewhere = addressVariables.map(variable => env[variable]).find(Boolean)
  const given = specOptions(spec).text('baseURL') ?? elsewhere
  return given === undefined ? address(env) : (URL.parse(given)?.href ?? given)
}

function needs(vendor: Vendor, { env }: ModelEnvironment): string | null {
  const missing = vendor.variables.filter(variable => !env[variable]?.trim())
  const parts = [
    ...(isInstalled(vendor) ? [] : [`Run ${installLine(vendor)}.`]),
    ...(missing.length === 0 ? [] : [`Set ${missing.join(' and ')}.`]),
  ]
  return parts.length === 0 ? null : parts.join(' ')
}

function sdkEmbedder(vendor: Vendor, spec: ModelSpec, environment: ModelEnvironment): Embedder {
  const options = specOptions(spec)
  const dimensions = vendor.dimensions === null ? undefined : options.whole('dimensions', 1, 1_000_000)
  const { who, settings, place } = access(vendor, spec, options, environment, 'embedder')
  const { prefixes, task, differ } = roleOptionsIn(spec, {}, [])
  const id = {
    ...identity('embedder', spec, options, place),
    task: taskText([...(vendor.roles === null ? [] : [`${vendor.options} roles`]), ...task]),
    dimensions: dimensions ?? null,
    dtype: 'float32',
  }
  let model: Promise<SdkEmbeddingModel> | undefined
  return {
    kind: 'embedder',
    id,
    maxBatch: options.whole('maxBatch', 1, 10_000) ?? defaultMaxBatch,
    pace: paceIn(options),
    takesRoles: vendor.roles !== null || differ,
    async embed(texts, { role, signal }) {
      signal?.throwIfAborted()
      refuseEmptyText(id, texts)
      const given = settings()
      model ??= sdkEmbeddingModel(vendor, spec.name, given)
      try {
        const { embeddings, usage, response } = await (await model).doEmbed({
          values: texts.map(text => prefixes[role] + text),
          providerOptions: { [vendor.options]: ownOptions(vendor, role, dimensions) },
          ...(signal === undefined ? {} : { abortSignal: signal }),
        })
        const tokens = usage?.tokens
        const body = response?.body
        const another = isObject(body) ? anotherModel(spec.name, body.model) : undefined
        return {
          vectors: checkedVectors(id, texts, embeddings),
          ...(tokens !== undefined && Number.isFinite(tokens) ? { usage: { tokens } } : {}),
          ...(another === undefined ? {} : { anotherModel: another }),
        }
      } catch (error) {
        signal?.throwIfAborted()
        throw sdkTrouble(who, error, { key: given.key, texts: texts.length, splittable: true })
      }
    },
  }
}

function sdkReranker(vendor: Vendor, spec: ModelSpec, environment: ModelEnvironment): Reranker {
  const options = specOptions(spec)
  const { who, settings, place } = access(vendor, spec, options, environment, 'reranker')
  const id = { ...identity('reranker', spec, options, place), task: null, dimensions: null, dtype: null }
  let model: Promise<SdkRerankingModel> | undefined
  return {
    kind: 'reranker',
    id,
    maxBatch: options.whole('maxBatch', 1, 10_000) ?? defaultMaxDocuments,
    pace: paceIn(options),
    scoreSpace: 'unknown',
    listwise: false,
    standIn: false,
    async score(query, documents, { signal }) {
      signal?.throwIfAborted()
      refuseEmptyText(id, [query, ...documents])
      const given = settings()
      model ??= sdkRerankingModel(vendor, spec.name, given)
      try {
        const score = sdkScore(await model)
        const scores = await score(query, documents, signal === undefined ? {} : { signal })
        return { scores: checkedScores(id, documents, scores) }
      } catch (error) {
        signal?.throwIfAborted()
        throw sdkTrouble(who, error, { key: given.key, texts: documents.length, splittable: true })
      }
    },
  }
}

/** What the vendor gets beside the texts: the role of each, and how many dimensions are wanted. */
function ownOptions({ roles, dimensions: name }: Vendor, role: Role, dimensions: number | undefined) {
  return {
    ...(roles === null ? {} : roles[role]),
    ...(name === null || dimensions === undefined ? {} : { [name]: dimensions }),
  }
}

function identity(
  kind: ModelKind,
  { provider, name }: ModelSpec,
  options: SpecOptions,
  baseURL: string | null,
) {
  return {
    kind,
    provider,
    model: name,
    revision: options.text('revision') ?? null,
    normalisation: null,
    baseURL,
  } satisfies Partial<ModelId>
}

/** Who speaks in messages, and what the vendor's provider is made of, read when a request is about to be made. */
function access(
  vendor: Vendor,
  spec: ModelSpec,
  options: SpecOptions,
  environment: ModelEnvironment,
  kind: ModelKind,
): { readonly who: string; readonly place: string | null; settings(): SdkSettings } {
  const who = `${specName(spec)} (${kind})`
  const [keyVariable, ...others] = vendor.variables
  const key = keyFrom(who, keyVariable, environment)
  const rest = others.map(variable => keyFrom(who, variable, environment))
  const given = options.text('baseURL')
  const baseURL = given === undefined ? undefined : serverAddress(who, given, null).baseURL
  // Answers of another address are those of another model, be it named in the spec or in the environment.
  const elsewhere = (vendor.addressVariables ?? []).map(name => environment.env[name]).find(Boolean)
  const fromEnvironment = elsewhere === undefined ? null : serverAddress(who, elsewhere, null).baseURL
  return {
    who,
    place: baseURL ?? fromEnvironment,
    settings() {
      // An address of one's own stands for the names that would make the vendor's.
      if (baseURL === undefined) for (const variable of rest) variable()
      return { key: key(), baseURL, more: vendor.settings?.(environment.env) ?? {} }
    },
  }
}
