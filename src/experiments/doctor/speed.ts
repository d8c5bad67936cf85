import type { CheckOutcome } from './check.ts'
import { counted, shown } from './shown.ts'

interface Speed {
  /** Milliseconds of a request with one text or pair. */
  readonly median: number
  /** Texts or pairs that were answered in the requests of `milliseconds`. */
  readonly count: number
  readonly milliseconds: readonly number[]
  readonly unit: 'text' | 'pair'
}

/** How fast a model answers, one request after the other. */
export function speed({ median, count, milliseconds, unit }: Speed): CheckOutcome {
  const total = milliseconds.reduce((sum, each) => sum + each, 0)
  // A clock that stands still between two looks must not make the rate infinite.
  const perSecond = (count / Math.max(total, 0.01)) * 1000
  const each = milliseconds.length === 1 ? 'in one request' : 'one by one'
  return {
    verdict: 'info',
    evidence: `A request with one ${unit} takes ${shown(median)} ms (median); ${counted(count, unit)} ${each} took ${shown(total)} ms: ${shown(perSecond)} a second. Waits are not counted.`,
    numbers: { medianMilliseconds: median, perSecond },
  }
}
