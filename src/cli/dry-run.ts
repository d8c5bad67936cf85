import { type Estimate, estimate } from '../experiments/estimate.ts'
import { inquiriesFor } from '../experiments/inquiry.ts'
import type { ProbeOptions } from '../probe.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { table } from './table.ts'

/** What a probe would ask each of its models. Asks nothing. */
export function estimates(options: ProbeOptions, cache: AnswerCache): Promise<Estimate[]> {
  return Promise.all(
    options.models.map(named =>
      estimate(named, inquiriesFor(named.model.kind, options), options.roles, cache),
    ),
  )
}

/** Estimates for a terminal. */
export function estimatesTable(models: readonly Estimate[]): string {
  const columns = ['model', 'asked for', 'in the cache', 'requests', 'tokens', 'price'].map((title, at) => ({
    title,
    align: at === 0 ? ('left' as const) : ('right' as const),
  }))
  const rows = models.map(each => [
    each.model,
    `${each.items.toLocaleString('en')} ${each.unit}`,
    each.cached.toLocaleString('en'),
    each.requests.toLocaleString('en'),
    `${each.exact ? '' : 'about '}${each.tokens.toLocaleString('en')}`,
    price(each),
  ])
  const guess = models.every(({ exact }) => exact)
    ? ''
    : 'About: no tokenizer is known, so two characters are taken for a token.\n'
  return `${table(columns, rows)}${guess}Nothing was asked.\n`
}

function price({ dollars, priceAsOf }: Estimate): string {
  if (dollars === null) return 'unknown'
  return priceAsOf === null ? 'free, runs here' : `$${dollars.toFixed(dollars < 0.01 ? 4 : 2)} (${priceAsOf})`
}
