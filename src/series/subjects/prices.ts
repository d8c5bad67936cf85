import type { Random } from '../../base/random.ts'
import { inWords } from '../in-words.ts'
import { grouped, magnitudes, type Subject, spaced } from './subject.ts'

/** Prices in dollars, many of them with cents. */
export const prices: Subject = {
  id: 'prices',
  family: 'money',
  ruler: 'linear',
  period: null,
  usual: { title: '$1 to $9,999', draw: priced(1, 9999) },
  heldOut: { title: '$10,000 to $99,999', draw: priced(10_000, 99_999) },
  forms: [
    { id: 'plain', write: String },
    { id: 'zero-padded', write: value => value.toFixed(2).padStart(8, '0') },
    { id: 'thousands separators', write: value => grouped(value, 2) },
    { id: 'fixed decimals', write: value => value.toFixed(2) },
    { id: 'words', write: dollarsInWords },
    { id: 'digits spaced', write: value => spaced(value.toFixed(2)) },
    { id: 'scientific', write: value => value.toExponential() },
    { id: 'currency sign before', write: value => `$${value.toFixed(2)}` },
    { id: 'currency code before', write: value => `USD ${value.toFixed(2)}` },
    { id: 'currency after', write: value => `${value.toFixed(2)} dollars` },
    { id: 'sentence', write: value => `The price is ${value.toFixed(2)} dollars.` },
    { id: 'product title', write: value => `Wireless headphones, black, $${value.toFixed(2)}` },
    { id: 'JSON field', write: value => `{"price": ${value}}` },
  ],
  question: {
    below: bound => `under $${bound.toFixed(2)}`,
    above: bound => `over $${bound.toFixed(2)}`,
    of: 'currency sign before',
  },
}

const cents = [0, 50, 99]

function priced(low: number, high: number): (random: Random) => number {
  const dollars = magnitudes(low, high)
  return random => (100 * dollars(random) + cents[Math.floor(random() * cents.length)]) / 100
}

function dollarsInWords(value: number): string {
  const dollars = Math.floor(value)
  const rest = Math.round(100 * (value - dollars))
  const words = `${inWords(dollars)} ${dollars === 1 ? 'dollar' : 'dollars'}`
  return rest === 0 ? words : `${words} and ${inWords(rest)} cents`
}
