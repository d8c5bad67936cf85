import { checkArgument, checkMembers } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import { adviceAskings, adviseModel, type ModelAdvice } from '../experiments/advice.ts'
import type { NamedModel } from '../experiments/ask.ts'
import { type AdviceReport, adviceReport } from '../findings/advice.ts'
import type { ModelKind } from '../models/adapters/family.ts'
import { ownSubject, withForms } from '../series/own-subject.ts'
import type { Series } from '../series/series.ts'
import type { Subject } from '../series/subject.ts'
import { subjectCatalogue, subjectNamed } from '../series/subjects.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { type Estimate, estimate, together } from './estimate.ts'
import { type Role, type RoleRequest, withRoles } from './roles.ts'
import { inSession, type Session, type Settings } from './session.ts'

/** Whom to ask about which values. */
export interface AdviseRequest extends RoleRequest {
  /** Ids: numbers, prices, dates, times. Default: all, or none where series are given. */
  readonly subjects?: readonly string[] | undefined
  /** Values of one's own, each series by itself. */
  readonly series?: readonly Series[] | undefined
  /**
   * The forms to compare with the plain one: texts with {d} for the document, and forms of the catalogue by id or by
   * what they write, such as `$2,038.50`. For series, or for one subject. Default: those of the catalogue.
   */
  readonly forms?: readonly string[] | undefined
  /** Default 1. */
  readonly seed?: number | undefined
}

/** How to ask for advice. Everything may be left out. */
export interface AdviseSettings extends Omit<Settings, 'onFailed'> {
  /** Called for a role in which the model does not answer, by its id. */
  readonly onRefused?: ((model: string) => void) | undefined
}

/**
 * Asks a model about the same values written in many forms, and says how to write them for it. A model that was not
 * asked to serve as one kind, and never answers as one thing, is not faulted for that: it is under `refused`.
 * @throws NumeracyError `unknown` or `usage` for a spec or a subject; `invalid-response` or `model-unavailable` from the model
 */
export async function advise(request: AdviseRequest, settings: AdviseSettings = {}): Promise<AdviceReport> {
  return withAskable(request, settings, async (spec, subjects, session) => {
    const { seed = 1 } = request
    await session.begin('advice', () => estimates(subjects, seed, session))
    const { advised, refused } = await adviceOf(subjects, seed, session, settings)
    return adviceReport({ format: 'numeracy-advice', version: 1, spec, seed, models: advised, refused })
  })
}

/** What advice would ask of the model in each role, given what the cache holds. Asks nothing. */
export function estimateAdvice(request: AdviseRequest, settings: Settings = {}): Promise<Estimate[]> {
  return withAskable(request, settings, (_, subjects, session) =>
    estimates(subjects, request.seed ?? 1, session),
  )
}

/** A session with the model in each role that it is worth asking in. */
async function withAskable<Result>(
  request: AdviseRequest,
  settings: Settings,
  work: (spec: string, subjects: readonly Subject[], session: Session) => Promise<Result>,
): Promise<Result> {
  checkArgument('advise', request, 'object')
  checkMembers('advise', request, {
    subjects: 'texts',
    series: 'objects',
    forms: 'texts',
    seed: 'whole number',
  })
  const subjects = subjectsOf(request)
  return withRoles(request, settings, (spec, roles) =>
    inSession({ models: askable(spec, roles) }, settings, session => work(spec, subjects, session)),
  )
}

/**
 * What advice is asked for: subjects by id, each once, and series of one's own; every subject where neither is named.
 * @throws NumeracyError `unknown`, `usage` or `input` for a subject, a series or a form that cannot be
 */
export function subjectsOf({
  subjects: ids = [],
  series = [],
  forms = [],
}: Pick<AdviseRequest, 'subjects' | 'series' | 'forms'>): readonly Subject[] {
  const named = [...new Set(ids)].map(subjectNamed)
  const all = named.length + series.length === 0 ? subjectCatalogue : named
  if (forms.length > 0 && all.length > 1) {
    throw new NumeracyError(
      'usage',
      `--form: got ${forms.length === 1 ? 'a form' : 'forms'} for ${all.map(({ id }) => id).join(', ')}, whose values are written in ways of their own; expected --series, or one --subject.`,
      { details: { forms, subjects: all.map(({ id }) => id) } },
    )
  }
  const doubled = series.find(({ id }, at) => series.findIndex(other => other.id === id) < at)
  if (doubled !== undefined) {
    throw new NumeracyError(
      'usage',
      `--series: got two series named ${doubled.id}; give each once, under a name of its own.`,
      { details: { series: doubled.id } },
    )
  }
  return [...all.map(subject => withForms(subject, forms)), ...series.map(each => ownSubject(each, forms))]
}

/** What stands in for a reranker has nothing of its own to say. */
function askable(spec: string, roles: readonly Role[]): NamedModel[] {
  const models = roles.map(({ role, model }): NamedModel => {
    if (model instanceof NumeracyError) throw model
    return { id: `${role}:${spec}`, spec, model }
  })
  const own = models.filter(({ model }) => model.kind === 'embedder' || !model.standIn)
  return own.length === 0 ? models : own
}

function estimates(
  subjects: readonly Subject[],
  seed: number,
  { models, cache }: { readonly models: readonly NamedModel[]; readonly cache: AnswerCache },
): Promise<Estimate[]> {
  return Promise.all(
    models.map(async named => {
      const { forms, questions } = adviceAskings(named, subjects, seed)
      return together(
        await estimate(named, forms, 'same', cache),
        await estimate(named, questions, 'query-document', cache),
      )
    }),
  )
}

interface Refused {
  readonly kind: ModelKind
  readonly message: string
}

async function adviceOf(
  subjects: readonly Subject[],
  seed: number,
  session: Session,
  { onRefused }: AdviseSettings,
): Promise<{ readonly advised: readonly ModelAdvice[]; readonly refused: readonly Refused[] }> {
  const { models, cache, now, wait, signal, listen } = session
  const advised: ModelAdvice[] = []
  const refusals: { readonly kind: ModelKind; readonly error: NumeracyError }[] = []
  for (const named of models) {
    let answered = false
    try {
      const options = { seed, cache, now, wait, signal }
      const advice = await adviseModel(named, subjects, {
        ...options,
        listen(event) {
          if (event.type === 'answers' && event.done > 0) answered = true
          listen(event)
        },
      })
      advised.push(advice)
    } catch (error) {
      const isItsFault =
        error instanceof NumeracyError && ['model-unavailable', 'invalid-response'].includes(error.code)
      if (!isItsFault || answered || models.length === 1 || signal?.aborted) throw error
      refusals.push({ kind: named.model.kind, error })
      onRefused?.(named.id)
    }
  }
  if (advised.length === 0) throw refusals[0].error
  const refused = refusals.map(({ kind, error: { message } }) => ({ kind, message }))
  for (const { kind, message } of refused)
    listen({ type: 'notice', message: `It does not answer as ${kind}: ${message}` })
  return { advised, refused }
}
