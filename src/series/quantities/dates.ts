import { readingsAs } from '../value.ts'
import { dayOf, isoDate } from '../written.ts'
import { monthNames, monthOf, weekdayNames, weekdayOf } from './calendar-names.ts'
import { chineseValue } from './chinese-words.ts'
import { englishOrdinalAt } from './english-words.ts'
import { type Folded, matchAt } from './folded.ts'
import type { DateParts, Found, QuantityReading } from './quantity.ts'

/** A date at a place: whole, without its year, or without its day; or a day of the week. */
export function dateAt(folded: Folded, at: number): Found | null {
  const weekday = withWeekday(folded, at)
  return (
    weekday ??
    (folded.lower[at] < '\u2e80'
      ? dayAt(folded, at)
      : (chineseDate(folded, at) ?? chineseWeekday(folded, at)))
  )
}

/** A date without the day of the week before it. */
function dayAt(folded: Folded, at: number): Found | null {
  const first = folded.lower[at]
  return first >= '0' && first <= '9'
    ? (numericDate(folded, at) ?? chineseDate(folded, at) ?? dayFirst(folded, at))
    : (monthFirst(folded, at) ?? wordedDay(folded, at))
}

/** A reading of what is known of a date. What is not said of it may be anything, except for the day of the week of a whole date. */
export function dateReading(parts: Partial<DateParts>): QuantityReading | null {
  const { year = null, month = null, day = null, weekday = null } = parts
  if (month !== null && (month < 1 || month > 12)) return null
  // Of an unknown year the longest February counts.
  if (day !== null && (day < 1 || day > daysOf(year ?? 2000, month ?? 1))) return null
  const [y, m, d] = [
    year === null ? '-' : pad(year, 4),
    month === null ? null : pad(month, 2),
    day === null ? null : pad(day, 2),
  ]
  const isWhole = y !== '-' && m !== null && d !== null
  const value = isWhole ? dayOf(`${y}-${m}-${d}`) : null
  const actual = value === null ? null : ((((value + 3) % 7) + 7) % 7) + 1
  // A day of the week that is not that of the date is part of what is said.
  const said = weekday === actual ? null : weekday
  const exact = [y, m, d, said === null ? null : `w${said}`].filter(each => each !== null).join('-')
  const known = weekday ?? actual
  return { kind: 'date', value, unit: null, exact, date: { year, month, day, weekday: known } }
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0')
}

function daysOf(year: number, month: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, 0)
  return date.getUTCDate()
}

function found(end: number, ...parts: readonly Partial<DateParts>[]): Found | null {
  const readings = parts.map(dateReading).filter(each => each !== null)
  return readings.length === 0 ? null : { end, readings }
}

const fourDigits = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d-]|\/\d|\.\d)t?(?=$|[^a-z]|\d)/y
const isoMonth = /(1[89]\d\d|2[01]\d\d)-(0[1-9]|1[0-2])(?![\d-]|[a-z]|\.\d)/y
const isoWeek = /(\d{4})-?w([0-5]\d)(?:-?([1-7]))?(?!\w)/y
const threeParts = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d|[a-z])/y

function numericDate({ lower }: Folded, at: number): Found | null {
  const iso = matchAt(fourDigits, lower, at)
  if (iso !== null)
    return found(at + iso[0].length, { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]) })
  const month = matchAt(isoMonth, lower, at)
  if (month !== null) return found(at + month[0].length, { year: Number(month[1]), month: Number(month[2]) })
  const week = matchAt(isoWeek, lower, at)
  if (week !== null && week[3] !== undefined) {
    const day = dayOfWeek(Number(week[1]), Number(week[2]), Number(week[3]))
    return found(at + week[0].length, partsOf(isoDate(day)))
  }
  const parts = matchAt(threeParts, lower, at)
  return parts === null ? null : dayMonthYear(at, parts)
}

/** 10/11/2025 is a day of November or of October: both are readings. */
function dayMonthYear(at: number, [text, first, mark, second, written]: RegExpExecArray): Found | null {
  // 1.10.25 is a version as well as a date.
  if (written.length === 2 && mark !== '/') return null
  const year = written.length === 2 ? String(century(Number(written))) : written
  const days = readingsAs('date', [first, second, year].join(mark)).map(({ value }) =>
    partsOf(isoDate(value)),
  )
  const result = found(at + text.length, ...days)
  return days.length < 2
    ? result
    : { ...result!, shape: 'numeric date', written: `${Number(first)}/${Number(second)}/${year}` }
}

/** As most programs have it: 69 is 1969 and 68 is 2068. */
function century(year: number): number {
  return year < 69 ? 2000 + year : 1900 + year
}

function partsOf(iso: string): DateParts {
  const [year, month, day] = iso.split('-').map(Number)
  return { year, month, day, weekday: null }
}

/** The day number of a day of an ISO week: 4 January is always in the first one. */
function dayOfWeek(year: number, week: number, weekday: number): number {
  const fourth = dayOf(`${pad(year, 4)}-01-04`)
  const monday = fourth - ((fourth + 3) % 7)
  return monday + 7 * (week - 1) + weekday - 1
}

/** Of a short name; one that ends a sentence is no part of the date. */
const point = "(?:\\.(?=,? ?[\\d']))?"
const yearBehind = /(?:,? (?:of )?|[-/.]|, ?)(\d{4})(?![\d]|[.,]\d|-\d|:)|,? '(\d{2})(?!\d)/y
const dayThenMonth = new RegExp(
  `(\\d{1,2})(st|nd|rd|th|\\.)?(?: of |[ -/.]| ?)(${monthNames})(?![a-z])${point}`,
  'y',
)
const dayOnly = /(?: |-|\/)(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|[a-z]| ?[ap]\.?m\b)/y
const monthName = new RegExp(`(${monthNames})(?![a-z])${point}`, 'y')

/** 15 October 2025, 15th of Oct, 15-Oct-2025; 2025 October 15. */
function dayFirst(folded: Folded, at: number): Found | null {
  const match = matchAt(dayThenMonth, folded.lower, at)
  if (match === null) return yearFirst(folded, at)
  const end = at + match[0].length
  const year = yearAt(folded.lower, end)
  const nameAt = at + match[0].lastIndexOf(match[3])
  if (year === null && isOtherWord(folded, nameAt, match[3])) return null
  return found(year?.end ?? end, {
    year: year?.year ?? null,
    month: monthOf(match[3]),
    day: Number(match[1]),
  })
}

const yearThenMonth = new RegExp(`(\\d{4})[ ,/-]{1,2}(${monthNames})(?![a-z])${point}`, 'y')

function yearFirst({ lower }: Folded, at: number): Found | null {
  const match = matchAt(yearThenMonth, lower, at)
  if (match === null) return null
  const end = at + match[0].length
  const day = matchAt(dayOnly, lower, end)
  const parts = { year: Number(match[1]), month: monthOf(match[2]) }
  return day === null ? found(end, parts) : found(end + day[0].length, { ...parts, day: Number(day[1]) })
}

/** October 15, 2025; Oct 15th; October the fifteenth; October 2025; October. */
function monthFirst(folded: Folded, at: number): Found | null {
  const { lower } = folded
  const match = matchAt(monthName, lower, at)
  if (match === null) return null
  const month = monthOf(match[1])
  const end = at + match[0].length
  const day = matchAt(dayOnly, lower, end) ?? ordinalBehind(folded, end)
  if (day !== null) {
    const behind = end + day[0].length
    const year = yearAt(lower, behind)
    if (year === null && isOtherWord(folded, at, match[1])) return null
    const result = found(year?.end ?? behind, { year: year?.year ?? null, month, day: Number(day[1]) })
    if (result !== null) return result
  }
  const year = yearAt(lower, end)
  if (year !== null) return found(year.end, { year: year.year, month })
  // A short name, or a word that means more, is a month beside a number or after a preposition.
  const alone = at + match[1].length
  const isName = match[1].length > 4 && !isOtherWord(folded, at, match[1])
  const isAfter =
    /(?:^|[^a-z])(?:in|of|until|since|by|from|to|during|every|this|next|last|early|late|mid|for|before|after|through)[ -]$/
  const capital = folded.plain[at] !== lower[at]
  return isName || (capital && isAfter.test(lower.slice(Math.max(0, at - 10), at)))
    ? found(alone, { month })
    : null
}

function yearAt(lower: string, at: number): { readonly end: number; readonly year: number } | null {
  const match = matchAt(yearBehind, lower, at)
  if (match === null) return null
  const year = match[1] === undefined ? century(Number(match[2])) : Number(match[1])
  return year < 1000 || year > 2999 ? null : { end: at + match[0].length, year }
}

/** may and march are verbs, august is an adjective, mar and others are names; a capital says that it is the month. */
function isOtherWord({ plain, lower }: Folded, at: number, name: string): boolean {
  return (
    ['may', 'march', 'august', 'mar', 'mai', 'mars', 'set', 'dec', 'jan'].includes(name) &&
    plain[at] === lower[at]
  )
}

const ofMonth = new RegExp(` (?:of )?(${monthNames})(?![a-z])`, 'y')

/** The fifteenth of October; October the fifteenth. */
function wordedDay(folded: Folded, at: number): Found | null {
  const ordinal = englishOrdinalAt(folded, at)
  if (ordinal === null) return null
  const match = matchAt(ofMonth, folded.lower, ordinal.end)
  if (match === null) return null
  const end = ordinal.end + match[0].length
  const year = yearAt(folded.lower, end)
  return found(year?.end ?? end, {
    year: year?.year ?? null,
    month: monthOf(match[1]),
    day: Number(ordinal.value.numerator),
  })
}

function ordinalBehind(folded: Folded, at: number): readonly [string, string] | null {
  const start = matchAt(/ (?:the )?/y, folded.lower, at)
  if (start === null) return null
  const ordinal = englishOrdinalAt(folded, at + start[0].length)
  return ordinal === null ? null : [folded.lower.slice(at, ordinal.end), String(ordinal.value.numerator)]
}

const weekdayName = new RegExp(`(${weekdayNames})(?![a-z])\\.?(,? (?:the )?)?`, 'y')

/** A day of the week, with the date behind it where there is one. A short name counts with a date alone. */
function withWeekday(folded: Folded, at: number): Found | null {
  const match = matchAt(weekdayName, folded.lower, at)
  if (match === null) return null
  const weekday = weekdayOf(match[1])
  const date = match[2] === undefined ? null : dayAt(folded, at + match[0].length)
  if (date !== null && (date.readings[0].date!.weekday !== null) === (date.readings[0].value !== null))
    return found(date.end, ...date.readings.map(each => ({ ...each.date!, weekday })))
  return match[1].length > 5 ? found(at + match[1].length, { weekday }) : null
}

const numeral = '(\\d{1,2}|[一二三四五六七八九十]{1,3})'
const chineseWhole = new RegExp(
  `(\\d{4}|\\d{2}|[〇零一二三四五六七八九]{4}) ?年 ?${numeral} ?月(?:份)?(?: ?${numeral} ?[日号])?`,
  'y',
)
const chineseDay = new RegExp(`${numeral} ?月 ?${numeral} ?[日号]`, 'y')
const chineseYear = /(\d{4}|[〇零一二三四五六七八九]{4}) ?年(?![前后内间以])/y
const chineseMonth = new RegExp(`${numeral} ?月(?:份|底|初|中旬)?`, 'y')
const weekdayBehind = /[（( ]{0,2}(?:星期|周|礼拜)([一二三四五六日天])[)）]?/y

function chineseDate({ plain }: Folded, at: number): Found | null {
  const whole = matchAt(chineseWhole, plain, at)
  const day = whole === null ? matchAt(chineseDay, plain, at) : null
  const year = whole === null && day === null ? matchAt(chineseYear, plain, at) : null
  const month = whole === null && day === null && year === null ? matchAt(chineseMonth, plain, at) : null
  const match = whole ?? day ?? year ?? month
  if (match === null) return null
  const end = at + match[0].length
  const behind = matchAt(weekdayBehind, plain, end)
  const weekday = behind === null ? null : weekdayOf(behind[1])
  const numbers = match.slice(1).map(each => (each === undefined ? null : numberIn(each)))
  const [first, second, third] = numbers
  const parts =
    whole !== null
      ? { year: first === null || first > 99 ? first : century(first), month: second, day: third }
      : day !== null
        ? { month: first, day: second }
        : year !== null
          ? { year: first }
          : { month: first }
  return found(behind === null ? end : end + behind[0].length, { ...parts, weekday })
}

function numberIn(text: string): number | null {
  if (/^\d/.test(text)) return Number(text)
  const value = chineseValue(text)
  return value === null ? null : Number(value.numerator)
}

function chineseWeekday({ plain }: Folded, at: number): Found | null {
  const match = matchAt(/(?:星期|周|礼拜)([一二三四五六日天])/y, plain, at)
  return match === null ? null : found(at + match[0].length, { weekday: weekdayOf(match[1]) })
}
