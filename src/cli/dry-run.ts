import { askingsOf } from '../experiments/askings.ts'
import { type Estimate, estimate } from '../experiments/estimate.ts'
import type { ProbeOptions } from '../probe.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { table } from './table.ts'

/** What a probe would ask each of its models. Asks nothing. */
export function estimates(options: ProbeOptions, cache: AnswerCache): Promise<Estimate[]> {
  return Promise.all(
    options.models.map(async model => {
      const parts = askingsOf(model, options).map(({ named, inquiries }) =>
        estimate(named, inquiries, options.roles, cache),
      )
      return (await Promise.all(parts)).reduce(together)
    }),
  )
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

/** Estimates for a terminal. */
export function estimatesTable(models: readonly Estimate[], width: number | null = null): string {
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
  return `${table(columns, rows, width)}${guess}Nothing was asked.\n`
}

/** What a model will be asked now, in one sentence. */
export function foretold(estimate: Estimate): string {
  const { model, items, unit, cached, requests, tokens, exact } = estimate
  const count = (value: number) => value.toLocaleString('en')
  return `${model}: ${count(items)} ${unit}, ${count(cached)} of them in the cache; ${count(requests)} requests, ${exact ? '' : 'about '}${count(tokens)} tokens, price ${price(estimate)}.`
}

function price({ dollars, priceAsOf }: Estimate): string {
  if (dollars === null) return 'unknown'
  return priceAsOf === null ? 'free, runs here' : `$${dollars.toFixed(dollars < 0.01 ? 4 : 2)} (${priceAsOf})`
}
