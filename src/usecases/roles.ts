import { checkArgument, checkMembers } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import type { NamedModel } from '../experiments/ask.ts'
import type { ModelEnvironment, ModelKind } from '../models/adapters/family.ts'
import type { Embedder } from '../models/embedder.ts'
import { resolveEmbedder, resolveReranker } from '../models/registry.ts'
import type { Reranker } from '../models/reranker.ts'
import { namedModel } from './named-model.ts'
import { checkSettings, type Settings } from './session.ts'

/** A role of a spec: the model, or why it cannot be made ready. */
export interface Role {
  readonly role: ModelKind
  readonly model: Embedder | Reranker | NumeracyError
}

/** A model to be asked in each of its roles. */
export interface RoleRequest {
  /** A spec, or a model at hand, which has the one role that it is made for. */
  readonly model: string | Embedder | Reranker | NamedModel
  /** Default: each role that the model has. */
  readonly as?: ModelKind | undefined
}

/**
 * Does some work with a model in its roles. What was built from a spec is disposed of when it ends.
 * @throws NumeracyError when the spec names nothing that can be asked
 */
export async function withRoles<Result>(
  request: RoleRequest,
  settings: Pick<Settings, 'environment'>,
  work: (spec: string, roles: readonly Role[]) => Promise<Result>,
): Promise<Result> {
  checkArgument('model', request, 'object')
  checkMembers('model', request, { as: ['embedder', 'reranker'] })
  const { model, as } = request
  if (typeof model !== 'string') checkArgument('model', model, 'object')
  checkSettings(settings)
  const { environment } = settings
  if (typeof model !== 'string') {
    const named = namedModel(model)
    return work(named.spec, [{ role: named.model.kind, model: named.model }])
  }
  const roles = await rolesOf(model, as ?? null, environment)
  try {
    return await work(model, roles)
  } finally {
    for (const { model } of roles) if (!(model instanceof NumeracyError)) await model[Symbol.asyncDispose]?.()
  }
}

/**
 * The roles that a spec can be asked in; one that cannot be made ready comes alone, with the reason.
 * @param as null: each role that the model has
 * @throws NumeracyError when the spec names nothing that can be asked
 */
async function rolesOf(
  spec: string,
  as: ModelKind | null,
  environment: ModelEnvironment | undefined,
): Promise<Role[]> {
  const options = environment === undefined ? {} : { environment }
  const ways = {
    embedder: async () => (await resolveEmbedder(spec, options)).embedder,
    reranker: async () => (await resolveReranker(spec, options)).reranker,
  }
  const roles: Role[] = []
  for (const role of as === null ? (['embedder', 'reranker'] as const) : [as])
    roles.push({ role, model: await ways[role]().catch(refusal) })
  const ready = roles.filter(({ model }) => !(model instanceof NumeracyError))
  if (ready.length > 0) return ready
  const failed = roles.find(
    ({ model }) => model instanceof NumeracyError && model.code === 'model-unavailable',
  )
  if (failed !== undefined) return [failed]
  throw notThere(roles.map(({ model }) => model as NumeracyError))
}

function refusal(error: unknown): NumeracyError {
  if (error instanceof NumeracyError) return error
  throw error
}

/** Why a spec has none of the roles, as one error. */
function notThere(errors: readonly NumeracyError[]): NumeracyError {
  const known = errors.filter(({ code }) => code !== 'unknown')
  const [first, second] = known.length > 0 ? known : errors.slice(0, 1)
  if (second === undefined || second.message === first.message) return first
  return new NumeracyError(first.code, `As an embedder: ${first.message} As a reranker: ${second.message}`, {
    details: { embedder: first.details, reranker: second.details },
  })
}
