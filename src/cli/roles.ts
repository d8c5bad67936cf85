import { NumeracyError } from '../base/error.ts'
import type { ModelKind } from '../models/adapters/family.ts'
import type { Embedder } from '../models/embedder.ts'
import type { Reranker } from '../models/reranker.ts'
import type { Context } from './context.ts'

/** A role of a spec: the model, or why it cannot be made ready. */
export interface Role {
  readonly role: ModelKind
  readonly model: Embedder | Reranker | NumeracyError
}

/**
 * The roles that a spec can be asked in; one that cannot be made ready comes alone, with the reason.
 * @param as null: each role that the model has
 * @throws NumeracyError when the spec names nothing that can be asked
 */
export async function rolesOf(
  spec: string,
  as: ModelKind | null,
  { env, cwd }: Pick<Context, 'env' | 'cwd'>,
): Promise<Role[]> {
  const { resolveEmbedder, resolveReranker } = await import('../models/registry.ts')
  const environment = { env, cwd }
  const ways = {
    embedder: async () => (await resolveEmbedder(spec, { environment })).embedder,
    reranker: async () => (await resolveReranker(spec, { environment })).reranker,
  }
  const roles: Role[] = []
  for (const role of as === null ? (['embedder', 'reranker'] as const) : [as])
    roles.push({ role, model: await ways[role]().catch(refusal) })
  const ready = roles.filter(({ model }) => !(model instanceof NumeracyError))
  if (ready.length > 0) return ready
  const failed = roles.find(({ model }) => model instanceof NumeracyError && model.code === 'model')
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
