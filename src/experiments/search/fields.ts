import { type Random, randomInteger } from '../../base/random.ts'
import { clockTime, dayOf, grouped, isoDate } from '../../series/written.ts'
import type { Field, FieldWordings } from './field.ts'
import { dated, priced, timed, versioned } from './wordings.ts'

const minutesPerDay = 1440

interface Span {
  readonly key: string
  readonly low: number
  readonly high: number
}

/** Money in cents, written $1,299.00; elsewhere 1299 dollars, or 24 dollars 99 cents. Each order of magnitude comes up as often. */
export function dollars(
  { key, low, high, endings = [0] }: Span & { readonly endings?: readonly number[] },
  wordings: FieldWordings = priced,
): Field {
  return {
    ...line,
    draw: random => 100 * evenRatio(random, low, high) + endings[randomInteger(random, endings.length)],
    steps: [500_000, 100_000, 50_000, 10_000, 5_000, 1_000, 500, 100, 50, 10, 5, 1],
    code: decimal(100),
    write: (value, form) => (form === 'json' ? (value / 100).toFixed(2) : inDollars(value)),
    exactly: (value, form) => (form === 'json' ? `$${(value / 100).toFixed(2)}` : inDollars(value)),
    json: { key, isNumber: true },
    ask: value => (value % 100 === 0 ? `$${grouped(value / 100)}` : inDollars(value)),
    otherwise: value => {
      const cents = value % 100 === 0 ? '' : ` ${value % 100} cents`
      return `${Math.floor(value / 100)} dollars${cents}`
    },
    wordings,
  }
}

function inDollars(cents: number): string {
  return `$${(cents / 100).toLocaleString('en', { minimumFractionDigits: 2 })}`
}

/**
 * A measured size, written with its unit behind it: 1.5 m.
 * @param perUnit how many of the whole numbers make one of the unit
 * @param grain values are multiples of it
 */
export function measured(
  {
    key,
    low,
    high,
    unit,
    perUnit,
    grain,
  }: Span & {
    readonly unit: string
    readonly perUnit: number
    readonly grain: number
  },
  ways: Pick<Field, 'otherwise' | 'wordings'> & Partial<Pick<Field, 'ruler' | 'draw' | 'roughly'>>,
): Field {
  return {
    ...line,
    draw: random => Math.max(grain, Math.round(evenRatio(random, low, high) / grain) * grain),
    steps: [100_000, 50_000, 10_000, 5_000, 1_000, 500, 100, 50, 20, 10, 5, 2, 1],
    write: (value, form) => (form === 'json' ? String(value / perUnit) : `${value / perUnit} ${unit}`),
    exactly: value => `${value / perUnit} ${unit}`,
    json: { key, isNumber: true },
    code: decimal(perUnit),
    ...ways,
  }
}

/** A whole number that is written as it is: of an invoice, a port, a parcel. */
export function numbered(
  { key, low, high }: Span,
  wordings: FieldWordings,
  otherwise: Field['otherwise'] = null,
): Field {
  return {
    ...line,
    draw: random => low + randomInteger(random, high - low + 1),
    steps: [10_000, 5_000, 1_000, 500, 100, 50, 20, 10, 5, 2, 1],
    write: String,
    json: { key, isNumber: true },
    otherwise,
    wordings,
  }
}

/** Days since 1970-01-01, written 2025-10-15; elsewhere 15 October 2025. */
export function dates({
  key,
  first,
  last,
}: {
  readonly key: string
  readonly first: string
  readonly last: string
}): Field {
  const [from, to] = [first, last].map(dayOf)
  return {
    ...line,
    draw: random => from + randomInteger(random, to - from + 1),
    steps: [1],
    roughly: () => 1,
    write: isoDate,
    json: { key, isNumber: false },
    otherwise: longDate,
    code: { write: isoDate, read: text => readDay(text) },
    tenfold: () => null,
    wordings: dated,
  }
}

/** Minutes since midnight, written 19:30; elsewhere 7:30 pm. */
export function times({ key, low, high }: Span): Field {
  return {
    ...line,
    ruler: 'circular',
    period: minutesPerDay,
    draw: random => 5 * (12 * low + randomInteger(random, 12 * (high - low))),
    steps: [60, 30, 15, 5, 1],
    roughly: () => 30,
    write: onTheClock,
    json: { key, isNumber: false },
    otherwise: onTwelve,
    code: { write: onTheClock, read: readMinute },
    tenfold: () => null,
    wordings: timed,
  }
}

/** Minutes since 1970-01-01, written 2025-10-15 14:05; elsewhere 15 October 2025, 2:05 pm. */
export function moments(
  { key, first, days }: { readonly key: string; readonly first: string; readonly days: number },
  wordings: FieldWordings,
): Field {
  const from = dayOf(first) * minutesPerDay
  return {
    ...line,
    draw: random => from + randomInteger(random, days * minutesPerDay),
    steps: [minutesPerDay, 60, 30, 15, 5, 1],
    roughly: () => 60,
    write: onDayAndClock,
    json: { key, isNumber: false },
    otherwise: value => `${longDate(Math.floor(value / minutesPerDay))}, ${onTwelve(value % minutesPerDay)}`,
    code: {
      write: onDayAndClock,
      read: text => readDay(text.slice(0, 10)) * minutesPerDay + readMinute(text.slice(11)),
    },
    tenfold: () => null,
    wordings,
  }
}

/** Versions of three parts as major · 10⁶ + minor · 10³ + patch, written 2.14.3. */
export function versions({ key }: { readonly key: string }): Field {
  return {
    ...line,
    draw: random =>
      1e6 * (1 + randomInteger(random, 9)) +
      1e3 * (1 + randomInteger(random, 29)) +
      1 +
      randomInteger(random, 9),
    steps: versionSteps,
    write: inParts,
    json: { key, isNumber: false },
    otherwise: null,
    code: { write: inParts, read: readParts },
    tenfold: value => value + 9 * (value % 1e3),
    wordings: versioned,
  }
}

const versionSteps = [1e6, 1e3, 1]

/** What numbers on a line have in common. */
const line = {
  ruler: 'linear',
  period: null,
  roughly: (value: number) =>
    [10_000, 5_000, 1_000, 500, 100, 50, 10, 5].find(step => 8 * step <= value) ?? 1,
  code: decimal(1),
  tenfold: (value: number): number | null => 10 * value,
} as const

/** Values as the digits of their decimal number; there is no 0. */
function decimal(perUnit: number): Field['code'] {
  return {
    write: value => String(value / perUnit),
    read: text => Math.round(Number(text) * perUnit) || Number.NaN,
  }
}

/** A whole number from `low` to `high`, both included, each order of magnitude as often. */
function evenRatio(random: Random, low: number, high: number): number {
  return Math.min(high, Math.floor(low * ((high + 1) / low) ** random()))
}

function longDate(day: number): string {
  const parts = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Date(day * 86_400_000).toLocaleDateString('en-GB', parts)
}

function onTheClock(minute: number): string {
  return clockTime(60 * minute).slice(0, 5)
}

function onTwelve(minute: number): string {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60]
  return `${((hour + 11) % 12) + 1}:${String(rest).padStart(2, '0')} ${hour < 12 ? 'am' : 'pm'}`
}

function onDayAndClock(value: number): string {
  return `${isoDate(Math.floor(value / minutesPerDay))} ${onTheClock(value % minutesPerDay)}`
}

function inParts(value: number): string {
  return [Math.floor(value / 1e6), Math.floor(value / 1e3) % 1e3, value % 1e3].join('.')
}

/** No part is 0, so that between any two versions that are not neighbours there is a round one. */
function readParts(text: string): number {
  const parts = text.split('.').map(Number)
  return parts.includes(0) ? Number.NaN : parts.reduce((sum, part) => 1e3 * sum + part, 0)
}

/** NaN for a day outside the years 2020 to 2029, which no one would take for a slip. */
function readDay(date: string): number {
  return date >= '2020' && date < '2030' ? dayOf(date) : Number.NaN
}

function readMinute(time: string): number {
  const [hour, minute] = time.split(':').map(Number)
  return hour < 24 && minute < 60 ? 60 * hour + minute : Number.NaN
}
