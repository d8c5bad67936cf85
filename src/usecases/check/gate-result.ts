import { signed, written } from '../../findings/number.ts'

/** What came of a gate for one model, on one series where it speaks of series. */
export interface GateResult {
  /** What was demanded, in words that stay the same from run to run: `integers/concordance at least 0.6`. */
  readonly gate: string
  /** As a reader meets it. */
  readonly model: string
  /** `unclear`: against a baseline, nothing is shown either way; it fails nothing. */
  readonly outcome: 'pass' | 'fail' | 'unclear'
  /** What decided, such as the lower bound of an interval, and what it was held against. */
  readonly value: number | null
  readonly interval: readonly [number, number] | null
  readonly bound: number | null
  /** One sentence: what was got, what was demanded, and what would decide it. */
  readonly message: string
}

/** A number in a sentence: three decimals, from 10 on one. */
export function shown(value: number): string {
  return written(value, digitsOf(value))
}

/** A difference in a sentence, with its sign. */
export function shownChange(value: number): string {
  return signed(value, digitsOf(value))
}

function digitsOf(value: number): number {
  return Math.abs(value) >= 10 ? 1 : 3
}

/** An interval in a sentence. */
export function shownInterval(interval: readonly [number, number] | null): string {
  return interval === null ? '' : ` (95 % interval ${shown(interval[0])} to ${shown(interval[1])})`
}

/**
 * A value held to a least one: the lower bound of its interval decides, or the value itself. Where there is no interval,
 * nobody knows how sure the value is, and it passes nothing.
 * @param isPoint the value decides
 */
export function heldTo(
  least: number,
  { value, interval }: { readonly value: number; readonly interval: readonly [number, number] | null },
  isPoint: boolean,
): Pick<GateResult, 'outcome' | 'value' | 'interval' | 'bound' | 'message'> {
  const deciding = isPoint ? value : (interval?.[0] ?? null)
  const outcome = deciding !== null && deciding >= least ? 'pass' : 'fail'
  const got = `got ${shown(value)}${shownInterval(interval)}`
  const why =
    outcome === 'pass'
      ? ''
      : deciding === null
        ? '; it has no interval here, so its lower bound is not known: `point: true` holds the value itself'
        : value >= least
          ? '; the value is above it, but its lower bound is not: more documents would narrow the interval'
          : ''
  return {
    outcome,
    value,
    interval,
    bound: least,
    message: `${got}, expected at least ${shown(least)}${why}.`,
  }
}
