import { readNumber } from './number-text.ts'
import type { Read } from './reading.ts'

/** What the signs of money may mean (ISO 4217). */
export const currencySigns: Readonly<Record<string, readonly string[]>> = {
  $: ['USD'],
  '€': ['EUR'],
  '£': ['GBP'],
  '¥': ['JPY', 'CNY'],
  '￥': ['JPY', 'CNY'],
  '₹': ['INR'],
}

/** Signs that are read where they stand alone beside an amount. */
const allSigns: Readonly<Record<string, readonly string[]>> = {
  ...currencySigns,
  US$: ['USD'],
  C$: ['CAD'],
  CA$: ['CAD'],
  A$: ['AUD'],
  AU$: ['AUD'],
  NZ$: ['NZD'],
  HK$: ['HKD'],
  NT$: ['TWD'],
  S$: ['SGD'],
  R$: ['BRL'],
  円: ['JPY'],
  元: ['CNY'],
  '₽': ['RUB'],
  '₩': ['KRW'],
  '₺': ['TRY'],
  '₫': ['VND'],
  '₪': ['ILS'],
  '฿': ['THB'],
  '₴': ['UAH'],
  '₦': ['NGN'],
  '₱': ['PHP'],
  'Fr.': ['CHF'],
  kr: ['SEK', 'NOK', 'DKK'],
  'kr.': ['DKK', 'SEK', 'NOK'],
  zł: ['PLN'],
  Kč: ['CZK'],
  Ft: ['HUF'],
  lei: ['RON'],
}

const codes = new Set(Intl.supportedValuesOf('currency'))

/** What a sign or a code may mean; undefined for what is neither. */
function currenciesOf(mark: string): readonly string[] | undefined {
  return Object.hasOwn(allSigns, mark) ? allSigns[mark] : codes.has(mark) ? [mark] : undefined
}

const markBefore = /^([-\u2212]?)([^\d\s+\u2212-]+)\s?([-+\u2212]?[.\d].*)$/u
const markBehind = /^([-\u2212]?)(.*[\d.,\u2013\u2014-])\s?([^\d\s.,\u2013\u2014-][^\d\s]*)$/u

/** Whole money as shops write it, with a stroke for the decimals: 1.299,– and 5.-. */
const stroke = /([.,])[-\u2013\u2014]{1,2}$/u

/** The readings of a text as money, its currency before or after. */
export function readMoney(text: string): readonly Read[] {
  const before = markBefore.exec(text)
  if (before !== null) {
    const [, minus, mark, amount] = before
    // The point may be that of the sign, as in Fr.5, or that of the number, as in $.50.
    if (currenciesOf(mark) !== undefined) return amountIn(mark, minus, amount)
    return mark.endsWith('.') ? amountIn(mark.slice(0, -1), minus, `.${amount}`) : []
  }
  const behind = markBehind.exec(text)
  return behind === null ? [] : amountIn(behind[3], behind[1], behind[2])
}

function amountIn(mark: string, minus: string, written: string): readonly Read[] {
  const currencies = currenciesOf(mark)
  const amount = written.replace(stroke, (_, point: string) => `${point}00`)
  if (currencies === undefined || (minus !== '' && /^[-+\u2212]/.test(amount))) return []
  return readNumber(amount).map(({ value, notation }) => ({
    value: minus === '' ? value : -value,
    notation,
    currencies,
  }))
}
