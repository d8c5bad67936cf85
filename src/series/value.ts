import { NumeracyError } from '../base/error.ts'
import type { Family } from './series.ts'

/** A text read as a value of one family. */
export interface Reading {
  readonly family: Family
  /** Numbers and money as written; dates in days since 1970-01-01; times in seconds since midnight; versions as major · 10⁶ + minor · 10³ + patch. */
  readonly value: number
}

const readers: Readonly<Record<Family, (text: string) => number | null>> = {
  number: readNumber,
  money: readMoney,
  date: readDate,
  time: readTime,
  version: readVersion,
}

export const families = Object.keys(readers) as readonly Family[]

/** `text` read as a value of `family`, or null when it is none. */
export function readAs(family: Family, text: string): number | null {
  return readers[family](text.trim())
}

/**
 * The one reading of a text as a number, money, a date (ISO) or a time (24 hours, with or without seconds),
 * or null when it has none. A version is never guessed: 9.11 alone is a number.
 */
export function readValue(text: string): Reading | null {
  for (const family of ['number', 'money', 'date', 'time'] as const) {
    const value = readAs(family, text)
    if (value !== null) return { family, value }
  }
  return null
}

/**
 * The readings of several texts, all of one family.
 * @throws NumeracyError `input` that names the first text (as `line` calls it) without a reading, or of another family
 */
export function readValues(
  texts: readonly string[],
  nameOf: (index: number) => string,
): { family: Family; values: number[] } {
  const readings = texts.map((text, index) => {
    const reading = readValue(text)
    if (reading === null) {
      throw new NumeracyError(
        'input',
        `${nameOf(index)}: got ${quote(text)}, which reads as no number, money, ISO date or time. Write it as one, or give its value in a second column.`,
        { details: { text: text.slice(0, 200) } },
      )
    }
    return reading
  })
  const { family } = readings[0]
  const other = readings.findIndex(reading => reading.family !== family)
  if (other >= 0) {
    throw new NumeracyError(
      'input',
      `${nameOf(other)}: got ${quote(texts[other])} (${readings[other].family}) after ${quote(texts[0])} (${family}); one series holds one kind. Give the values in a second column.`,
      { details: { text: texts[other].slice(0, 200) } },
    )
  }
  return { family, values: readings.map(reading => reading.value) }
}

/** A text for a message: quoted, cut at 60 characters. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

const plain = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i
const grouped = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/

function readNumber(text: string): number | null {
  const digits = text.replace(/^\u2212/, '-')
  if (!plain.test(digits) && !grouped.test(digits)) return null
  const value = Number(digits.replaceAll(',', ''))
  return Number.isFinite(value) ? value : null
}

function readMoney(text: string): number | null {
  const parts = /^([-\u2212]?)(?:[$€£¥₹]\s?(.+)|(.+?)\s?(?:[$€£¥₹]|USD|EUR|GBP|JPY|CNY|INR))$/u.exec(text)
  if (parts === null) return null
  const digits = parts[2] ?? parts[3]
  if (parts[1] === '') return readNumber(digits)
  const amount = /^[-+\u2212]/.test(digits) ? null : readNumber(digits)
  return amount === null ? null : -amount
}

function readDate(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (parts === null) return null
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  // A day that the month has not is one of another month.
  return date.getUTCMonth() === month - 1 ? date.getTime() / 86_400_000 : null
}

function readTime(text: string): number | null {
  const parts = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (parts === null) return null
  const [hours, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? '0')]
  return hours < 24 && minutes < 60 && seconds < 60 ? hours * 3600 + minutes * 60 + seconds : null
}

function readVersion(text: string): number | null {
  const parts = /^(?:v|version )?(\d{1,6})\.(\d{1,3})(?:\.(\d{1,3}))?$/i.exec(text)
  if (parts === null) return null
  return Number(parts[1]) * 1e6 + Number(parts[2]) * 1e3 + Number(parts[3] ?? '0')
}
