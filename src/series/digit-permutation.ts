import { seededRandom, shuffled } from '../base/random.ts'
import { spearman } from '../math/correlation.ts'
import type { Series } from './series.ts'

/** A digit for each digit: place d holds the image of d, as in `0482395716`. 0 stays, and no two share an image. */
export type DigitPermutation = string

/** The order of 1 to 9 that an image may keep at most. */
const maxOrder = 0.3

/**
 * Permutations of the digits that keep 0 and little of the order: |Spearman(digit, image)| over 1 to 9 is below
 * 0.3. Distinct; the same for every model and series under one seed.
 */
export function digitPermutations(seed: number, count: number): DigitPermutation[] {
  const random = seededRandom(seed, 'digit permutation')
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9]
  const found = new Set<DigitPermutation>()
  while (found.size < count) {
    const images = shuffled(digits, random)
    if (Math.abs(spearman(digits, images)) < maxOrder) found.add(`0${images.join('')}`)
  }
  return [...found]
}

/** `text` with each of the digits 0 to 9 replaced by its image. */
export function permuteDigits(text: string, permutation: DigitPermutation): string {
  return text.replaceAll(/[0-9]/g, digit => permutation[Number(digit)])
}

/** Whether the digits of a series can be permuted: numbers and prices written with digits. 85 is a number, but month 85 is no date. */
export function hasDigits({ family, texts }: Series): boolean {
  return (family === 'number' || family === 'money') && texts.some(text => /[1-9]/.test(text))
}

/**
 * The documents of a series with their digits permuted, in the places of the originals: every edit distance is
 * the same, most of the order is gone. The values are those that the new digits stand for.
 */
export function withPermutedDigits(series: Series, permutation: DigitPermutation): Series {
  return {
    ...series,
    id: `${series.id}:digits-${permutation}`,
    texts: series.texts.map(text => permuteDigits(text, permutation)),
    values: series.values.map(value => Number(permuteDigits(decimal(value), permutation))),
  }
}

/** A number with all of its digits and no exponent. Made once, for making one takes longer than a hundred numbers. */
const decimal = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 }).format
