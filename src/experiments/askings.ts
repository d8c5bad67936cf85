import type { Roles } from '../matrix/block.ts'
import type { Reranker } from '../models/reranker.ts'
import type { NamedModel } from './ask.ts'
import { type ControlPlan, controlsOf } from './controls.ts'
import { experimentsFor } from './experiment.ts'
import { type Inquiry, type InquiryPlan, inquiriesFor, searchInquiries } from './inquiry.ts'

/** Inquiries that a model answers together: no pair of them is asked for twice. */
export interface Asking {
  readonly named: NamedModel
  readonly inquiries: readonly Inquiry[]
  /** The roles in which an embedder reads the two sides, where they are not those of the run. */
  readonly roles?: Roles
}

/** All that a run asks of one model: the experiments and the controls. */
export function askingsOf(named: NamedModel, plan: InquiryPlan & ControlPlan): Asking[] {
  const { model } = named
  // Of a series of the index a reranker is asked some rows only, beside which no control can stand.
  const isInPart = plan.suite === 'index' && model.kind === 'reranker'
  const controls = Map.groupBy(
    isInPart ? [] : controlsOf(model, plan),
    ({ experiment }) => experiment === 'order',
  )
  const experiments = experimentsFor(model, plan)
  const inquiries = [...inquiriesFor(model.kind, { ...plan, experiments }), ...(controls.get(false) ?? [])]
  const inAnotherOrder = controls.get(true) ?? []
  const askings: Asking[] = [{ named, inquiries }]
  if (model.kind === 'reranker' && inAnotherOrder.length > 0)
    askings.push({ named: { ...named, model: reordered(model) }, inquiries: inAnotherOrder })
  // Whoever searches asks by a query, so a model that tells queries from documents is used as it is meant.
  if (experiments.includes('search'))
    askings.push({ named, inquiries: searchInquiries(plan), roles: 'query-document' })
  return askings.filter((each, at) => each.inquiries.length > 0 || at === askings.length - 1)
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
