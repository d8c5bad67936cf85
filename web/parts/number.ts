import { ends } from '../../src/findings/number.ts'
import { exponentText } from '../../src/plots/frame.ts'
import { language } from '../state/language.ts'

/** A larger number takes more room than tables and cards have. */
const largest = 1e6

/** A number as the page writes it: with a true minus, and none for what rounds to 0; a dash for none. */
export function number(value: number | null, digits = 2): string {
  if (value === null || Number.isNaN(value)) return '–'
  if (Math.abs(value) >= largest) return exponentText(value, 4)
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text
}

/** An interval in the language of the page: 0.70 to 0.77. */
export function interval(range: readonly [number, number] | null, digits = 2): string {
  return range === null ? '' : ends(range, end => number(end, digits), language.value)
}
