import type { Roles } from '../matrix/block.ts'
import type { Reranker } from '../models/reranker.ts'
import type { NamedModel } from './ask.ts'
import { type ControlPlan, controlsOf } from './controls.ts'
import { experimentsFor } from './experiment.ts'
import { type Inquiry, type InquiryPlan, inquiriesFor, sameInquiries } from './inquiry.ts'

/** Inquiries that a model answers together: no pair of them is asked for twice. */
export interface Asking {
  readonly named: NamedModel
  readonly inquiries: readonly Inquiry[]
  /** The roles of both sides, where they are not those of the run. */
  readonly roles?: Roles
}

export interface AskingPlan extends InquiryPlan, ControlPlan {
  readonly roles?: Roles
}

/** All that a run asks of one model: the experiments and the controls. */
export function askingsOf(named: NamedModel, plan: AskingPlan): Asking[] {
  const { model } = named
  // Of a series of the index a reranker is asked some rows only, beside which no control can stand.
  const isInPart = plan.suite === 'index' && model.kind === 'reranker'
  const controls = Map.groupBy(
    isInPart ? [] : controlsOf(model, plan),
    ({ experiment }) => experiment === 'order',
  )
  const experiments = experimentsFor(model, plan)
  const inquiries = [...inquiriesFor(model.kind, { ...plan, experiments }), ...(controls.get(false) ?? [])]
  const facts = experiments.includes('same') ? sameInquiries(plan) : []
  // Duplicates have no roles: both sides are documents, whatever the roles of the run.
  const apart = model.kind === 'embedder' && plan.roles === 'query-document'
  const askings: Asking[] = [
    { named, inquiries: apart ? inquiries : [...inquiries, ...facts] },
    { named, inquiries: apart ? facts : [], roles: 'same' },
  ]
  if (model.kind === 'reranker')
    askings.push({ named: { ...named, model: reordered(model) }, inquiries: controls.get(true) ?? [] })
  return askings.filter((asking, at) => at === 0 || asking.inquiries.length > 0)
}

/** The same model under another identity, so that pairs which it has scored in one order are scored in another too. */
function reordered(model: Reranker): Reranker {
  const { task } = model.id
  const order = 'documents in another order'
  return {
    ...model,
    id: { ...model.id, task: task === null ? order : `${task}; ${order}` },
    score: (query, documents, options) => model.score(query, documents, options),
  }
}
