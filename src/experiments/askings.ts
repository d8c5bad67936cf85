import type { Reranker } from '../models/reranker.ts'
import type { NamedModel } from './ask.ts'
import { type ControlPlan, controlsOf } from './controls.ts'
import { experimentsFor } from './experiment.ts'
import { type Inquiry, type InquiryPlan, inquiriesFor } from './inquiry.ts'

/** Inquiries that a model answers together: no pair of them is asked for twice. */
export interface Asking {
  readonly named: NamedModel
  readonly inquiries: readonly Inquiry[]
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
  if (model.kind === 'embedder' || inAnotherOrder.length === 0) return [{ named, inquiries }]
  return [
    { named, inquiries },
    { named: { ...named, model: reordered(model) }, inquiries: inAnotherOrder },
  ]
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
