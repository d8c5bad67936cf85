import { checkMembers } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import { itemCount, type NamedModel } from '../experiments/ask.ts'
import { type Block, type Roles, rolesFor } from '../matrix/block.ts'
import { keptBlocks } from '../matrix/kept-blocks.ts'
import { type Price, priceOf } from '../models/prices.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { type Batch, batchesOf, itemsIn } from './batches.ts'

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
  /** Tokens of the others; a reranker reads its query with every document. */
  readonly tokens: number
  /** Whether the model's own tokenizer counted them; else two characters are taken for a token. */
  readonly exact: boolean
  /** US dollars; null where the price is not known. */
  readonly dollars: number | null
  /** Year and month of the price; null where there is none. */
  readonly priceAsOf: string | null
}

/** What some blocks would ask of a model, given what the cache holds. Asks nothing. */
export async function estimate(
  named: NamedModel,
  inquiries: readonly { readonly block: Block }[],
  wantedRoles: Roles,
  cache: AnswerCache,
): Promise<Estimate> {
  const { model } = named
  const roles = rolesFor(model, wantedRoles)
  const blocks = inquiries.map(({ block }) => block)
  const { missing } = keptBlocks(model, blocks, { cache, roles })
  return estimateOf(named, itemCount(model, blocks, roles), await batchesOf(model, missing, roles, cache))
}

/** @param items of the whole work @param open the requests of it that are still to be made */
export function estimateOf({ id, model }: NamedModel, items: number, open: readonly Batch[]): Estimate {
  const sum = (of: (batch: Batch) => number) => open.reduce((total, batch) => total + of(batch), 0)
  const tokens = sum(batch => batch.tokens)
  return {
    model: id,
    unit: model.kind === 'embedder' ? 'texts' : 'pairs',
    items,
    cached: items - sum(itemsIn),
    requests: open.length,
    tokens,
    exact: model.tokenizer !== undefined,
    ...cost(priceOf(model.id), tokens),
  }
}

/** What a model is asked in two parts. */
export function together(a: Estimate, b: Estimate): Estimate {
  return {
    ...a,
    items: a.items + b.items,
    cached: a.cached + b.cached,
    requests: a.requests + b.requests,
    tokens: a.tokens + b.tokens,
    dollars: a.dollars === null || b.dollars === null ? null : a.dollars + b.dollars,
  }
}

/** The most that some work may ask of models that others run; null for no limit. */
export interface Budget {
  readonly requests: number | null
  readonly tokens: number | null
}

/**
 * Models that run here count for nothing.
 * @param work that asks, as its error names it
 * @param estimates what it would ask; called only where there is a limit
 * @throws NumeracyError `usage` when it would ask for more; nothing was asked then
 */
export async function checkBudget(
  budget: Budget,
  work: string,
  estimates: () => Promise<readonly Estimate[]>,
): Promise<void> {
  checkMembers('settings: budget', budget, { requests: 'limit', tokens: 'limit' })
  if (typeof budget.requests !== 'number' && typeof budget.tokens !== 'number') return
  const needed = (await estimates()).filter(({ dollars }) => dollars !== 0)
  for (const unit of ['requests', 'tokens'] as const) {
    const limit = budget[unit] ?? null
    const sum = needed.reduce((total, estimate) => total + estimate[unit], 0)
    if (limit === null || sum <= limit) continue
    const about = unit === 'tokens' && needed.some(({ exact }) => !exact) ? 'about ' : ''
    throw new NumeracyError(
      'usage',
      `--max-${unit}: this ${work} needs ${about}${sum.toLocaleString('en')} ${unit}; at most ${limit.toLocaleString('en')} are allowed. Nothing was asked. Ask for less, or raise the limit (in a program, budget.${unit}); --dry-run shows what each model needs.`,
      { details: { needed: sum, limit } },
    )
  }
}

function cost(price: Price | null, tokens: number): Pick<Estimate, 'dollars' | 'priceAsOf'> {
  if (price === null) return { dollars: null, priceAsOf: null }
  return { dollars: (tokens / 1e6) * price.perMillionTokens, priceAsOf: price.asOf || null }
}
