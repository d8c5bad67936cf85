import type { Json } from '../base/json.ts'
import type { Language } from './finding.ts'

/** A number as a sentence writes it: with a true minus, and without one for what rounds to 0. */
export function written(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text
}

/** The same with its sign, unless it rounds to 0. */
export function signed(value: number, digits = 2): string {
  const text = written(value, digits)
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

interface Estimated {
  readonly value: number
  readonly interval: readonly [number, number] | null
}

/** An interval as every text and table writes it: 0.70 to 0.77. */
export function ends(
  interval: readonly [number, number],
  write: (value: number) => string = written,
  language: Language = 'en',
): string {
  return interval.map(end => write(end)).join(language === 'en' ? ' to ' : ' 至 ')
}

/** A value with its 95 % interval: 0.74 (95 % interval 0.70 to 0.77). */
export function withInterval(
  { value, interval }: Estimated,
  language: Language,
  write: (value: number) => string = written,
): string {
  if (interval === null) return write(value)
  const range = ends(interval, write, language)
  return language === 'en'
    ? `${write(value)} (95 % interval ${range})`
    : `${write(value)}（95 % 区间 ${range}）`
}

/** A share as a sentence writes it: 12 %; only none is 0 % and only all are 100 %. */
export function percent(share: number): string {
  const whole = Math.round(share * 100)
  if (whole === 0 && share > 0) return '< 1 %'
  if (whole === 100 && share < 1) return '> 99 %'
  return `${written(whole, 0)} %`
}

/** Shares from the lowest to the highest; one where both are written alike. */
export function percentRange([low, high]: readonly [number, number], language: Language = 'en'): string {
  return percent(low) === percent(high) ? percent(low) : ends([low, high], percent, language)
}

/**
 * A p-value by Monte Carlo with its sign: = 0.035, or ≤ 0.0011 where no draw came out as high, so that p is at the
 * least it can be.
 * @param shown what is written in place of the value, such as the adjusted one
 */
export function pText(
  {
    value,
    details,
  }: { readonly value: number; readonly details?: { readonly [key: string]: Json } | undefined },
  shown = value,
): string {
  const isLeast = value <= (1 + 1e-9) / (Number(details?.draws) + 1)
  const rounded = Number(shown.toPrecision(2))
  const text = rounded < 0.0001 ? shown.toExponential(0) : String(rounded)
  return `${isLeast ? '≤' : '='} ${text}`
}
