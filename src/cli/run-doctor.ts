import { NumeracyError } from '../base/error.ts'
import { type Diagnosis, diagnose, unreachable } from '../experiments/doctor.ts'
import type { Context } from './context.ts'
import { diagnosisJson, diagnosisLines } from './diagnosis.ts'
import { showProgress } from './progress.ts'
import { type Role, rolesOf } from './roles.ts'
import { widthOf } from './wrapped.ts'

/** What `numeracy doctor` was asked. */
export interface DoctorCommand {
  readonly spec: string
  /** Null: each role that the model has. */
  readonly as: Diagnosis['role'] | null
  readonly json: boolean
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
  context.stdout.write(json ? diagnosisJson(diagnoses) : diagnosisLines(diagnoses, widthOf(context.stdout)))
  return diagnoses.some(({ verdict }) => verdict === 'fail')
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
      onWait(milliseconds) {
        if (milliseconds > 60_000)
          progress.listen({ type: 'waiting', model: spec, until: now().getTime() + milliseconds })
        else show(`waiting ${Math.ceil(milliseconds / 1000)} s before the next request`)
      },
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
