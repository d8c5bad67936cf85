import { type Fraction, fraction, fractionOf, product } from '../../math/fraction.ts'
import { type Folded, matchAt } from './folded.ts'
import { asString, type Found } from './quantity.ts'
import { longestChineseUnit, type Unit, unitsNamed } from './units.ts'

/** A unit at a place, with what else its name may mean. */
export interface UnitName {
  readonly end: number
  readonly units: readonly Unit[]
}

const twoWords = /[ -]((?:[A-Za-z°]{1,12})\.?)[ -]([A-Za-z]{1,12}|°)(?![A-Za-z])/y
const oneWord = /( ?|-)([A-Za-zµ°℃℉%‰″′][A-Za-z²³]{0,24}[23]?)(?![A-Za-z0-9²³])/y
const degrees = / ?(° ?[CF]|℃|℉)(?![A-Za-z])/y
const marks = / ?([%‰°″′])/y

/** The unit behind a number. */
export function unitAt({ plain }: Folded, at: number): UnitName | null {
  const two = matchAt(twoWords, plain, at)
  if (two !== null) {
    const units = unitsNamed(`${two[1].replace('.', '')} ${two[2]}`)
    if (units.length > 0) return { end: at + two[0].length, units }
  }
  const scale = matchAt(degrees, plain, at)
  if (scale !== null) return { end: at + scale[0].length, units: unitsNamed(scale[1]) }
  const one = matchAt(oneWord, plain, at)
  if (one !== null && !isOtherWord(plain, at, one)) {
    const units = unitsNamed(one[2])
    if (units.length > 0) return { end: at + one[0].length, units }
  }
  const mark = matchAt(marks, plain, at)
  if (mark !== null) return { end: at + mark[0].length, units: unitsNamed(mark[1]) }
  return chineseUnitAt(plain, at)
}

/** `5 in March` has no inches, `10K` no kelvins, `A-5-m` no metres. */
function isOtherWord(plain: string, at: number, [text, blank, name]: RegExpExecArray): boolean {
  if (blank === '-' && name.length < 2) return true
  if (/^k$/i.test(name)) return blank === '' || name === 'k'
  return (
    name === 'in' &&
    blank !== '' &&
    !/^(?:[.,;)]|$)/.test(plain.slice(at + text.length, at + text.length + 1))
  )
}

const aroundChinese = /[\u2e80-\u9fff]/

function chineseUnitAt(plain: string, at: number): UnitName | null {
  const start = plain[at] === ' ' ? at + 1 : at
  if (!aroundChinese.test(plain[start] ?? '')) return null
  for (let length = longestChineseUnit; length > 0; length--) {
    const units = start + length > plain.length ? [] : unitsNamed(plain.slice(start, start + length))
    if (units.length > 0) return { end: start + length, units }
  }
  return null
}

const symbolBefore = /(kg|mg|km|cm|mm|ml|lb|lbs|MB|GB|TB)[ :]{1,2}(?=\d)/y

/** A symbol before its number: kg 5. */
export function unitBefore({ plain }: Folded, at: number): UnitName | null {
  const match = matchAt(symbolBefore, plain, at)
  return match === null ? null : { end: at + match[0].length, units: unitsNamed(match[1]) }
}

const words: Readonly<Record<string, string>> = {
  hundred: '1e2',
  thousand: '1e3',
  lakh: '1e5',
  lakhs: '1e5',
  million: '1e6',
  millions: '1e6',
  mio: '1e6',
  mn: '1e6',
  mln: '1e6',
  crore: '1e7',
  crores: '1e7',
  billion: '1e9',
  billions: '1e9',
  bn: '1e9',
  mrd: '1e9',
  trillion: '1e12',
  tn: '1e12',
}
const word = new RegExp(`[ -]?(${Object.keys(words).join('|')})(?![a-z])`, 'y')
const letter = /([kKM])(?![A-Za-z0-9])/y
const letterOfMoney = / ?([kKmMbBtT])(?![A-Za-z0-9])/y
const chinese = /(?:万亿|[十百千]?[万亿]|[百千](?![克米瓦卡帕伏焦赫分]))/y
const letters: Readonly<Record<string, string>> = { k: '1e3', m: '1e6', b: '1e9', t: '1e12' }
const characters: Readonly<Record<string, string>> = {
  十: '1e1',
  百: '1e2',
  千: '1e3',
  万: '1e4',
  亿: '1e8',
}

/** What a number in digits is counted in: thousands, millions, 万. In money m, b and t count as well: $1.2m. */
export function magnitudeAt(
  { plain, lower }: Folded,
  at: number,
  isMoney: boolean,
): { readonly end: number; readonly factor: Fraction } | null {
  const name = matchAt(word, lower, at)
  if (name !== null) return { end: at + name[0].length, factor: fractionOf(words[name[1]]) }
  const short = matchAt(isMoney ? letterOfMoney : letter, plain, at)
  if (short !== null)
    return { end: at + short[0].length, factor: fractionOf(letters[short[1].toLowerCase()]) }
  const han = matchAt(chinese, plain, at)
  if (han === null) return null
  const factor = Array.from(han[0]).reduce(
    (size, each) => product(size, fractionOf(characters[each])),
    fraction(1n),
  )
  return { end: at + han[0].length, factor }
}

const english = /(\/ ?|per |each |every |an? )([A-Za-z°]{1,24}[²³23]?)(?![A-Za-z])/y
const adverbs: Readonly<Record<string, string>> = {
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annually: 'year',
  annual: 'year',
}
const adverb = new RegExp(`(${Object.keys(adverbs).join('|')})(?![a-z])`, 'y')
const chinesePer =
  /(?:\/|每)个?(小时|分钟|秒|天|日|周|星期|月|季度|年|公里|千米|米|公斤|千克|克|吨|升|毫升|平方米|平米|度)/y

const lasting = /\b(?:within|for|after|takes?|took|lasts?|lasted|than|needs?|only|about|least|most) $/

/**
 * What something is counted by: per month, a month (behind an amount), /kg, every day, monthly, 每月.
 * @param isBehind whether an amount ends right before it
 */
export function perAt(folded: Folded, at: number, isBehind: boolean): Found | null {
  const { plain, lower } = folded
  const often = matchAt(adverb, lower, at)
  if (often !== null) return per(at + often[0].length, adverbs[often[1]])
  const han = matchAt(chinesePer, plain, at)
  if (han !== null) return per(at + han[0].length, han[1])
  const match = matchAt(english, plain, at) ?? matchAt(english, lower, at)
  if (match === null) return null
  const [text, before, name] = match
  if (before.startsWith('/') && !isBehind) return null
  const found = per(at + text.length, name)
  if (found === null) return null
  const isTime = found.readings[0].unit === 'duration'
  if (/^each|^every/.test(before)) return isTime ? found : null
  if (!before.startsWith('a')) return found
  if (!isTime || /^(?:m|h|s|d|y|quarter)$/i.test(name)) return null
  if (isBehind) return found
  // Within a week is one of it, in a week what is counted by.
  if (name === 'second') return null
  if (!lasting.test(lower.slice(Math.max(0, at - 10), at))) return found
  const [unit] = unitsNamed(name)
  return { end: found.end, readings: [{ ...asString('duration', '', unit.base), ...oneOf(unit) }] }
}

function oneOf({ factor }: Unit): { readonly value: number; readonly exact: string } {
  return { value: Number(factor.numerator), exact: String(factor.numerator) }
}

function per(end: number, name: string): Found | null {
  const [unit] = unitsNamed(name)
  if (unit === undefined || unit.kind === 'percent') return null
  const size = `${unit.factor.numerator}/${unit.factor.denominator} ${unit.base}`
  return { end, readings: [asString('per', size, unit.kind)] }
}
