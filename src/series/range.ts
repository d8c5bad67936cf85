import { NumeracyError } from '../base/error.ts'
import { defineSeries, maxDocuments, type Series } from './series.ts'

const shape = /^([+-]?\d+(?:\.\d+)?)\.\.([+-]?\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?))?$/

/** Whether a text has the form A..B or A..B:STEP. */
export function isRange(text: string): boolean {
  return shape.test(text)
}

/**
 * The numbers A, A + STEP, … up to B, written with as many decimals as the longest of A, B and STEP needs.
 * Its id is the text itself, so that the same words always give the same series.
 * @throws NumeracyError `input` when the range is empty, too short, too long or too fine
 */
export function rangeSeries(text: string): Series {
  const parts = shape.exec(text)
  if (parts === null)
    throw new NumeracyError('input', `Range ${text}: expected A..B or A..B:STEP, such as 1..500:7.`)
  const [first, last, step] = [parts[1], parts[2], parts[3] ?? '1']
  const decimals = Math.max(...[first, last, step].map(number => number.split('.')[1]?.length ?? 0))
  const [from, to, by] = [first, last, step].map(number => inLastPlace(number, decimals))
  if (![from, to, by].every(Number.isSafeInteger)) {
    throw new NumeracyError(
      'input',
      `Range ${text}: got numbers too large or too fine to count exactly. Keep them under 9,007,199,254,740,991.`,
    )
  }
  if (by === 0)
    throw new NumeracyError(
      'input',
      `Range ${text}: got a step of 0; expected one above 0. Write a step such as ${first}..${last}:2.`,
    )
  if (to < from)
    throw new NumeracyError('input', `Range ${text}: got an end below its start. Write ${last}..${first}.`)
  const count = Math.floor((to - from) / by) + 1
  if (count > maxDocuments) {
    throw new NumeracyError(
      'input',
      `Range ${text}: got ${count.toLocaleString('en')} numbers; at most ${maxDocuments.toLocaleString('en')} are taken. Take a larger step.`,
    )
  }
  const texts = Array.from({ length: count }, (_, index) => withPoint(from + index * by, decimals))
  return defineSeries({
    id: text,
    family: 'number',
    description: `The numbers from ${first} to ${last}${step === '1' ? '' : ` in steps of ${step}`}.`,
    source: 'a range on the command line',
    texts,
    values: texts.map(Number),
    ruler: 'linear',
    period: null,
  })
}

/** A decimal number as a count of units of its last place: 1.5 with two decimals is 150. */
function inLastPlace(number: string, decimals: number): number {
  const [whole, fraction = ''] = number.split('.')
  return Number(whole + fraction.padEnd(decimals, '0'))
}

/** The inverse of `inLastPlace`, exact where a division would not be. */
function withPoint(count: number, decimals: number): string {
  const digits = String(Math.abs(count)).padStart(decimals + 1, '0')
  const place = digits.length - decimals
  const fraction = decimals === 0 ? '' : `.${digits.slice(place)}`
  return `${count < 0 ? '-' : ''}${digits.slice(0, place)}${fraction}`
}
