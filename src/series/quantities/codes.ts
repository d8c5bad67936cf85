import { fraction, fractionOf, product } from '../../math/fraction.ts'
import { fractionAmount } from './amounts.ts'
import { chineseValue } from './chinese-words.ts'
import { dateReading } from './dates.ts'
import { type Folded, isWordCharacter, matchAt } from './folded.ts'
import { maxDigits, numeralAt } from './numerals.ts'
import { asString, type Found, type QuantityReading, reading } from './quantity.ts'

/** A number that a string of digits may be as well; none with zeros before it, and none that is too long to be counted. */
function alsoNumber(digits: string): readonly QuantityReading[] {
  return /^(?:0|[1-9]\d{0,14})$/.test(digits) ? [reading('number', fractionOf(digits))] : []
}

const classes: Readonly<Record<string, string>> = {
  '§': 'section',
  section: 'section',
  sections: 'section',
  sec: 'section',
  sect: 'section',
  节: 'section',
  article: 'article',
  articles: 'article',
  art: 'article',
  条: 'article',
  paragraph: 'paragraph',
  paragraphs: 'paragraph',
  para: 'paragraph',
  款: 'paragraph',
  clause: 'clause',
  clauses: 'clause',
  chapter: 'chapter',
  chapters: 'chapter',
  ch: 'chapter',
  章: 'chapter',
  annex: 'annex',
  appendix: 'appendix',
}
const heading =
  /(§{1,2}|(?:sections?|sect?|articles?|art|paragraphs?|para|clauses?|chapters?|ch|annex|appendix)(?![a-z])\.?)(?: ?(?:no|nr)\.)?[ #-]{0,2}/y
const place =
  /((?:[a-z]{1,2}[ .-]?)?)(\d{1,40}(?:[.-]\d{1,40}){0,12})([a-z]?)((?: ?\([a-z0-9]{1,4}\)){0,4})(?![\w])/y
const roman = /[ivxlc]{1,7}(?![\w])/y
const chineseHeading = /第 ?(\d{1,9}|[零〇一二三四五六七八九十百千两]{1,9}) ?(条|款|章|节)/y

/** A part of a law, a contract or a book: § 12, section 3.1, article K 2315-1, Article IV, 第十二条. */
export function sectionAt(folded: Folded, at: number): Found | null {
  const { lower } = folded
  const han = matchAt(chineseHeading, lower, at)
  if (han !== null) {
    const number = /^\d/.test(han[1])
      ? String(Number(han[1]))
      : String(chineseValue(han[1])?.numerator ?? han[1])
    return section(at + han[0].length, classes[han[2]], number)
  }
  const match = matchAt(heading, lower, at)
  if (match === null) return null
  const name = classes[match[1].replace('.', '').slice(0, match[1].startsWith('§') ? 1 : undefined)]
  const start = at + match[0].length
  const named = matchAt(place, lower, start)
  if (named !== null) {
    const [text, letters, digits, letter, brackets] = named
    const exact = letters.replaceAll(/[ .-]/g, '') + digits + letter + brackets.replaceAll(' ', '')
    return section(start + text.length, name, exact)
  }
  const numbered = matchAt(roman, lower, start)
  const value = numbered === null ? null : romanValue(numbered[0])
  if (value !== null) return section(start + numbered![0].length, name, String(value))
  const words = numeralAt(folded, start)
  return words === null || words.value.denominator !== 1n
    ? null
    : section(words.end, name, String(words.value.numerator))
}

function section(end: number, name: string, exact: string): Found {
  const dotted = /^\d+(?:\.\d+)+$/.test(exact) ? [asString('version', exact)] : []
  const readings = [asString('section', exact, name), ...alsoNumber(exact), ...dotted]
  return { end, readings, shape: 'section', written: `${name} ${exact}` }
}

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }

function romanValue(text: string): number | null {
  const values = Array.from(text, each => romanDigits[each])
  const value = values.reduce((sum, each, index) => sum + (each < (values[index + 1] ?? 0) ? -each : each), 0)
  return /^c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(text) ? value : null
}

const capitals = /[IVX]{2,6}(?![\p{L}\p{N}_])/uy

/** A Roman numeral in capitals, of two letters or more: World War II. */
export function romanAt({ plain, lower }: Folded, at: number): Found | null {
  const match = matchAt(capitals, plain, at)
  const value = match === null ? null : romanValue(lower.slice(at, at + match[0].length))
  return value === null
    ? null
    : { end: at + match![0].length, readings: [reading('number', fractionOf(String(value)))] }
}

const versionName =
  /(?:versions?|ver\.?|v\.?|releases?|rel\.?|rev\.?|revision|build|firmware|版本号?) ?:? ?v?(?=\d)/y
const numbers = /\d{1,9}(?:\.\d{1,9}){0,7}/y
const dotted = /\d{1,9}(?:\.\d{1,9}){2,7}/y
const suffix =
  /[-_+.]?(?:alpha|beta|rc|dev|preview|pre|snapshot|post|final|patch|a|b|p)[.-]?\d{0,6}(?!\w)|[-+][a-z0-9]{1,40}(?:[.-][a-z0-9]{1,40}){0,6}(?!\w)/y

/** v1.10.2, version 3.6, release 2.4.0-rc.1, 10.0.19041. Compared part by part: 1.10 is not 1.1; 2.4.0 is 2.4. */
export function versionAt({ lower }: Folded, at: number): Found | null {
  const name = matchAt(versionName, lower, at)
  const start = at + (name?.[0].length ?? 0)
  const match = matchAt(name === null ? dotted : numbers, lower, start)
  if (match === null) return null
  const digits = match[0]
  const end = start + digits.length
  const extra = digits.includes('.') ? matchAt(suffix, lower, end) : null
  const last = end + (extra?.[0].length ?? 0)
  if (isWordCharacter(lower[last]) || /^[.,/]\d/.test(lower.slice(last, last + 2))) return null
  const exact = digits.replace(/^(\d+\.\d+)\.0$/, '$1') + (extra?.[0] ?? '')
  const isGrouped = name === null && /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(digits)
  const others = isGrouped ? [reading('number', fractionOf(digits.replaceAll('.', '')))] : alsoNumber(exact)
  return { end: last, readings: [asString('version', exact), ...others], shape: 'version', written: exact }
}

const international = /\+\d{1,3}(?:[ ./-]?\(?\d{1,5}\)?){2,7}(?![\d])/y
const local = /(?:\(\d{2,5}\) ?\d{3,4}[ .-]\d{3,4}|\d{3}[ .-]\d{3}[ .-]\d{4}|0\d{2,3}-\d{7,8})(?![\d]|-\d)/y

/** A telephone number, compared by its digits. */
export function phoneAt({ lower }: Folded, at: number): Found | null {
  const match = matchAt(international, lower, at) ?? matchAt(local, lower, at)
  if (match === null) return null
  const digits = match[0].replaceAll(/\D/g, '')
  if (digits.length < 8) return null
  return {
    end: at + match[0].length,
    readings: [asString('id', (match[0].startsWith('+') ? '+' : '') + digits)],
  }
}

const pair = /(\d{1,6})(\/|:| over )(\d{1,6})(?![\w/:]|[.,]\d|-\d)( ?mmhg\b)?/y

/** Two numbers that belong together: 3/4, 118/76, 16:9. As a share it may be written otherwise, and as a day. */
export function pairAt(folded: Folded, at: number): Found | null {
  if (/[/:.]/.test(folded.lower[at - 1] ?? '')) return null
  const match = matchAt(pair, folded.lower, at)
  if (match === null) return null
  const [text, first, mark, second] = match
  const end = at + text.length
  const sign = mark === ':' ? ':' : '/'
  const written = `${first}${sign}${second}`
  const ratio = asString('ratio', written)
  if (mark !== '/') return { end, readings: [ratio] }
  const amount = fractionAmount(folded, end, [first, second])
  if (amount !== null) return amount
  const days = [
    dateReading({ month: Number(second), day: Number(first) }),
    dateReading({ month: Number(first), day: Number(second) }),
  ]
  const isShare = Number(second) > 0 && !/^0/.test(first + second) && match[4] === undefined
  const share = isShare ? [reading('number', product(fractionOf(first), fraction(1n, BigInt(second))))] : []
  return { end, readings: [ratio, ...share, ...days.filter(each => each !== null)], shape: 'pair', written }
}

const digitGroups = /\d{1,40}(?:[-_]\d{1,40}){1,12}(?![\w]|[-_.]\d)/y

/** Digits in groups: 02_017_0304, 978-3-16-148410-0, 21-043. Two groups without a zero before them are two numbers: 10-20. */
export function digitGroupsAt({ lower }: Folded, at: number): Found | null {
  const match = matchAt(digitGroups, lower, at)
  if (match === null) return null
  const groups = match[0].split(/[-_]/)
  if (groups.length === 2 && !match[0].includes('_') && !groups.some(each => /^0\d/.test(each))) return null
  return { end: at + match[0].length, readings: [asString('id', groups.join('-'))] }
}

const numbered = /(?:#|№|no\. ?#?|nr\. ?|n° ?)(\d{1,40})(?!\w|[.,/-]\d)/y

/** #10234, no. 10234. */
export function numberedAt({ lower }: Folded, at: number): Found | null {
  const match = matchAt(numbered, lower, at)
  if (match === null) return null
  const [text, digits] = match
  return {
    end: at + text.length,
    readings: [asString('id', digits), ...alsoNumber(digits)],
    shape: 'integer',
    written: digits,
  }
}

const chunk = /[\p{L}\p{M}\d]+(?:[-_./][\p{L}\p{M}\d]+){0,12}/uy
const apart = /([A-Z]{1,3}) (?=\d{3,40}(?!\w)|\d{1,40}-\d)/y
const smallWords =
  /^(?:the|in|by|of|on|at|to|for|and|or|per|was|is|no|a|from|than|till|with|up|was|are|has)$/i

/** What mixes letters and digits: INV-10234, TDR2207, B-21-043. Compared as strings, except for capitals and for what stands between letters and digits. */
export function idAt({ plain, lower }: Folded, at: number): Found | null {
  if (!isWordCharacter(lower[at])) return null
  const separate = matchAt(apart, plain, at)
  const start = separate === null || smallWords.test(separate[1]) ? at : at + separate[0].length
  const match = matchAt(chunk, lower, start)
  if (match === null) return null
  const parts = match[0].split(/[-_./]/)
  const prefix = start === at ? '' : separate![1].toLowerCase()
  // A word before a hyphen is a word: water-district-5.
  if (prefix === '' && parts.length > 1 && /^\D{4,}$/.test(parts[0])) return null
  while (parts.length > 1 && /^\D+$/.test(parts[parts.length - 1])) parts.pop()
  const text = parts.join('-')
  if (!/\d/.test(text)) return null
  const exact = prefix + text.replaceAll(/(?<=\d)-(?=[^\d-])|(?<=[^\d-])-(?=\d)/g, '')
  const digits = /^\D+(\d+)$/.exec(exact)?.[1] ?? ''
  const isLong = exact.length > maxDigits
  return {
    end: start + text.length,
    readings: [asString('id', exact), ...(isLong ? [] : alsoNumber(digits))],
    shape: 'id',
    written: exact,
  }
}
