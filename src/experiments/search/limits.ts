import { type Random, randomInteger } from '../../base/random.ts'
import type { Field } from './field.ts'

/** A round value between two neighbouring values, so that it equals none, and how many values lie below it. */
interface Limit {
  readonly value: number
  readonly below: number
}

/** @param values ascending */
function limitsAmong(field: Field, values: readonly number[]): Limit[] {
  return values.slice(1).flatMap((high, at) => {
    const value = roundBetween(field, values[at], high)
    return value === null ? [] : [{ value, below: at + 1 }]
  })
}

/** One limit with at least eight values on each side, or the one closest to the middle where none has. */
export function oneLimit(field: Field, values: readonly number[], random: Random): number[] {
  const limits = limitsAmong(field, values)
  const side = ({ below }: Limit) => Math.min(below, values.length - below)
  return [chosen(limits, side, random).value]
}

/** Two limits with at least eight values between and outside them, or the most even ones where none have. */
export function twoLimits(field: Field, values: readonly number[], random: Random): number[] {
  const limits = limitsAmong(field, values)
  const pairs = limits.flatMap((low, at) => limits.slice(at + 1).map(high => ({ low, high })))
  const side = ({ low, high }: (typeof pairs)[number]) => {
    const inside = high.below - low.below
    return Math.min(inside, values.length - inside)
  }
  const { low, high } = chosen(pairs, side, random)
  return [low.value, high.value]
}

/** How many values each side of a limit should have. */
const minOnSide = 8

/** One of the items by chance whose smaller side has enough values, else the first whose smaller side has most. */
function chosen<T>(items: readonly T[], side: (item: T) => number, random: Random): T {
  const fitting = items.filter(item => side(item) >= minOnSide)
  if (fitting.length > 0) return fitting[randomInteger(random, fitting.length)]
  return items.reduce((a, b) => (side(b) > side(a) ? b : a))
}

/** The roundest value above `low` and below `high`; null where there is none. */
function roundBetween({ steps }: Field, low: number, high: number): number | null {
  for (const step of steps) {
    const limit = Math.floor((high - 1) / step) * step
    if (limit > low) return limit
  }
  return null
}
