import { fraction, fractionOf, product, sum } from '../../math/fraction.ts'
import { type Folded, matchAt } from './folded.ts'
import { type Found, reading } from './quantity.ts'
import { unitsNamed } from './units.ts'

const iso =
  /p(?=\d|t\d)(?:(\d{1,9}(?:\.\d{1,9})?)y)?(?:(\d{1,9})m)?(?:(\d{1,9})w)?(?:(\d{1,9}(?:\.\d{1,9})?)d)?(?:t(?=\d)(?:(\d{1,9}(?:\.\d{1,9})?)h)?(?:(\d{1,9}(?:\.\d{1,9})?)m)?(?:(\d{1,9}(?:\.\d{1,9})?)s)?)?(?!\w)/y
const compact =
  /(?:(\d{1,6})d ?)?(?:(\d{1,6})h(?:rs?)? ?)(\d{1,2})m(?:ins?)?(?: ?(\d{1,2})s)?(?!\w)|(\d{1,6})m(?:ins?)? ?(\d{1,2})s(?!\w)/y
const half =
  /(?:half an? |an? half[ -])(hour|day|year|minute|second|mile|dozen|kilo|litre|liter|pound)(?![a-z])/y
const andAHalf = /(?:an?|one) (hour|day|week|month|year|minute|mile|kilometer|kilometre) and a half(?![a-z])/y
const chineseHalf = /半个?(小时|天|年|月|公里|斤)/y

/** A length of time that is no number and a unit: PT1H30M, 1h30m, half an hour, an hour and a half, 半小时. */
export function durationAt({ lower }: Folded, at: number): Found | null {
  const written = matchAt(iso, lower, at)
  if (written !== null) {
    const [text, years, months, weeks, days, hours, minutes, seconds] = written
    const inMonths = totalOf([
      [years, 12n],
      [months, 1n],
    ])
    const inSeconds = totalOf([
      [weeks, 604_800n],
      [days, 86_400n],
      [hours, 3600n],
      [minutes, 60n],
      [seconds, 1n],
    ])
    const isOfMonths = inSeconds.numerator === 0n
    // Months have no length in seconds: said in both, it is both.
    if (isOfMonths || inMonths.numerator === 0n) {
      const value = isOfMonths ? inMonths : inSeconds
      return { end: at + text.length, readings: [reading('duration', value, isOfMonths ? 'month' : 's')] }
    }
  }
  const short = matchAt(compact, lower, at)
  if (short !== null) {
    const [text, days, hours, minutes, seconds, onlyMinutes, onlySeconds] = short
    const value = totalOf([
      [days, 86_400n],
      [hours, 3600n],
      [minutes ?? onlyMinutes, 60n],
      [seconds ?? onlySeconds, 1n],
    ])
    return { end: at + text.length, readings: [reading('duration', value, 's')] }
  }
  return (
    ofHalf(lower, at, half, fraction(1n, 2n)) ??
    ofHalf(lower, at, andAHalf, fraction(3n, 2n)) ??
    ofHalf(lower, at, chineseHalf, fraction(1n, 2n))
  )
}

function totalOf(parts: readonly (readonly [string | undefined, bigint])[]) {
  return parts.reduce(
    (total, [text, size]) =>
      text === undefined ? total : sum(total, product(fractionOf(text), fraction(size))),
    fraction(0n),
  )
}

function ofHalf(
  lower: string,
  at: number,
  pattern: RegExp,
  count: { numerator: bigint; denominator: bigint },
): Found | null {
  const match = matchAt(pattern, lower, at)
  if (match === null) return null
  const end = at + match[0].length
  if (match[1] === 'dozen') return { end, readings: [reading('number', fraction(6n))] }
  const [unit] = unitsNamed(match[1] === '月' ? '个月' : match[1])
  const { kind, base, factor } = unit
  const value = product(count, factor)
  return { end, readings: [reading(kind, value, base)], amount: { value, factor } }
}
