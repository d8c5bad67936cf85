import { NumeracyError } from '../base/error.ts'
import type { Family } from './series.ts'
import { type Notation, quote, type Reading, readingsAs, readingsOf } from './value.ts'

/** Several texts read as values of one kind, in one unit and in one notation; or why they cannot be. */
export type Together =
  | { readonly kind: 'read'; readonly family: Family; readonly values: readonly number[] }
  /** The text at this place reads as nothing. */
  | { readonly kind: 'unread'; readonly at: number }
  /** The text at this place does not go together with an earlier one. */
  | {
      readonly kind: 'mixed'
      readonly what: 'kind' | 'currency' | 'notation'
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
  const all = texts.map(text => (as === null ? readingsOf(text) : readingsAs(as, text)))
  const unread = all.findIndex(readings => readings.length === 0)
  if (unread >= 0) return { kind: 'unread', at: unread }
  const family = all[0][0].family
  const mixed =
    conflict(all, 'kind', readings => [readings[0].family]) ??
    conflict(all, 'currency', readings => readings[0].currencies) ??
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
  what: 'kind' | 'currency' | 'notation',
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

/**
 * Values of several texts, read together.
 * @throws NumeracyError `input` that names the text (as `nameOf` calls it) that has no reading, or two, or does not
 * go together with an earlier one
 */
export function readValues(
  texts: readonly string[],
  nameOf: (index: number) => string,
): { family: Family; values: readonly number[] } {
  const together = readTogether(texts)
  if (together.kind === 'read') return together
  const { at } = together
  throw new NumeracyError(
    'input',
    `${nameOf(at)}: got ${quote(texts[at])}${problemOf(texts, together, nameOf)}`,
    {
      details: { text: texts[at].slice(0, 200) },
    },
  )
}

type Trouble = Exclude<Together, { kind: 'read' }>

function problemOf(texts: readonly string[], trouble: Trouble, nameOf: (index: number) => string): string {
  if (trouble.kind === 'unread')
    return ', which reads as no number, money, ISO date or time. Write it as one, or give its value in a second column.'
  if (trouble.kind === 'open') {
    const [one, other] = trouble.readings
    const example = `${JSON.stringify(texts[trouble.at])},${one.value}`
    const advice =
      trouble.family === 'date'
        ? 'Write dates as 2024-12-31'
        : 'Write a decimal point and no marks between thousands'
    return `, which reads as ${shown(one)} (${one.notation}) and as ${shown(other)} (${other.notation}), and no other line decides. ${advice}, or give the value in a second column after a comma, such as ${example}.`
  }
  const { what, earlier, are } = trouble
  const after = ` (${are[0]}) after ${quote(texts[earlier])} (${are[1]}`
  if (what === 'kind') return `${after}); one series holds one kind. Give the values in a second column.`
  if (what === 'currency')
    return `${after}, ${nameOf(earlier)}); one series holds one currency. Give a series to each, or the values in one currency in a second column.`
  return `${after}, ${nameOf(earlier)}); one series has one way of writing. Write all alike, or give the values in a second column.`
}

/** Why texts have no values together, as a clause: `"$5" is USD and "6 €" is EUR`. */
export function reasonOf(texts: readonly string[], trouble: Trouble): string {
  const text = quote(texts[trouble.at])
  if (trouble.kind === 'unread') return `${text} reads as no number, money, date or time`
  if (trouble.kind === 'open') {
    const [one, other] = trouble.readings
    return `${text} reads as ${shown(one)} (${one.notation}) and as ${shown(other)} (${other.notation})`
  }
  const [own, others] = trouble.are
  const word = trouble.what === 'notation' ? 'has the' : trouble.what === 'currency' ? 'is in' : 'is a'
  const kind = (name: string) => `${word} ${name}`.replace('a money', 'money')
  return `${quote(texts[trouble.earlier])} ${kind(others)} and ${text} ${kind(own)}`
}

function shown({ family, value }: Reading): string {
  return family === 'date' ? new Date(value * 86_400_000).toISOString().slice(0, 10) : String(value)
}
