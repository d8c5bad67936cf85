import { counted } from '../base/counted.ts'
import type { Estimate } from '../usecases/estimate.ts'
import type { Beginning } from '../usecases/session.ts'
import { table } from './table.ts'

/** Estimates for a terminal. */
export function estimatesTable(models: readonly Estimate[], width: number | null): string {
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
    : 'About: no tokenizer is known, so two characters count as one token.\n'
  return `${table(columns, rows, width)}${guess}Nothing was asked.\n`
}

/** What each model will be asked now, a sentence each; nothing where all of them run here. */
export async function paidNotes({ models, estimates }: Beginning): Promise<string[]> {
  const { isFree } = await import('../models/prices.ts')
  if (models.every(({ model }) => isFree(model.id))) return []
  const { askedNames } = await import('../findings/model-names.ts')
  const names = askedNames(models)
  return (await estimates()).map(each => `${names.get(each.model)}: ${estimateLine(each)}`)
}

function estimateLine(estimate: Estimate): string {
  const { items, unit, cached, requests, tokens, exact } = estimate
  const count = (value: number) => value.toLocaleString('en')
  return `${count(items)} ${unit}, ${count(cached)} of them in the cache; ${counted(requests, 'request')}, ${exact ? '' : 'about '}${counted(tokens, 'token')}, price ${price(estimate)}.`
}

function price({ dollars, priceAsOf }: Estimate): string {
  if (dollars === null) return 'unknown'
  return priceAsOf === null ? 'free, runs here' : `$${dollars.toFixed(dollars < 0.01 ? 4 : 2)} (${priceAsOf})`
}
