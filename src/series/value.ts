import type { Family } from './series.ts'

/**
 * How a text may be written so that it has this value: the mark before the decimals, or the order of a date. What is
 * written in one notation often reads in the other too: 1,234 and 01/02/2024.
 */
export type Notation = 'decimal point' | 'decimal comma' | 'day before month' | 'month before day'

/** A text read as a value of one family. */
export interface Reading {
  readonly family: Family
  /** Numbers and money as written; dates in days since 1970-01-01; times in seconds since midnight; versions as major · 10⁶ + minor · 10³ + patch. */
  readonly value: number
  /** Null where every notation gives this value. */
  readonly notation: Notation | null
  /** What the money may be (ISO 4217); empty for what is no money. ¥ is that of Japan or of China. */
  readonly currencies: readonly string[]
}

type Read = Pick<Reading, 'value' | 'notation'> & { readonly currencies?: readonly string[] }

const readers: Readonly<Record<Family, (text: string) => readonly Read[]>> = {
  number: readNumber,
  money: readMoney,
  date: readDate,
  time: readTime,
  version: readVersion,
}

export const families = Object.keys(readers) as readonly Family[]

/** Every reading of a text as a value of `family`: none, one, or one for each notation. */
export function readingsAs(family: Family, text: string): readonly Reading[] {
  return readers[family](text.trim()).map(read => ({ family, currencies: [], ...read }))
}

/**
 * The readings of a text as a number, money, a date or a time (24 hours, with or without seconds). A version is never
 * guessed: 9.11 alone is a number.
 */
export function readingsOf(text: string): readonly Reading[] {
  for (const family of ['number', 'money', 'date', 'time'] as const) {
    const readings = readingsAs(family, text)
    if (readings.length > 0) return readings
  }
  return []
}

/** `text` read as a value of `family`; null where it is none, or where its notation is open. */
export function readAs(family: Family, text: string): number | null {
  const readings = readingsAs(family, text)
  return readings.length === 1 ? readings[0].value : null
}

/** A text for a message: quoted, cut at 60 characters. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

/** Between thousands: blanks (also thin and unbreakable ones) and apostrophes, beside the mark that is not the decimal one. */
const blanks = " \u00a0\u2009\u202f'\u2019"
const exponent = '(?:e[+-]?\\d+)?'

const withPoint = [
  new RegExp(`^[+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)${exponent}$`, 'i'),
  new RegExp(`^[+-]?[1-9]\\d{0,2}([,${blanks}])\\d{3}(?:\\1\\d{3})*(?:\\.\\d+)?$`),
  // Lakhs: 12,34,567.
  /^[+-]?[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/,
]
const withComma = [
  new RegExp(`^[+-]?\\d+(?:,\\d+)?${exponent}$`, 'i'),
  new RegExp(`^[+-]?[1-9]\\d{0,2}([.${blanks}])\\d{3}(?:\\1\\d{3})*(?:,\\d+)?$`),
]
const betweenPoints = new RegExp(`[,${blanks}]`, 'g')
const betweenCommas = new RegExp(`[.${blanks}]`, 'g')

function readNumber(text: string): readonly Read[] {
  const digits = text.replace(/^\u2212/, '-')
  const reads: Read[] = []
  if (withPoint.some(shape => shape.test(digits)))
    reads.push({ value: Number(digits.replace(betweenPoints, '')), notation: 'decimal point' })
  if (withComma.some(shape => shape.test(digits)))
    reads.push({
      value: Number(digits.replace(betweenCommas, '').replace(',', '.')),
      notation: 'decimal comma',
    })
  return withoutDoubt(reads.filter(({ value }) => Number.isFinite(value)))
}

/** What the signs of money may mean (ISO 4217). */
export const currencySigns: Readonly<Record<string, readonly string[]>> = {
  $: ['USD'],
  '€': ['EUR'],
  '£': ['GBP'],
  '¥': ['JPY', 'CNY'],
  '￥': ['JPY', 'CNY'],
  '₹': ['INR'],
}
const sign = '[$€£¥￥₹]|USD|EUR|GBP|JPY|CNY|INR|CHF'
const money = new RegExp(`^([-\\u2212]?)(?:(${sign})\\s?(.+)|(.+?)\\s?(${sign}))$`, 'u')

function readMoney(text: string): readonly Read[] {
  const parts = money.exec(text)
  if (parts === null) return []
  const [, minus, before, amountBehind, amountBefore, behind] = parts
  const amount = amountBehind ?? amountBefore
  if (minus !== '' && /^[-+\u2212]/.test(amount)) return []
  const mark = before ?? behind
  return readNumber(amount).map(({ value, notation }) => ({
    value: minus === '' ? value : -value,
    notation,
    currencies: currencySigns[mark] ?? [mark],
  }))
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

function readDate(text: string): readonly Read[] {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? /^(\d{4})([/.])(\d{1,2})\2(\d{1,2})$/.exec(text)
  if (iso !== null) return dayOf(iso[1], iso[iso.length - 2], iso[iso.length - 1], null)
  const words = /^([a-z]{3,9})\.? (\d{1,2}), (\d{4})$/i.exec(text)
  if (words !== null) {
    const month = months.findIndex(each => words[1].toLowerCase().startsWith(each)) + 1
    return dayOf(words[3], String(month), words[2], null)
  }
  const parts = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text)
  if (parts === null) return []
  const [, first, mark, second, year] = parts
  const reads = dayOf(year, second, first, 'day before month')
  // No one writes the month first before a point.
  return mark === '.'
    ? reads.map(({ value }) => ({ value, notation: null }))
    : withoutDoubt([...reads, ...dayOf(year, first, second, 'month before day')])
}

function dayOf(year: string, month: string, day: string, notation: Notation | null): readonly Read[] {
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  // A day that the month has not is one of another month.
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return exists ? [{ value: date.getTime() / 86_400_000, notation }] : []
}

/** Two notations that give the same value leave nothing open. */
function withoutDoubt(reads: readonly Read[]): readonly Read[] {
  return reads.length === 2 && reads[0].value === reads[1].value ? [{ ...reads[0], notation: null }] : reads
}

function readTime(text: string): readonly Read[] {
  const parts = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (parts === null) return []
  const [hours, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? '0')]
  return hours < 24 && minutes < 60 && seconds < 60
    ? [{ value: hours * 3600 + minutes * 60 + seconds, notation: null }]
    : []
}

function readVersion(text: string): readonly Read[] {
  const parts = /^(?:v|version )?(\d{1,6})\.(\d{1,3})(?:\.(\d{1,3}))?$/i.exec(text)
  if (parts === null) return []
  const value = Number(parts[1]) * 1e6 + Number(parts[2]) * 1e3 + Number(parts[3] ?? '0')
  return [{ value, notation: null }]
}
