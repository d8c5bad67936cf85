import { type Random, randomInteger } from '../../base/random.ts'

/** What is done to the value of a fact to make it another fact, and how a reader sees it named. */
export const factChanges = {
  next: { en: 'the value next to it', zh: '相邻的值' },
  swapped: { en: 'two digits swapped', zh: '两位数字互换' },
  digit: { en: 'one digit', zh: '改一位数字' },
  tenfold: { en: 'ten times as much', zh: '十倍' },
  sign: { en: 'the other sign', zh: '正负号相反' },
  unit: { en: 'another unit', zh: '换单位' },
  month: { en: 'another month', zh: '换月份' },
  year: { en: 'another year', zh: '换年份' },
  hour: { en: 'another hour', zh: '换小时' },
  'am-pm': { en: 'am and pm', zh: '上午与下午' },
} as const satisfies { readonly [change: string]: { readonly en: string; readonly zh: string } }

export type Change = keyof typeof factChanges

/** A positive whole number with two digits next to each other swapped; null where that changes nothing. */
export function swappedDigits(number: number, random: Random): number | null {
  const digits = String(number)
  const places = Array.from({ length: digits.length - 1 }, (_, place) => place).filter(
    place => digits[place] !== digits[place + 1] && !(place === 0 && digits[1] === '0'),
  )
  if (places.length === 0) return null
  const place = places[randomInteger(random, places.length)]
  return Number(digits.slice(0, place) + digits[place + 1] + digits[place] + digits.slice(place + 2))
}

/** A positive whole number with one of its digits replaced by another; it keeps its length. */
export function otherDigit(number: number, random: Random): number {
  const digits = String(number)
  const place = randomInteger(random, digits.length)
  const least = place === 0 ? 1 : 0
  const choices = Array.from({ length: 10 - least }, (_, at) => at + least).filter(
    digit => String(digit) !== digits[place],
  )
  const digit = choices[randomInteger(random, choices.length)]
  return Number(digits.slice(0, place) + digit + digits.slice(place + 1))
}

/** A whole number from `least` to `most`, both possible. */
export function wholeBetween(random: Random, least: number, most: number): number {
  return least + randomInteger(random, most - least + 1)
}

/** A whole number with a comma between thousands. */
export function withCommas(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** The four changes that fit every value made of one positive whole number. */
export const wholeChanges = {
  next: (number: number) => number + 1,
  swapped: swappedDigits,
  digit: otherDigit,
  tenfold: (number: number) => number * 10,
}

/** The same on a member of a value that holds more than that number. */
export function changesOf<Name extends string>(name: Name) {
  type Holder = { readonly [key in Name]: number }
  const on =
    (change: (number: number, random: Random) => number | null) =>
    <Value extends Holder>(value: Value, random: Random): Value | null => {
      const number = change(value[name], random)
      return number === null ? null : { ...value, [name]: number }
    }
  return {
    next: on(wholeChanges.next),
    swapped: on(wholeChanges.swapped),
    digit: on(wholeChanges.digit),
    tenfold: on(wholeChanges.tenfold),
  }
}
