import { NumeracyError } from '../base/error.ts'
import { type Diagnosis, diagnose, unreachable } from '../experiments/doctor.ts'
import type { ModelKind } from '../models/adapters/family.ts'
import { wait } from '../models/adapters/wait.ts'
import { type Role, type RoleRequest, withRoles } from './roles.ts'
import type { Settings } from './session.ts'

/** How to examine a model. Everything may be left out. */
export interface DoctorSettings extends Pick<Settings, 'listen' | 'signal' | 'environment' | 'now' | 'wait'> {
  /** Milliseconds from any start, for how long an answer takes. Default: the machine's. */
  readonly clock?: (() => number) | undefined
  /** Receives the roles that the model will be examined in. */
  readonly onRoles?: ((roles: readonly ModelKind[]) => void) | undefined
}

/**
 * Asks a model what must be known before its numbers are trusted, in each of its roles. Keeps no answers and takes
 * none from a cache. A model that was not asked to serve as one kind, and answers as one thing only, is not faulted
 * for the other.
 * @throws NumeracyError when the spec names nothing that can be asked; what the signal was aborted with
 */
export function doctor(request: RoleRequest, settings: DoctorSettings = {}): Promise<readonly Diagnosis[]> {
  return withRoles(request, settings, async (spec, roles) => {
    const ready = roles.filter(({ model }) => !(model instanceof NumeracyError))
    settings.onRoles?.(ready.map(({ role }) => role))
    const diagnoses: Diagnosis[] = []
    for (const role of roles) diagnoses.push(await diagnosisOf(spec, role, settings))
    return answering(diagnoses, settings)
  })
}

/** Milliseconds; of a shorter wait the check at hand says it. */
const longWait = 60_000

async function diagnosisOf(
  spec: string,
  { role, model }: Role,
  settings: DoctorSettings,
): Promise<Diagnosis> {
  if (model instanceof NumeracyError) return unreachable(spec, role, model)
  const { listen, signal, now = () => new Date(), clock = () => performance.now() } = settings
  const id = `${role}:${spec}`
  let state = { done: 0, total: 0 }
  const show = (label: string) => listen?.({ type: 'measured', model: id, ...state, label })
  return diagnose(spec, model, {
    wait: settings.wait ?? wait,
    now: () => now().getTime(),
    clock,
    ...(signal && { signal }),
    onWait(milliseconds) {
      if (milliseconds > longWait)
        listen?.({ type: 'waiting', model: id, until: now().getTime() + milliseconds })
      else show(`waiting ${Math.ceil(milliseconds / 1000)} s before the next request`)
    },
    onCheck: (done, total, title) => {
      state = { done, total }
      show(title)
    },
  })
}

function answering(diagnoses: readonly Diagnosis[], { listen }: DoctorSettings): readonly Diagnosis[] {
  const silent = diagnoses.filter(({ checks }) => checks.length === 1)
  if (silent.length !== 1 || diagnoses.length === 1) return diagnoses
  const [{ role, checks }] = silent
  const message = `It does not answer as ${role === 'embedder' ? 'an' : 'a'} ${role}: ${checks[0].evidence.split('\n')[0]}`
  listen?.({ type: 'notice', message })
  return diagnoses.filter(diagnosis => diagnosis !== silent[0])
}
