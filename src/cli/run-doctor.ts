import { NumeracyError } from '../base/error.ts'
import { type Diagnosis, diagnose, unreachable } from '../experiments/doctor.ts'
import type { Embedder } from '../models/embedder.ts'
import type { Reranker } from '../models/reranker.ts'
import type { Context } from './context.ts'
import { diagnosisJson, diagnosisLines } from './diagnosis.ts'
import { showProgress } from './progress.ts'

/** What `numeracy doctor` was asked. */
export interface DoctorCommand {
  readonly spec: string
  /** Null: each role that the model has. */
  readonly as: Diagnosis['role'] | null
  readonly json: boolean
}

/** A role of a spec: the model, or why it cannot be made ready. */
interface Role {
  readonly role: Diagnosis['role']
  readonly model: Embedder | Reranker | NumeracyError
}

/**
 * Examines a model in its roles and prints what was found.
 * @returns whether a check failed
 * @throws NumeracyError when the spec names nothing that can be asked; `interrupted`
 */
export async function runDoctor({ spec, as, json }: DoctorCommand, context: Context): Promise<boolean> {
  const examinations: Diagnosis[] = []
  for (const role of await rolesOf(spec, as, context)) examinations.push(await examined(spec, role, context))
  const diagnoses = answering(examinations, context)
  context.stdout.write(json ? diagnosisJson(diagnoses) : diagnosisLines(diagnoses))
  return diagnoses.some(({ verdict }) => verdict === 'fail')
}

/** The roles that a spec can be asked in; one that cannot be made ready comes alone, with the reason. */
async function rolesOf(spec: string, as: DoctorCommand['as'], { env, cwd }: Context): Promise<Role[]> {
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

/** A model that was not told to serve as something, and answers as one thing only, is not faulted for the other. */
function answering(diagnoses: readonly Diagnosis[], { stderr }: Context): readonly Diagnosis[] {
  const silent = diagnoses.filter(({ checks }) => checks.length === 1)
  if (silent.length !== 1 || diagnoses.length === 1) return diagnoses
  const [{ role, checks }] = silent
  stderr.write(
    `note: It does not answer as ${role === 'embedder' ? 'an' : 'a'} ${role}: ${checks[0].evidence.split('\n')[0]}\n`,
  )
  return diagnoses.filter(diagnosis => diagnosis !== silent[0])
}

async function examined(spec: string, { role, model }: Role, context: Context): Promise<Diagnosis> {
  if (model instanceof NumeracyError) return unreachable(spec, role, model)
  const { wait, now, signal } = context
  const progress = await showProgress([{ title: `${role} ${spec}`, owns: () => true }], context)
  let state = { done: 0, total: 0 }
  const show = (label: string) => progress.listen({ type: 'measured', ...state, label })
  try {
    const diagnosis = await diagnose(spec, model, {
      wait,
      now: () => now().getTime(),
      clock: () => performance.now(),
      signal,
      onWait: milliseconds => show(`waiting ${Math.ceil(milliseconds / 1000)} s before the next request`),
      onCheck: (done, total, title) => {
        state = { done, total }
        show(title)
      },
    })
    await progress.finish()
    return diagnosis
  } catch (error) {
    await progress.finish(error)
    if (signal.aborted)
      throw new NumeracyError('interrupted', 'Interrupted. The doctor keeps no answers: it begins anew.')
    throw error
  }
}
