import { NumeracyError } from '../base/error.ts'
import { nearestNames } from '../math/edit-distance.ts'
import { aiSdkFamilies } from './adapters/ai-sdk.ts'
import { bundled } from './adapters/bundled.ts'
import { command } from './adapters/command.ts'
import type { ModelEnvironment, ModelFamily, ModelKind } from './adapters/family.ts'
import { jina } from './adapters/jina.ts'
import { folder, hub } from './adapters/local.ts'
import { openaiCompatible } from './adapters/openai-compatible.ts'
import type { Reach } from './adapters/reach.ts'
import { rerankCompatible } from './adapters/rerank-compatible.ts'
import { checkContract } from './contract.ts'
import type { Embedder } from './embedder.ts'
import type { Reranker } from './reranker.ts'
import { type ModelSpec, parseSpec, specName } from './spec.ts'
import { refuseSecrets } from './spec-secrets.ts'

/** Every model family: a line each. */
const catalogue: readonly ModelFamily[] = [
  bundled,
  jina,
  openaiCompatible,
  rerankCompatible,
  ...aiSdkFamilies,
  command,
  folder,
  hub,
]

export interface ResolveOptions {
  /** Default: that of this process. */
  readonly environment?: ModelEnvironment
  readonly families?: readonly ModelFamily[]
}

export interface ResolvedEmbedder {
  /** As it was asked for. */
  readonly spec: string
  readonly embedder: Embedder
}

export interface ResolvedReranker {
  /** As it was asked for. */
  readonly spec: string
  readonly reranker: Reranker
}

/** One row of `numeracy models`. */
export interface ListedModel {
  readonly spec: string
  readonly kinds: readonly ModelKind[]
  readonly description: string
  /** Whether the spec is to be filled in: it names no model yet. */
  readonly pattern: boolean
  /** Whether it can be used here as things stand. */
  readonly ready: boolean
  /** What is missing when it is not ready. */
  readonly needs: string | null
}

/**
 * The embedder that a spec names. Loads no weights; asks no server but, for `hf:`, a model hub for what is missing.
 * @throws NumeracyError `usage`: not a spec, one with a key in it, an option the family does not take, or an adapter for another version
 * of the contract; `unknown`: no such embedder
 */
export async function resolveEmbedder(
  spec: string,
  { environment = here(), families = catalogue }: ResolveOptions = {},
): Promise<ResolvedEmbedder> {
  const parsed = parseSpec(spec)
  refuseSecrets(parsed)
  const embedder = await familyOf(parsed, families)?.embedder?.(parsed, environment)
  if (embedder === undefined) throw noSuchModel(parsed, 'embedder', { environment, families })
  checkContract(embedder)
  return { spec, embedder }
}

/**
 * The reranker that a spec names. Loads no weights; asks no server but, for `hf:`, a model hub for what is missing.
 * @throws NumeracyError as `resolveEmbedder`; `unknown`: no such reranker
 */
export async function resolveReranker(
  spec: string,
  { environment = here(), families = catalogue }: ResolveOptions = {},
): Promise<ResolvedReranker> {
  const parsed = parseSpec(spec)
  refuseSecrets(parsed)
  const reranker = await familyOf(parsed, families)?.reranker?.(parsed, environment)
  if (reranker === undefined) throw noSuchModel(parsed, 'reranker', { environment, families })
  checkContract(reranker)
  return { spec, reranker }
}

/**
 * What asking the model of a spec does. Runs, reads and sends nothing.
 * @throws NumeracyError as `resolveEmbedder`
 */
export function modelReach(
  kind: ModelKind,
  spec: string,
  { environment = here(), families = catalogue }: ResolveOptions = {},
): Reach {
  const parsed = parseSpec(spec)
  const family = familyOf(parsed, families)
  if (family?.[kind] === undefined) throw noSuchModel(parsed, kind, { environment, families })
  return family.reach(parsed, environment)
}

/** The models known by name, family by family. */
export function listModels({
  environment = here(),
  families = catalogue,
}: ResolveOptions = {}): ListedModel[] {
  return families.flatMap(family => {
    const needs = family.needs(environment)
    const patterns = family.pattern === undefined ? [] : [family.pattern]
    return [...family.models, ...patterns].map(({ name, kinds, description }) => ({
      spec: specName({ provider: family.provider, name }),
      kinds,
      description,
      pattern: patterns.some(pattern => pattern.name === name),
      ready: needs === null,
      needs,
    }))
  })
}

function here(): ModelEnvironment {
  return { env: process.env, cwd: process.cwd() }
}

function familyOf(spec: ModelSpec, families: readonly ModelFamily[]): ModelFamily | undefined {
  const family = families.find(({ provider }) => provider === spec.provider)
  if (family === undefined) return undefined
  const option = Object.keys(spec.options).find(name => !family.options.some(taken => takes(taken, name)))
  if (option !== undefined) {
    const taken =
      family.options.length === 0
        ? `${family.provider} models take no options`
        : `${family.provider} models take ${family.options.join(', ')}`
    throw new NumeracyError('usage', `${specName(spec)} has the option "${option}", but ${taken}.`, {
      details: { spec: specName(spec), option, options: family.options },
    })
  }
  return family
}

/** Whether an option's name is the one that is taken, or begins like it where that ends in `.*`. */
function takes(taken: string, name: string): boolean {
  return taken.endsWith('.*') ? name.startsWith(taken.slice(0, -1)) : name === taken
}

function noSuchModel(spec: ModelSpec, kind: ModelKind, options: ResolveOptions): NumeracyError {
  const name = specName(spec)
  const known = listModels(options).filter(({ pattern }) => !pattern)
  const other = known.find(model => model.spec === name && !model.kinds.includes(kind))
  const nearest = nearestNames(
    name,
    known.filter(({ kinds }) => kinds.includes(kind)).map(model => model.spec),
  )
  const problem =
    other === undefined
      ? `There is no ${kind} "${name}".`
      : `"${name}" is no ${kind}: it serves as ${other.kinds.join(' and ')} only.`
  const suggestion = nearest.length === 0 ? '' : ` Did you mean ${nearest.join(' or ')}?`
  return new NumeracyError(
    'unknown',
    `${problem}${suggestion} \`numeracy models\` lists what can be used here.`,
    { details: { spec: name, kind, nearest } },
  )
}
