import type { Command } from 'commander'
import { NumeracyError } from '../base/error.ts'
import type { Estimate } from '../experiments/estimate.ts'
import { wholeNumber } from './options.ts'

/** The most that a command may ask of models that others run; null for no limit. */
export interface Budget {
  readonly requests: number | null
  readonly tokens: number | null
}

/** What the options of `withBudgetOptions` come to. */
export interface BudgetOptions {
  readonly dryRun?: boolean
  readonly maxRequests?: number
  readonly maxTokens?: number
}

/** Lets a command that asks models foretell what it would ask, and start nothing above a limit. */
export function withBudgetOptions(command: Command): Command {
  return command
    .option('--dry-run', 'say what would be asked and what it would cost, and ask nothing')
    .option(
      '--max-requests <number>',
      'start nothing that needs more requests',
      atLeastZero('--max-requests'),
    )
    .option('--max-tokens <number>', 'start nothing that needs more tokens', atLeastZero('--max-tokens'))
}

function atLeastZero(option: string): (value: string) => number {
  return value => {
    const limit = wholeNumber(option)(value)
    if (limit >= 0) return limit
    throw new NumeracyError('usage', `${option}: got ${limit}; expected 0 or more, such as ${option} 100.`)
  }
}

/** The budget that the options give. */
export function budgetOf({ maxRequests, maxTokens }: BudgetOptions): Budget {
  return { requests: maxRequests ?? null, tokens: maxTokens ?? null }
}

/**
 * Models that run here count for nothing.
 * @param command that asks, as its error names it
 * @param estimates what it would ask; called only where there is a limit
 * @throws NumeracyError `usage` when it would ask for more; nothing was asked then
 */
export async function checkBudget(
  budget: Budget,
  command: string,
  estimates: () => Promise<readonly Estimate[]>,
): Promise<void> {
  if (budget.requests === null && budget.tokens === null) return
  const needed = (await estimates()).filter(({ dollars }) => dollars !== 0)
  for (const unit of ['requests', 'tokens'] as const) {
    const limit = budget[unit]
    const sum = needed.reduce((total, estimate) => total + estimate[unit], 0)
    if (limit === null || sum <= limit) continue
    throw new NumeracyError(
      'usage',
      `--max-${unit}: this ${command} needs ${roughly(needed, unit)}${sum.toLocaleString('en')} ${unit}; at most ${limit.toLocaleString('en')} are allowed. Nothing was asked. Ask for less, or raise the limit; --dry-run shows what each model needs.`,
      { details: { needed: sum, limit } },
    )
  }
}

function roughly(needed: readonly Estimate[], unit: 'requests' | 'tokens'): string {
  return unit === 'tokens' && needed.some(({ exact }) => !exact) ? 'about ' : ''
}
