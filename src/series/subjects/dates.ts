import { type Random, randomInteger } from '../../base/random.ts'
import { isoDate } from '../catalogue/days.ts'
import type { Subject } from './subject.ts'

const secondsPerDay = 86_400

/** Dates; values in days since 1970-01-01. */
export const dates: Subject = {
  id: 'dates',
  family: 'date',
  ruler: 'linear',
  period: null,
  usual: { title: '2021 to 2025', draw: within('2021-01-01', '2025-12-31') },
  heldOut: { title: '1970 to 1999', draw: within('1970-01-02', '1999-12-31') },
  forms: [
    { id: 'plain', write: isoDate },
    { id: 'compact', write: day => isoDate(day).replaceAll('-', '') },
    { id: 'day month year', write: day => spelled(day, { day: 'numeric' }, 'en-GB') },
    { id: 'month day year', write: inAmerica },
    { id: 'with weekday', write: day => spelled(day, { day: 'numeric', weekday: 'long' }, 'en-US') },
    { id: 'ISO week', write: isoWeek },
    { id: 'Unix seconds', write: day => String(day * secondsPerDay) },
    { id: 'sentence', write: day => `The event takes place on ${inAmerica(day)}.` },
    { id: 'product title', write: day => `Jazz in the park, ${inAmerica(day)}` },
    { id: 'JSON field', write: day => `{"date": "${isoDate(day)}"}` },
  ],
  question: {
    below: bound => `before ${inAmerica(bound)}`,
    above: bound => `after ${inAmerica(bound)}`,
    of: 'month day year',
  },
}

function within(first: string, last: string): (random: Random) => number {
  const [from, to] = [first, last].map(date => Date.parse(date) / 1000 / secondsPerDay)
  return random => from + randomInteger(random, to - from + 1)
}

function spelled(day: number, parts: Intl.DateTimeFormatOptions, locale: string): string {
  const format = { year: 'numeric', month: 'long', timeZone: 'UTC', ...parts } as const
  return new Date(1000 * secondsPerDay * day).toLocaleDateString(locale, format)
}

function inAmerica(day: number): string {
  return spelled(day, { day: 'numeric' }, 'en-US')
}

/** As ISO 8601 writes it: year, week and day of the week, of which Monday is 1. The year is that of the week's Thursday. */
function isoWeek(day: number): string {
  // 1970-01-01 was a Thursday.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1
  const thursday = day + 4 - weekday
  const year = Number(isoDate(thursday).slice(0, 4))
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / 1000 / secondsPerDay) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}-${weekday}`
}
