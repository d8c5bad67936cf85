import { NumeracyError } from '../base/error.ts'
import { type Random, randomInteger } from '../base/random.ts'
import type { CatalogueSubject } from './subject.ts'
import { clockTime, dayOf, grouped, inWords, isoDate } from './written.ts'

const secondsPerDay = 86_400
const secondsPerHour = 3600

/** Whole numbers. */
const numbers: CatalogueSubject = {
  id: 'numbers',
  family: 'number',
  ruler: 'linear',
  period: null,
  usual: { title: '1 to 9,999', draw: magnitudes(1, 9999) },
  heldOut: { title: '10,000 to 999,999', draw: magnitudes(10_000, 999_999) },
  writes: {
    title: 'whole numbers from 0 to 999,999',
    has: value => Number.isInteger(value) && value >= 0 && value <= 999_999,
  },
  forms: [
    { id: 'plain', write: String },
    { id: 'zero-padded', write: value => String(value).padStart(6, '0') },
    { id: 'thousands separators', write: value => grouped(value) },
    { id: 'fixed decimals', write: value => value.toFixed(2) },
    { id: 'words', write: inWords },
    { id: 'digits spaced', write: value => spaced(String(value)) },
    { id: 'scientific', write: value => value.toExponential() },
    { id: 'unit after', inWords: true, write: value => `${value} kg` },
    { id: 'unit before', inWords: true, write: value => `kg ${value}` },
    { id: 'sentence', inWords: true, write: value => `The weight is ${value} kilograms.` },
    { id: 'product title', inWords: true, write: value => `Steel washers, box of ${value}` },
    { id: 'JSON field', inWords: true, write: value => `{"weight": ${value}}` },
  ],
  question: { below: bound => `less than ${bound}`, above: bound => `more than ${bound}`, of: 'plain' },
}

/** Prices in dollars, many of them with cents. */
const prices: CatalogueSubject = {
  id: 'prices',
  family: 'money',
  ruler: 'linear',
  period: null,
  usual: { title: '$1 to $9,999', draw: priced(1, 9999) },
  heldOut: { title: '$10,000 to $99,999', draw: priced(10_000, 99_999) },
  writes: {
    title: 'prices in whole cents from $0 to $99,999.99',
    has: value => value >= 0 && value < 100_000 && Number(value.toFixed(2)) === value,
  },
  forms: [
    { id: 'plain', write: String },
    { id: 'zero-padded', write: value => value.toFixed(2).padStart(8, '0') },
    { id: 'thousands separators', write: value => grouped(value, 2) },
    { id: 'fixed decimals', write: value => value.toFixed(2) },
    { id: 'words', write: dollarsInWords },
    { id: 'digits spaced', write: value => spaced(value.toFixed(2)) },
    { id: 'scientific', write: value => value.toExponential() },
    { id: 'currency sign before', write: value => `$${value.toFixed(2)}` },
    { id: 'currency sign and separators', write: value => `$${grouped(value, 2)}` },
    { id: 'currency code before', write: value => `USD ${value.toFixed(2)}` },
    { id: 'currency after', write: value => `${value.toFixed(2)} dollars` },
    { id: 'sentence', inWords: true, write: value => `The price is ${value.toFixed(2)} dollars.` },
    {
      id: 'product title',
      inWords: true,
      write: value => `Wireless headphones, black, $${value.toFixed(2)}`,
    },
    { id: 'JSON field', inWords: true, write: value => `{"price": ${value}}` },
  ],
  question: {
    below: bound => `under $${bound.toFixed(2)}`,
    above: bound => `over $${bound.toFixed(2)}`,
    of: 'currency sign before',
  },
}

/** Dates; values in days since 1970-01-01. */
const dates: CatalogueSubject = {
  id: 'dates',
  family: 'date',
  ruler: 'linear',
  period: null,
  usual: { title: '2021 to 2025', draw: within('2021-01-01', '2025-12-31') },
  heldOut: { title: '1970 to 1999', draw: within('1970-01-02', '1999-12-31') },
  writes: {
    title: 'days of the years 1000 to 9999',
    has: value => Number.isInteger(value) && value >= dayOf('1000-01-01') && value <= dayOf('9999-12-31'),
  },
  forms: [
    { id: 'plain', write: isoDate },
    { id: 'compact', write: day => isoDate(day).replaceAll('-', '') },
    { id: 'day month year', write: day => spelled(day, { day: 'numeric' }, 'en-GB') },
    { id: 'month day year', write: inAmerica },
    { id: 'with weekday', write: day => spelled(day, { day: 'numeric', weekday: 'long' }, 'en-US') },
    { id: 'ISO week', write: isoWeek },
    { id: 'Unix seconds', write: day => String(day * secondsPerDay) },
    { id: 'sentence', inWords: true, write: day => `The event takes place on ${inAmerica(day)}.` },
    { id: 'product title', inWords: true, write: day => `Jazz in the park, ${inAmerica(day)}` },
    { id: 'JSON field', inWords: true, write: day => `{"date": "${isoDate(day)}"}` },
  ],
  question: {
    below: bound => `before ${inAmerica(bound)}`,
    above: bound => `after ${inAmerica(bound)}`,
    of: 'month day year',
  },
}

/** Times of day on the circle of 24 hours; values in seconds since midnight, of whole minutes. */
const times: CatalogueSubject = {
  id: 'times',
  family: 'time',
  ruler: 'circular',
  period: secondsPerDay,
  usual: { title: '06:00 to 21:59', draw: hours(6, 16) },
  heldOut: { title: '22:00 to 05:59', draw: hours(22, 8) },
  writes: {
    title: 'whole minutes of a day',
    has: value => value >= 0 && value < secondsPerDay && value % 60 === 0,
  },
  forms: [
    { id: 'plain', write: minutes },
    { id: 'with seconds', write: clockTime },
    { id: 'compact', write: time => minutes(time).replace(':', '') },
    { id: '12 hours', write: onTwelve },
    { id: 'words', write: clockInWords },
    { id: 'unit after', inWords: true, write: time => `${minutes(time)} h` },
    { id: 'sentence', inWords: true, write: time => `The meeting starts at ${onTwelve(time)}.` },
    { id: 'product title', inWords: true, write: time => `Yoga for beginners, ${minutes(time)}` },
    { id: 'JSON field', inWords: true, write: time => `{"time": "${minutes(time)}"}` },
  ],
  question: {
    below: bound => `before ${minutes(bound)}`,
    above: bound => `after ${minutes(bound)}`,
    of: 'plain',
  },
}

/** What advice is given on how to write. A new one is an object above and a name here. */
export const subjectCatalogue: readonly CatalogueSubject[] = [numbers, prices, dates, times]

/** @throws NumeracyError `unknown` */
export function subjectNamed(id: string): CatalogueSubject {
  const subject = subjectCatalogue.find(each => each.id === id)
  if (subject !== undefined) return subject
  throw new NumeracyError(
    'unknown',
    `--subject: got ${JSON.stringify(id)}; expected one of ${subjectCatalogue.map(each => each.id).join(', ')}.`,
    { details: { subject: id } },
  )
}

/** Draws whole numbers so that each order of magnitude comes up as often: from `low` up to `high`, both included. */
function magnitudes(low: number, high: number): (random: Random) => number {
  return random => Math.min(high, Math.floor(low * ((high + 1) / low) ** random()))
}

/** Each character by itself: 1 2 4 9. */
function spaced(text: string): string {
  return Array.from(text).join(' ')
}

const cents = [0, 50, 99]

function priced(low: number, high: number): (random: Random) => number {
  const dollars = magnitudes(low, high)
  return random => (100 * dollars(random) + cents[Math.floor(random() * cents.length)]) / 100
}

function dollarsInWords(value: number): string {
  const dollars = Math.floor(value)
  const rest = Math.round(100 * (value - dollars))
  const words = `${inWords(dollars)} ${dollars === 1 ? 'dollar' : 'dollars'}`
  return rest === 0 ? words : `${words} and ${inWords(rest)} cents`
}

function within(first: string, last: string): (random: Random) => number {
  const [from, to] = [first, last].map(dayOf)
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

function hours(first: number, count: number): (random: Random) => number {
  return random => (first * secondsPerHour + 60 * randomInteger(random, 60 * count)) % secondsPerDay
}

function minutes(time: number): string {
  return clockTime(time).slice(0, 5)
}

function onTwelve(time: number): string {
  const { hour, minute, half } = twelveHours(time)
  return `${hour}:${String(minute).padStart(2, '0')} ${half}`
}

function clockInWords(time: number): string {
  const { hour, minute, half } = twelveHours(time)
  const past = minute === 0 ? '' : ` ${minute < 10 ? 'oh ' : ''}${inWords(minute)}`
  return `${inWords(hour)}${past} ${half}`
}

function twelveHours(time: number): {
  readonly hour: number
  readonly minute: number
  readonly half: string
} {
  const hour = Math.floor(time / secondsPerHour)
  return { hour: ((hour + 11) % 12) + 1, minute: (time / 60) % 60, half: hour < 12 ? 'AM' : 'PM' }
}
