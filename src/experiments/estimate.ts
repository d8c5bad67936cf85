import { callsOf, type Roles, textsOf } from '../matrix/block.ts'
import { keptBlocks } from '../matrix/kept-blocks.ts'
import { countCachedPairs, countCachedTexts } from '../models/decorators/cache-count.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { itemCount, type NamedModel } from './ask.ts'
import type { Inquiry } from './inquiry.ts'

/** What a run would ask of one model. */
export interface Estimate {
  readonly model: string
  readonly unit: 'texts' | 'pairs'
  /** Distinct texts, or pairs, that the run is made of. */
  readonly items: number
  /** How many of them are in the cache. */
  readonly cached: number
  /** Requests for the others, when none has to be made again. */
  readonly requests: number
}

/** What the inquiries would ask of a model, given what the cache holds. Asks nothing. */
export function estimate(
  { id, model }: NamedModel,
  inquiries: readonly Inquiry[],
  roles: Roles,
  cache: AnswerCache,
): Estimate {
  const blocks = inquiries.map(({ block }) => block)
  const { missing } = keptBlocks(model, blocks, { cache, roles })
  const items = itemCount(model, inquiries, roles)
  const requestsFor = (open: number) => Math.ceil(open / model.maxBatch)
  let open = 0
  let requests = 0
  if (model.kind === 'embedder') {
    for (const [role, texts] of textsOf(missing, roles)) {
      const { distinct, cached } = countCachedTexts(model, texts, role, cache)
      open += distinct - cached
      requests += requestsFor(distinct - cached)
    }
  } else {
    for (const { query, documents } of callsOf(missing, model.listwise)) {
      const { distinct, cached } = countCachedPairs(model, query, documents, cache)
      open += distinct - cached
      requests += model.listwise ? Math.min(1, distinct - cached) : requestsFor(distinct - cached)
    }
  }
  return {
    model: id,
    unit: model.kind === 'embedder' ? 'texts' : 'pairs',
    items,
    cached: items - open,
    requests,
  }
}
