import { NumeracyError } from '../base/error.ts'
import type { Estimate } from '../experiments/estimate.ts'
import { isFree } from '../models/prices.ts'
import type { ProbeOptions } from '../probe.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { estimates } from './dry-run.ts'

/** The most that a probe may ask of models that others run; null for no limit. */
export interface Budget {
  readonly requests: number | null
  readonly tokens: number | null
}

/**
 * Models that run here count for nothing.
 * @throws NumeracyError `usage` when the probe would ask for more; nothing was asked then
 */
export async function checkBudget(budget: Budget, options: ProbeOptions, cache: AnswerCache): Promise<void> {
  if (budget.requests === null && budget.tokens === null) return
  const paid = { ...options, models: options.models.filter(({ model }) => !isFree(model.id)) }
  const needed = await estimates(paid, cache)
  for (const unit of ['requests', 'tokens'] as const) {
    const limit = budget[unit]
    const sum = needed.reduce((total, estimate) => total + estimate[unit], 0)
    if (limit === null || sum <= limit) continue
    throw new NumeracyError(
      'usage',
      `--max-${unit}: this probe needs ${roughly(needed, unit)}${sum.toLocaleString('en')} ${unit}; at most ${limit.toLocaleString('en')} are allowed. Nothing was asked. Take fewer series, or raise the limit; --dry-run shows what each model needs.`,
      { details: { needed: sum, limit } },
    )
  }
}

function roughly(needed: readonly Estimate[], unit: 'requests' | 'tokens'): string {
  return unit === 'tokens' && needed.some(({ exact }) => !exact) ? 'about ' : ''
}
