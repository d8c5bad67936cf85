import { type Fraction, fraction, product, sum } from '../../math/fraction.ts'
import { smallNames, tensNames } from '../written.ts'
import { monthNames } from './calendar-names.ts'
import { type Folded, isWordCharacter, matchAt } from './folded.ts'

/** A number at a place of a text. */
export interface WordNumber {
  readonly end: number
  readonly value: Fraction
}

const units: ReadonlyMap<string, number> = new Map(smallNames.map((name, value) => [name, value]))
const tens: ReadonlyMap<string, number> = new Map(tensNames.map((name, index) => [name, 20 + 10 * index]))
const scales: ReadonlyMap<string, bigint> = new Map([
  ['thousand', 1000n],
  ['lakh', 100_000n],
  ['million', 1_000_000n],
  ['crore', 10_000_000n],
  ['billion', 1_000_000_000n],
  ['trillion', 1_000_000_000_000n],
])

const firstNames =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  )
const ordinalUnits: ReadonlyMap<string, number> = new Map(firstNames.map((name, value) => [name, value]))
const ordinalTens: ReadonlyMap<string, number> = new Map(
  tensNames.map((name, index) => [name.replace(/y$/, 'ieth'), 20 + 10 * index]),
)

const word = /(?: and | |-)?([a-z]+)/y
/** Once is also a time that is past. */
const often = /(?:once|twice|thrice)(?= (?:an?|per|every|each|daily|weekly|monthly|in an?)\b)/y
/** Longer runs of number words are no number. */
const maxWords = 40

/**
 * A number in English words, from 0 up to 10²⁴: `twenty-one`, `a hundred and five`, `two and a half`, `three point
 * five`, `a dozen`. `one` alone may be a pronoun: see `isPronoun`.
 */
export function englishNumberAt(folded: Folded, at: number): WordNumber | null {
  const { lower } = folded
  const times = matchAt(often, lower, at)
  if (times !== null)
    return {
      end: at + times[0].length,
      value: fraction(times[0] === 'once' ? 1n : times[0] === 'twice' ? 2n : 3n),
    }
  const start = /(?:an? )(?=hundred\b|thousand\b|million\b|billion\b|dozen\b)/y
  const article = matchAt(start, lower, at)
  const whole = wholeAt(lower, article === null ? at : at + article[0].length, article !== null)
  if (whole === null) return fractionWordsAt(lower, at)
  const half = matchAt(/ and (?:a half|(a|one|three) quarters?)\b/y, lower, whole.end)
  if (half !== null) {
    const part = half[1] === undefined ? fraction(1n, 2n) : fraction(half[1] === 'three' ? 3n : 1n, 4n)
    return { end: whole.end + half[0].length, value: sum(whole.value, part) }
  }
  return (
    decimalsAt(lower, whole) ?? fractionWordsAt(lower, at) ?? (isPronoun(folded, at, whole) ? null : whole)
  )
}

function wholeAt(lower: string, at: number, afterArticle: boolean): WordNumber | null {
  let end = at
  let [total, group] = [0n, 0n]
  // What may still follow in this group: tens behind hundreds, units behind tens.
  let room = 1000n
  let lastScale = 10n ** 25n
  let words = 0
  for (; words < maxWords; words++) {
    const match = matchAt(word, lower, end)
    if (match === null || (words === 0 && match[0] !== match[1])) break
    if (match[0].startsWith(' and ') && room < 100n) break
    const name = match[1]
    const value = units.get(name) ?? tens.get(name)
    if (value !== undefined) {
      const size = BigInt(value)
      if (size >= room || (value === 0 && words > 0)) break
      group += size
      room = value >= 20 ? 10n : 1n
    } else if (name === 'hundred') {
      if ((group === 0n && !afterArticle) || group > 99n) break
      group = (group === 0n ? 1n : group) * 100n
      room = 100n
    } else if (name === 'dozen') {
      if (total > 0n || group > 99n || (group === 0n && !afterArticle)) break
      return { end: end + match[0].length, value: fraction((group === 0n ? 1n : group) * 12n) }
    } else {
      const scale = scales.get(name)
      if (scale === undefined || scale >= lastScale || (group === 0n && !(afterArticle && words === 0))) break
      total += (group === 0n ? 1n : group) * scale
      lastScale = scale
      group = 0n
      room = 1000n
    }
    end += match[0].length
  }
  return words === 0 ? null : { end, value: fraction(total + group) }
}

const point = / point((?: (?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b){1,20})/y

function decimalsAt(lower: string, whole: WordNumber): WordNumber | null {
  const match = matchAt(point, lower, whole.end)
  if (match === null) return null
  const digits = match[1]
    .trim()
    .split(' ')
    .map(name => (name === 'oh' ? 0 : units.get(name)!))
  const decimals = fraction(BigInt(digits.join('')), 10n ** BigInt(digits.length))
  return { end: whole.end + match[0].length, value: sum(whole.value, decimals) }
}

const parts =
  /(?:(a|one|two|three|four|five|seven)[ -](third|quarter|fifth|sixth|eighth|tenth)s?\b(?! of [a-z]+ber\b)(?= of\b| [a-z]+|[.,;:!?)]|$)|half(?= an?\b| of\b| the\b))/y
const denominators: Readonly<Record<string, bigint>> = {
  third: 3n,
  quarter: 4n,
  fifth: 5n,
  sixth: 6n,
  eighth: 8n,
  tenth: 10n,
}

function fractionWordsAt(lower: string, at: number): WordNumber | null {
  const match = matchAt(parts, lower, at)
  if (match === null) return null
  const end = at + match[0].length
  if (match[1] === undefined) return { end, value: fraction(1n, 2n) }
  const numerator = BigInt(match[1] === 'a' ? 1 : units.get(match[1])!)
  return { end, value: product(fraction(numerator), fraction(1n, denominators[match[2]])) }
}

const notCounted =
  /(?:^|[^a-z])(?:the|this|that|which|no|any|every|each|some|another|only|last|next|first|other|new|good|right|wrong) $/
/** What stands behind a pronoun: its clause, a preposition, a verb. */
const afterPronoun =
  / (?:of|that|who|which|whose|with|without|in|on|at|to|for|from|by|and|or|as|is|was|are|has|had|can|could|should|would|may|might|must|will|another|more|does|did|than)\b|'s/y

/** Whether `one` at a place is no number: the one that, no one, one of them. */
function isPronoun({ lower }: Folded, at: number, { end }: WordNumber): boolean {
  if (lower.slice(at, end) !== 'one') return false
  if (notCounted.test(lower.slice(Math.max(0, at - 12), at))) return true
  if (matchAt(afterPronoun, lower, end) !== null) return true
  const standsAlone = lower.length < 8 && lower.trim() === 'one'
  return !standsAlone && matchAt(/[ -][\p{L}]/uy, lower, end) === null && at > 0 && lower[at - 1] === ' '
}

const sequences =
  'floor|storey|story|quarter|place|section|chapter|edition|grade|day|week|month|year|version|release|line|row|page|article|paragraph|clause|century|round|step|item|series|season|phase|stage'
const ordinalWord =
  /(?:(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -])?([a-z]+(?:th|st|nd|rd))(?![a-z])/y
const sequence = new RegExp(`[ -](?:${sequences})(?![a-z])`, 'y')
const ofMonth = new RegExp(` (?:of )?(?:${monthNames})(?![a-z])`, 'y')

/**
 * An ordinal in words, up to ninety-ninth. `second` counts before what is numbered (the second floor), as it is also a
 * moment. `first` counts before a month alone: it means much else, and the first and the second are told apart all the
 * same.
 */
export function englishOrdinalAt({ lower }: Folded, at: number): WordNumber | null {
  const match = matchAt(ordinalWord, lower, at)
  if (match === null) return null
  const end = at + match[0].length
  const unit = ordinalUnits.get(match[2])
  if (match[1] !== undefined) {
    if (unit === undefined || unit === 0 || unit > 9) return null
    return { end, value: fraction(BigInt(tens.get(match[1])! + unit)) }
  }
  const value = unit ?? ordinalTens.get(match[2])
  if (value === undefined || isWordCharacter(lower[end])) return null
  if (value === 2 && matchAt(sequence, lower, end) === null && matchAt(ofMonth, lower, end) === null)
    return null
  if (value < 2 && matchAt(ofMonth, lower, end) === null) return null
  return { end, value: fraction(BigInt(value)) }
}
