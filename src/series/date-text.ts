import { withoutDoubt } from './number-text.ts'
import type { Notation, Read } from './reading.ts'

/** Languages whose names of months and weekdays are read. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl']

const time = String.raw`(?:[T ]|, )(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d{1,9})?))?(?: ?([ap])\.?m\.?)?(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}))?`
const behind = new RegExp(`^(.*?\\d)(?:${time})?$`, 'iu')

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const yearLast = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/
const chinese = /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日$/
const monthFirst = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu
const dayFirst = /^(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?:[ -]| of | de )(\p{L}+)\.?(?:,? |-| de )(\d{4})$/iu

/**
 * The readings of a text as a date with its year in four digits: none, one, or one for each order of day and month.
 * The value is in days since 1970-01-01; a time is the part of the day behind the point, of UTC where it has a zone.
 */
export function readDate(text: string): readonly Read[] {
  if (!/\d/.test(text)) return []
  const whole = withoutWeekday(text)
  const chineseDay = chinese.exec(whole)
  if (chineseDay !== null) return dayOf(chineseDay[1], chineseDay[2], chineseDay[3], null)
  const parts = behind.exec(whole)
  if (parts === null) return []
  const [, day, hour, minute, second, half, zone] = parts
  const days = readDay(day)
  if (hour === undefined || days.length === 0) return days
  const seconds = secondsOf(hour, minute, second ?? '0', half)
  const offset = offsetOf(zone)
  if (seconds === null || offset === null) return []
  return days.map(({ value, notation }) => ({
    value: value + (seconds - offset) / 86_400,
    notation,
    zones: [zone === undefined ? 'a time without a zone' : 'a time with a zone'],
  }))
}

function readDay(text: string): readonly Read[] {
  const first = yearFirst.exec(text)
  if (first !== null) {
    // ISO 8601 has two digits for month and day.
    if (first[2] === '-' && (first[3].length < 2 || first[4].length < 2)) return []
    return dayOf(first[1], first[3], first[4], null)
  }
  const english = monthFirst.exec(text)
  if (english !== null) return dayOf(english[3], monthOf(english[1]), english[2], null)
  const words = dayFirst.exec(text)
  if (words !== null) return dayOf(words[3], monthOf(words[2]), words[1], null)
  const last = yearLast.exec(text)
  if (last === null) return []
  const [, one, mark, other, year] = last
  const reads = dayOf(year, other, one, 'day before month')
  // No one writes the month first before a point.
  return mark === '.'
    ? reads.map(({ value }) => ({ value, notation: null }))
    : withoutDoubt([...reads, ...dayOf(year, one, other, 'month before day')])
}

function dayOf(year: string, month: string, day: string, notation: Notation | null): readonly Read[] {
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  // A day that the month has not is one of another month.
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return exists ? [{ value: date.getTime() / 86_400_000, notation }] : []
}

/** Null where no clock shows it. */
export function secondsOf(
  hour: string,
  minute: string,
  second: string,
  half: string | undefined,
): number | null {
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second.replace(',', '.'))]
  if (minutes >= 60 || seconds >= 60) return null
  if (half === undefined) return hours < 24 ? hours * 3600 + minutes * 60 + seconds : null
  if (hours < 1 || hours > 12) return null
  return ((hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0)) * 3600 + minutes * 60 + seconds
}

/** Seconds before UTC; null for a zone that there is not. */
function offsetOf(zone: string | undefined): number | null {
  const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '')
  if (parts === null) return 0
  const [hours, minutes] = [Number(parts[2]), Number(parts[3] ?? '0')]
  if (hours * 60 + minutes > 14 * 60 || minutes > 59) return null
  return (parts[1] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60)
}

interface CalendarNames {
  /** The number of a month by its name and by its short name, without a point. */
  readonly months: ReadonlyMap<string, string>
  readonly weekdays: ReadonlySet<string>
}

let known: CalendarNames | undefined

function calendarNames(): CalendarNames {
  if (known !== undefined) return known
  const months = new Map<string, string>([['sept', '9']])
  const weekdays = new Set<string>()
  const bare = (name: string) => name.toLowerCase().replaceAll('.', '')
  for (const language of languages)
    for (const length of ['long', 'short'] as const) {
      const month = new Intl.DateTimeFormat(language, { month: length, timeZone: 'UTC' })
      const inDate = new Intl.DateTimeFormat(language, { month: length, day: 'numeric', timeZone: 'UTC' })
      const weekday = new Intl.DateTimeFormat(language, { weekday: length, timeZone: 'UTC' })
      for (let at = 0; at < 12; at++) {
        const date = new Date(Date.UTC(2024, at, 1))
        const part = inDate.formatToParts(date).find(({ type }) => type === 'month')
        for (const name of [month.format(date), part?.value ?? '']) months.set(bare(name), String(at + 1))
        // English names may be cut to three letters in any text.
        if (language === 'en') months.set(bare(month.format(date)).slice(0, 3), String(at + 1))
      }
      for (let day = 1; day <= 7; day++) weekdays.add(bare(weekday.format(new Date(Date.UTC(2024, 0, day)))))
    }
  known = { months, weekdays }
  return known
}

/** The number of a month; 0, which no date has, where no language has the name. */
function monthOf(name: string): string {
  return calendarNames().months.get(name.toLowerCase()) ?? '0'
}

function withoutWeekday(text: string): string {
  const parts = /^(\p{L}+)\.?,? (.+)$/u.exec(text)
  return parts !== null && calendarNames().weekdays.has(parts[1].toLowerCase()) ? parts[2] : text
}
