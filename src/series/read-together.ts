import { quoted } from '../base/quoted.ts'
import type { Notation, Reading } from './reading.ts'
import type { Family } from './series.ts'
import { readingsAs, readingsOf } from './value.ts'

/** In what values may differ so that they are not on one ruler. */
type Difference = 'kind' | 'currency' | 'dimension' | 'zone' | 'notation'

/** Several texts read as values of one kind, in one unit and in one notation; or why they cannot be. */
export type Together =
  | { readonly kind: 'read'; readonly family: Family; readonly values: readonly number[] }
  /** The text at this place reads as nothing. */
  | { readonly kind: 'unread'; readonly at: number }
  /** The text at this place does not go together with an earlier one. */
  | {
      readonly kind: 'mixed'
      readonly what: Difference
      /** Of all texts; null where they are of several. */
      readonly family: Family | null
      readonly at: number
      readonly earlier: number
      /** What the texts at `at` and at `earlier` are. */
      readonly are: readonly [string, string]
    }
  /** Two notations fit all texts, and they give the one at this place two values. */
  | {
      readonly kind: 'open'
      readonly family: Family
      readonly at: number
      readonly readings: readonly [Reading, Reading]
      /** The values of all texts, in either notation. */
      readonly values: readonly [readonly number[], readonly number[]]
    }

/**
 * Reads texts together. A notation that one of them leaves open is decided by the others: 1,234 is above a thousand
 * beside 1,234.50, and below two beside 0,5.
 * @param as the kind of the values; null to read it from the texts, which never makes them versions
 */
export function readTogether(texts: readonly string[], as: Family | null = null): Together {
  return together(texts.map(text => (as === null ? readingsOf(text) : readingsAs(as, text))))
}

/** The same for texts whose readings are known. */
export function together(all: readonly (readonly Reading[])[]): Together {
  const unread = all.findIndex(readings => readings.length === 0)
  if (unread >= 0) return { kind: 'unread', at: unread }
  const family = all[0][0].family
  const mixed =
    conflict(all, 'kind', readings => [readings[0].family]) ??
    conflict(all, 'currency', readings => readings[0].currencies) ??
    conflict(all, 'dimension', readings => readings[0].dimensions) ??
    conflict(all, 'zone', readings => readings[0].zones) ??
    conflict(all, 'notation', notationsOf)
  if (mixed !== null) return mixed
  const [one, other] = everyNotation
    .filter(notation => all.every(readings => readingIn(readings, notation) !== undefined))
    .map(notation => all.map(readings => readingIn(readings, notation)!))
  const at = other === undefined ? -1 : one.findIndex(({ value }, place) => value !== other[place].value)
  const valuesOf = (readings: readonly Reading[]) => readings.map(({ value }) => value)
  if (at < 0) return { kind: 'read', family, values: valuesOf(one) }
  return {
    kind: 'open',
    family,
    at,
    readings: [one[at], other[at]],
    values: [valuesOf(one), valuesOf(other)],
  }
}

/** All notations; where they fit alike, the first of two is taken. */
const everyNotation: readonly Notation[] = [
  'decimal point',
  'decimal comma',
  'day before month',
  'month before day',
]

/** Empty where every notation gives the same value. */
function notationsOf(readings: readonly Reading[]): readonly Notation[] {
  return readings.flatMap(({ notation }) => notation ?? [])
}

function readingIn(readings: readonly Reading[], notation: Notation): Reading | undefined {
  return readings.find(reading => reading.notation === null || reading.notation === notation)
}

/** The first text that can be none of what all before it can be, beside the first of these that rules it out. */
function conflict(
  all: readonly (readonly Reading[])[],
  what: Difference,
  of: (readings: readonly Reading[]) => readonly string[],
): Together | null {
  let possible: readonly string[] | null = null
  for (const [at, readings] of all.entries()) {
    const own = of(readings)
    if (own.length === 0) continue
    const left: readonly string[] = possible === null ? own : possible.filter(each => own.includes(each))
    if (left.length === 0) {
      const before = all.slice(0, at).map(of)
      const apart = before.findIndex(
        each => each.length > 0 && !each.some(possibility => own.includes(possibility)),
      )
      // Where no single one rules it out, all of them do; the last one is shown.
      const earlier = apart >= 0 ? apart : before.findLastIndex(each => each.length > 0)
      const family = what === 'kind' ? null : all[0][0].family
      return {
        kind: 'mixed',
        what,
        family,
        at,
        earlier,
        are: [own.join(' or '), before[earlier].join(' or ')],
      }
    }
    possible = left
  }
  return null
}

export type Trouble = Exclude<Together, { kind: 'read' }>

/**
 * Why texts have no values together, behind `got "5 €"`, with what to do. Of one that reads as nothing its reader says
 * more.
 * @param nameOf calls the place of a text, such as `prices.csv, line 4`
 * @param row what holds a text: line, row
 */
export function problemOf(
  texts: readonly string[],
  trouble: Exclude<Trouble, { kind: 'unread' }>,
  nameOf: (index: number) => string,
  row: string,
): string {
  if (trouble.kind === 'open') {
    const [one, other] = trouble.readings
    const advice =
      trouble.family === 'date'
        ? 'Add --dates dmy or --dates mdy, or write dates as 2024-12-31.'
        : 'Add --decimal point or --decimal comma.'
    return `, which reads as ${shown(one)} (${one.notation}) and as ${shown(other)} (${other.notation}), and no other ${row} decides. ${advice}`
  }
  const { what, earlier, are } = trouble
  const after = ` (${are[0]}) after ${quoted(texts[earlier])} (${are[1]}`
  const whole = `${after}, ${nameOf(earlier)})`
  switch (what) {
    case 'kind':
      return `${after}); one series holds one kind. Give the values in a column of their own.`
    case 'currency':
      return `${whole}; one series holds one currency. Give a series to each, or the values in one currency in a column of their own.`
    case 'dimension':
      return `${whole}; one series measures one thing. Give a series to each.`
    case 'zone':
      return `${whole}; times with a zone and without cannot be compared. Write all alike.`
    case 'notation':
      return `${whole}; one series has one way of writing. Write all alike, or give the values in a column of their own.`
  }
}

const words: Readonly<Record<Difference, string>> = {
  kind: 'is a',
  currency: 'is in',
  dimension: 'is a',
  zone: 'has',
  notation: 'has the',
}

/** Why texts have no values together, as a clause: `"$5" is USD and "6 €" is EUR`. */
export function reasonOf(texts: readonly string[], trouble: Trouble): string {
  const text = quoted(texts[trouble.at])
  if (trouble.kind === 'unread') return `${text} reads as no number, money, date, time or quantity`
  if (trouble.kind === 'open') {
    const [one, other] = trouble.readings
    return `${text} reads as ${shown(one)} (${one.notation}) and as ${shown(other)} (${other.notation})`
  }
  const [own, others] = trouble.are
  const word = words[trouble.what]
  const kind = (name: string) => `${word} ${name}`.replace('a money', 'money')
  return `${quoted(texts[trouble.earlier])} ${kind(others)} and ${text} ${kind(own)}`
}

/** A value as a message shows it: a date as one, else its number. */
export function shown({ family, value }: Pick<Reading, 'family' | 'value'>): string {
  if (family !== 'date') return String(value)
  const iso = new Date(Math.round(value * 86_400_000)).toISOString()
  return value % 1 === 0 ? iso.slice(0, 10) : `${iso.slice(0, 16)}Z`
}
