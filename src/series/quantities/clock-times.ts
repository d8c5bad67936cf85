import { fraction, fractionOf } from '../../math/fraction.ts'
import { chineseValue } from './chinese-words.ts'
import { englishNumberAt } from './english-words.ts'
import { type Folded, isWordCharacter, matchAt } from './folded.ts'
import { type Found, type QuantityReading, reading } from './quantity.ts'

/** A time of day at a place. */
export function timeAt(folded: Folded, at: number): Found | null {
  const { lower } = folded
  const first = lower[at]
  if (first >= '0' && first <= '9') return digitalTime(folded, at) ?? chineseTime(folded, at)
  return first < '\u2e80' ? wordedTime(folded, at) : chineseTime(folded, at)
}

/** In seconds since midnight; 86,400 is the end of the day. */
export function timeReading(seconds: number, zone: string | null, part = ''): QuantityReading {
  const exact = part === '' ? fraction(BigInt(seconds)) : fractionOf(`${seconds}.${part}`)
  return { ...reading('time', exact), zone }
}

/** Which half of the day, or which part of it, was said. */
type Half = 'am' | 'pm' | 'night' | 'noon' | null

/** Null where there is no such time. Without a half it is of 24 hours. */
function secondsOf(hour: number, minute: number, second: number, half: Half): number | null {
  if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && minute + second > 0)) return null
  return 3600 * onTwentyFour(hour, half) + 60 * minute + second
}

function onTwentyFour(hour: number, half: Half): number {
  if (half === null || hour > 12) return hour
  if (half === 'am') return hour % 12
  if (half === 'noon') return hour < 6 ? hour + 12 : hour
  if (half === 'night') return hour === 12 ? 0 : hour < 5 ? hour : hour + 12
  return (hour % 12) + 12
}

const behind =
  / ?([ap])(?:\. ?m\b\.?|m\b)|,? (?:o'clock )?(?:in the (morning|afternoon|evening)|at (night))\b/y
const zoneBehind =
  / ?(z\b|utc|gmt|cest|cet|eest|eet|wet|bst|ist|jst|est|edt|cst|cdt|mst|mdt|pst|pdt)?(?: ?([+-]\d{2}):?(\d{2})?)?(?![\w:])/y

const clock = /(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?![\d:])/y
const pointed = /(\d{1,2})\.(\d{2})(?= ?[ap]\.? ?m\b| uhr\b)/y
const hourOnly =
  /(\d{1,2})(?= ?[ap]\.? ?m\b| ?o'clock\b| uhr\b| (?:in the (?:morning|afternoon|evening)|at night)\b| (?:noon|midnight)\b)/y
const unitBehind = / ?(h|hrs?|hours?|min|mins|minutes)\b(?! ?\d)/y

/** 19:05, 19:05:07, 7:05 pm, 7.05 p.m., 19h05, 7 pm, 7 o'clock in the evening. */
function digitalTime(folded: Folded, at: number): Found | null {
  const { lower } = folded
  const match = matchAt(clock, lower, at) ?? matchAt(pointed, lower, at) ?? matchAt(hourOnly, lower, at)
  if (match === null) return null
  const [text, hour, minute = '0', second = '0', part = ''] = match
  const oclock = matchAt(/ ?(?:o'clock|uhr)\b/y, lower, at + text.length)
  const end = at + text.length + (oclock?.[0].length ?? 0)
  const half = halfAt(lower, end)
  const seconds = secondsOf(Number(hour), Number(minute), Number(second), half.half)
  if (seconds === null) return null
  if (half.half === null) {
    const unit = matchAt(unitBehind, lower, end)
    if (unit !== null || (text.includes('h') && match[3] === undefined))
      return eitherTime(end, text, seconds, unit)
  }
  const zone = zoneAt(lower, half.end)
  if (isWordCharacter(lower[zone.end])) return null
  return { end: zone.end, readings: [timeReading(seconds, zone.zone, part)] }
}

/** 1:30 h may be a time and a duration; 1:30 min is a duration. */
function eitherTime(end: number, text: string, seconds: number, unit: RegExpExecArray | null): Found {
  const last = end + (unit?.[0].length ?? 0)
  const isMinutes = unit?.[1].startsWith('m') === true
  const [first, second, third] = text.split(/[:h]/).map(Number)
  const duration = isMinutes ? 60 * first + second : 3600 * first + 60 * second + (third ?? 0)
  const lasting = reading('duration', fraction(BigInt(duration)), 's')
  return isMinutes
    ? { end: last, readings: [lasting] }
    : {
        end: last,
        readings: [timeReading(seconds, null), lasting],
        shape: 'hours',
        written: `${first}:${second}:${third ?? 0}`,
      }
}

function halfAt(lower: string, at: number): { readonly end: number; readonly half: Half } {
  const word = matchAt(/ (noon|midnight)\b/y, lower, at)
  if (word !== null) return { end: at + word[0].length, half: word[1] === 'noon' ? 'pm' : 'am' }
  const match = matchAt(behind, lower, at)
  if (match === null) return { end: at, half: null }
  const [text, letter, part, night] = match
  const half: Half = night !== undefined ? 'night' : letter === 'a' || part === 'morning' ? 'am' : 'pm'
  return { end: at + text.length, half }
}

function zoneAt(lower: string, at: number): { readonly end: number; readonly zone: string | null } {
  const match = matchAt(zoneBehind, lower, at)
  if (match === null || (match[1] === undefined && match[2] === undefined)) return { end: at, zone: null }
  const name = match[1]?.replace(/^(?:z|gmt)$/, 'utc') ?? ''
  const offset = match[2] === undefined ? '' : `${match[2]}:${match[3] ?? '00'}`
  const zone = name === 'utc' || name === '' ? (/^$|00:00$/.test(offset) ? 'utc' : offset) : name + offset
  return { end: at + match[0].length, zone }
}

const words = /(noon|midday|midnight)\b/y
const past = /(half|quarter|a quarter|(?:[a-z]+(?:-[a-z]+)?|\d{1,2})(?: minutes?)?) (past|to) (?=[a-z0-9])/y

/** noon, half past seven, quarter to eight in the evening, seven oh five pm. */
function wordedTime(folded: Folded, at: number): Found | null {
  const { lower } = folded
  const word = matchAt(words, lower, at)
  if (word !== null)
    return { end: at + word[0].length, readings: [timeReading(word[1] === 'midnight' ? 0 : 43_200, null)] }
  const relative = matchAt(past, lower, at)
  if (relative !== null) return relativeTime(folded, at, relative)
  const hour = englishNumberAt(folded, at)
  if (hour === null) return null
  const oclock = matchAt(/ o'clock\b/y, lower, hour.end)
  const oh = oclock === null ? matchAt(/ oh /y, lower, hour.end) : null
  const start = hour.end + (oh?.[0].length ?? 1)
  const minute = oclock === null && /[ -]/.test(lower[hour.end] ?? '') ? englishNumberAt(folded, start) : null
  const end = oclock === null ? (minute?.end ?? hour.end) : hour.end + oclock[0].length
  const half = halfAt(lower, end)
  if (half.half === null && oclock === null) return null
  const seconds = secondsOf(Number(hour.value.numerator), Number(minute?.value.numerator ?? 0), 0, half.half)
  return seconds === null ? null : { end: half.end, readings: [timeReading(seconds, null)] }
}

function relativeTime(folded: Folded, at: number, [text, amount, direction]: RegExpExecArray): Found | null {
  const { lower } = folded
  const minutes = minutesOf(folded, at, amount)
  const start = at + text.length
  const digits = matchAt(/\d{1,2}(?![\d:.])/y, lower, start)
  const hour =
    digits === null
      ? englishNumberAt(folded, start)
      : { end: start + digits[0].length, value: fractionOf(digits[0]) }
  if (minutes === null || hour === null || hour.value.numerator > 24n) return null
  const half = halfAt(lower, hour.end)
  // "From ten to twelve" is no time.
  if (direction === 'to' && half.half === null && !amount.includes('quarter') && !amount.includes('minute'))
    return null
  const seconds = secondsOf(Number(hour.value.numerator), 0, 0, half.half)
  if (seconds === null) return null
  const whole = seconds + (direction === 'past' ? 60 : -60) * minutes
  return { end: half.end, readings: [timeReading((whole + 86_400) % 86_400, null)] }
}

function minutesOf(folded: Folded, at: number, amount: string): number | null {
  if (amount === 'half') return 30
  if (amount.endsWith('quarter')) return 15
  if (/^\d/.test(amount)) return Number.parseInt(amount, 10)
  const number = englishNumberAt(folded, at)
  return number === null || number.value.numerator > 59n ? null : Number(number.value.numerator)
}

const partsOfDay: Readonly<Record<string, Half>> = {
  上午: 'am',
  早上: 'am',
  早晨: 'am',
  清晨: 'am',
  凌晨: 'am',
  中午: 'noon',
  下午: 'pm',
  午后: 'pm',
  傍晚: 'pm',
  晚上: 'night',
  晚间: 'night',
  夜里: 'night',
  夜晚: 'night',
  深夜: 'night',
}
const hanNumber = '(\\d{1,2}|[零一二三四五六七八九十两]{1,3})'
const chinese = new RegExp(
  `(${Object.keys(partsOfDay).join('|')})? ?(?:(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?!\\d)|${hanNumber} ?[点时](?!间|代|候|期|尚|装)(?:整|钟|(半)|(一|三)刻|(?:(?:过|零)? ?${hanNumber} ?分?(?: ?${hanNumber} ?秒)?))?)`,
  'y',
)

/** 19点05分, 下午7:05, 晚上七点半, 正午. */
function chineseTime({ plain }: Folded, at: number): Found | null {
  const word = matchAt(/(正午|午夜|零时|零点)(?![0-9零一二三四五六七八九十])/y, plain, at)
  if (word !== null)
    return { end: at + word[0].length, readings: [timeReading(word[1] === '正午' ? 43_200 : 0, null)] }
  const match = matchAt(chinese, plain, at)
  if (match === null) return null
  const [text, part, hour, minute, second, hanHour, half, quarter, hanMinute, hanSecond] = match
  // 三点五 without a part of the day and without 分 is a decimal: left to the numbers.
  const isBare = part === undefined && hanMinute !== undefined && !/[分秒]$/.test(text)
  if (isBare && !/时/.test(text) && !/^\d{2}$/.test(hanMinute)) return null
  const minutes =
    half !== undefined
      ? 30
      : quarter !== undefined
        ? quarter === '一'
          ? 15
          : 45
        : numberIn(minute ?? hanMinute)
  const seconds = secondsOf(
    numberIn(hour ?? hanHour),
    minutes,
    numberIn(second ?? hanSecond),
    part === undefined ? null : partsOfDay[part],
  )
  return seconds === null ? null : { end: at + text.length, readings: [timeReading(seconds, null)] }
}

function numberIn(text: string | undefined): number {
  if (text === undefined) return 0
  return /^\d/.test(text) ? Number(text) : Number(chineseValue(text)?.numerator ?? 99n)
}
