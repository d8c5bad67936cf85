import { type Fraction, fraction } from '../../math/fraction.ts'
import { currencySigns } from '../money-text.ts'
import { matchAt } from './folded.ts'

/** A sign, code or name of money at a place. */
export interface Currency {
  readonly end: number
  /** What it may be (ISO 4217), the likeliest first. */
  readonly codes: readonly string[]
  /** Of one of it: 1/100 for cents. */
  readonly factor: Fraction
}

const codes =
  'usd eur gbp jpy cny inr chf cad aud nzd hkd sgd twd krw rub brl mxn sek nok dkk pln czk huf zar ils aed thb vnd idr myr'.split(
    ' ',
  )

const whole: Readonly<Record<string, readonly string[]>> = {
  ...currencySigns,
  ...Object.fromEntries(codes.map(code => [code, [code.toUpperCase()]])),
  ...named('USD', 'us$|dollar|dollars|us dollar|us dollars|u.s. dollars|美元|美金|元美金'),
  ...named('EUR', 'euro|euros|欧元'),
  ...named('GBP', 'pound|pounds|quid|pound sterling|pounds sterling|british pounds|英镑'),
  ...named('JPY', 'yen|japanese yen|日元|日圆'),
  ...named('CNY', 'rmb|yuan|chinese yuan|renminbi|cn¥|人民币|元人民币|元|块钱|块'),
  ...named('INR', 'rupee|rupees|rs|rs.|indian rupees|卢比'),
  ...named('CHF', 'swiss franc|swiss francs|francs|franken|sfr|fr.|瑞士法郎|瑞郎'),
  ...named('CAD', 'ca$|c$|canadian dollar|canadian dollars|加元'),
  ...named('AUD', 'a$|au$|australian dollar|australian dollars|澳元'),
  ...named('NZD', 'nz$|new zealand dollars'),
  ...named('HKD', 'hk$|hong kong dollar|hong kong dollars|港元|港币'),
  ...named('SGD', 's$|singapore dollars|新元'),
  ...named('TWD', 'nt$|new taiwan dollars|新台币'),
  ...named('KRW', '₩|won|韩元'),
  ...named('RUB', '₽|rouble|roubles|ruble|rubles|卢布'),
  ...named('BRL', 'r$|reais'),
  ...named('MXN', 'mx$|pesos'),
  ...named('TRY', '₺|turkish lira|lira'),
  ...named('UAH', '₴|hryvnia'),
  ...named('NGN', '₦|naira'),
  ...named('VND', '₫|dong'),
  ...named('THB', '฿|baht'),
  ...named('ILS', '₪|shekel|shekels'),
  ...named('PLN', 'zł|zloty'),
  ...named('SEK', 'swedish kronor'),
  ...named('KRONE', 'kr|kr.|kronor|kroner|krone'),
}

const parts: Readonly<Record<string, readonly [readonly string[], bigint]>> = {
  ...Object.fromEntries(['cent', 'cents', '¢', '美分'].map(name => [name, [['USD', 'EUR'], 100n]] as const)),
  ...Object.fromEntries(['penny', 'pence', 'pennies'].map(name => [name, [['GBP'], 100n]] as const)),
  ...Object.fromEntries(['角', '毛钱'].map(name => [name, [['CNY'], 10n]] as const)),
}

function named(code: string, names: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(names.split('|').map(name => [name, [code]]))
}

const names = [...Object.keys(whole), ...Object.keys(parts)]
  .sort((a, b) => b.length - a.length)
  .map(name => name.toLowerCase().replaceAll(/[.$]/g, '\\$&'))
const isBefore = (name: string) => !/^(?:[a-z]{4,}|won$)/.test(name) && !/元|块|角|毛|美分|¢/.test(name)
// A name in letters ends where they end.
const ended = (name: string) => (/[a-zł]$/.test(name) ? `${name}(?![a-z])` : name)
const before = new RegExp(`(?:${names.filter(isBefore).map(ended).join('|')}|人民币)`, 'y')
const behind = new RegExp(` ?-?(${names.map(ended).join('|')})`, 'y')

export function currencyBefore(lower: string, at: number): Currency | null {
  const match = matchAt(before, lower, at)
  return match === null ? null : currencyNamed(match[0], at + match[0].length)
}

export function currencyBehind(lower: string, at: number): Currency | null {
  const match = matchAt(behind, lower, at)
  return match === null ? null : currencyNamed(match[1], at + match[0].length)
}

function currencyNamed(name: string, end: number): Currency {
  const part = parts[name]
  return part === undefined
    ? { end, codes: whole[name], factor: fraction(1n) }
    : { end, codes: part[0], factor: fraction(1n, part[1]) }
}
