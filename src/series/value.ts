import { readDate, secondsOf } from './date-text.ts'
import { readMoney } from './money-text.ts'
import { readNumber } from './number-text.ts'
import { fold } from './quantities/folded.ts'
import type { Read, Reading } from './reading.ts'
import type { Family } from './series.ts'
import { readPercentage, readQuantity } from './unit-text.ts'

const readers: Readonly<Record<Family, (text: string) => readonly Read[]>> = {
  number: readNumber,
  money: readMoney,
  date: readDate,
  time: readTime,
  version: readVersion,
  percentage: readPercentage,
  quantity: readQuantity,
}

const none: readonly string[] = []

export const families = Object.keys(readers) as readonly Family[]

/** A version is never guessed: 9.11 alone is a number. */
const guessed = ['number', 'money', 'date', 'time', 'percentage', 'quantity'] as const

/** Digits and signs that stand for those of ASCII: full-width ones, and digits of other scripts. */
const otherDigits = /[\uff01-\uff5e\uffe5]|(?![0-9])\p{Nd}/u

/** Every reading of a text as a value of `family`: none, one, or one for each notation. */
export function readingsAs(family: Family, text: string): readonly Reading[] {
  const plain = otherDigits.test(text) ? fold(text).plain : text
  return readers[family](plain.trim()).map(
    ({ value, notation, currencies = none, dimensions = none, zones = none }) => ({
      family,
      value,
      notation,
      currencies,
      dimensions,
      zones,
    }),
  )
}

/**
 * The readings of a text as a number, money, a date, a time, a percentage or a quantity with its unit. A version is
 * never guessed: 9.11 alone is a number.
 */
export function readingsOf(text: string): readonly Reading[] {
  for (const family of guessed) {
    const readings = readingsAs(family, text)
    if (readings.length > 0) return readings
  }
  return []
}

function readTime(text: string): readonly Read[] {
  const parts = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d{1,9})?))?(?:\s?([ap])\.?m\.?)?$/i.exec(text)
  const seconds = parts === null ? null : secondsOf(parts[1], parts[2], parts[3] ?? '0', parts[4])
  return seconds === null ? [] : [{ value: seconds, notation: null }]
}

function readVersion(text: string): readonly Read[] {
  const parts = /^(?:v|version )?(\d{1,6})\.(\d{1,3})(?:\.(\d{1,3}))?$/i.exec(text)
  if (parts === null) return []
  const value = Number(parts[1]) * 1e6 + Number(parts[2]) * 1e3 + Number(parts[3] ?? '0')
  return [{ value, notation: null }]
}
