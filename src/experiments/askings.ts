import type { Roles } from '../matrix/block.ts'
import type { Reranker } from '../models/reranker.ts'
import { isSampled } from '../series/sampled-anchors.ts'
import type { NamedModel } from './ask.ts'
import { type ControlPlan, controlsOf } from './controls.ts'
import { experimentsFor } from './experiment.ts'
import { type Inquiry, type InquiryPlan, inquiriesFor, sameInquiries, searchInquiries } from './inquiry.ts'
import { sampledInquiries } from './sampled.ts'

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
  const whole = plan.series.filter(series => !isSampled(series))
  // Of a series of the index a reranker is asked some rows only, beside which no control can stand.
  const isInPart = plan.suite === 'index' && model.kind === 'reranker'
  const controls = Map.groupBy(
    isInPart ? [] : controlsOf(model, { ...plan, series: whole }),
    ({ experiment }) => experiment === 'order',
  )
  const experiments = experimentsFor(model, plan)
  // Rows of an embedder's anchors are scored as they are computed, and not held: each such series by itself.
  const large = experiments.includes('pairs') ? plan.series.filter(isSampled) : []
  const anchors = large.flatMap(each => sampledInquiries(model.kind, each, plan.prompts, plan.seed))
  const inquiries = [
    ...inquiriesFor(model.kind, { ...plan, series: whole, experiments }),
    ...(model.kind === 'reranker' ? anchors : []),
    ...(controls.get(false) ?? []),
  ]
  const facts = experiments.includes('same') ? sameInquiries(plan) : []
  const questions = experiments.includes('search') ? searchInquiries(plan) : []
  // Duplicates have no roles: both sides are documents. A search asks by a query, so that a model which treats
  // queries and documents differently is used as it is meant. Both whatever the roles of the run.
  const fits = (roles: Roles) => model.kind === 'reranker' || roles === (plan.roles ?? 'same')
  const apart = [
    { named, inquiries: facts, roles: 'same' },
    { named, inquiries: questions, roles: 'query-document' },
  ] as const
  const together = apart.flatMap(asking => (fits(asking.roles) ? asking.inquiries : []))
  const askings: Asking[] = [
    { named, inquiries: [...inquiries, ...together] },
    ...apart.filter(({ roles }) => !fits(roles)),
  ]
  if (model.kind === 'reranker')
    askings.push({ named: { ...named, model: reordered(model) }, inquiries: controls.get(true) ?? [] })
  if (model.kind === 'embedder') askings.push(...anchors.map(inquiry => ({ named, inquiries: [inquiry] })))
  const asked = askings.filter(each => each.inquiries.length > 0)
  return asked.length > 0 ? asked : askings.slice(0, 1)
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
