import type { ModelId } from './identity.ts'

/** What a provider asks for a million tokens, as it was last looked up. */
export interface Price {
  /** US dollars for a million tokens. */
  readonly perMillionTokens: number
  /** Year and month. */
  readonly asOf: string
}

const free: Price = { perMillionTokens: 0, asOf: '' }

/** Models that run on this machine. */
const here: readonly string[] = ['bundled', 'folder', 'hf', 'command']

/** By provider and model, from the providers' price lists. What is not here is unknown, never free. */
const prices: Readonly<Record<string, Price>> = {
  'openai:text-embedding-3-small': { perMillionTokens: 0.02, asOf: '2026-07' },
  'openai:text-embedding-3-large': { perMillionTokens: 0.13, asOf: '2026-05' },
  'openai:text-embedding-ada-002': { perMillionTokens: 0.1, asOf: '2026-05' },
  'voyage:rerank-2.5': { perMillionTokens: 0.05, asOf: '2026-10' },
  'voyage:rerank-2.5-lite': { perMillionTokens: 0.02, asOf: '2026-10' },
  'voyage:voyage-3-large': { perMillionTokens: 0.18, asOf: '2026-10' },
}

/** The price of a model; null where it is not known. */
export function priceOf({ provider, model }: ModelId): Price | null {
  return here.includes(provider) ? free : (prices[`${provider}:${model}`] ?? null)
}

/** Whether the model runs here and asks for nothing. */
export function isFree(id: ModelId): boolean {
  return priceOf(id)?.perMillionTokens === 0
}
