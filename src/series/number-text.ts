import type { Read } from './reading.ts'

/** Between thousands: blanks (also thin and unbreakable ones) and apostrophes, beside the mark that is not the decimal one. */
const blanks = " \u00a0\u2009\u202f'\u2019"
const exponent = '(?:e[+-]?\\d+)?'

const withPoint = [
  new RegExp(`^[+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)${exponent}$`, 'i'),
  new RegExp(`^[+-]?[1-9]\\d{0,2}([,${blanks}])\\d{3}(?:\\1\\d{3})*(?:\\.\\d+)?$`),
  // Lakhs: 12,34,567.
  /^[+-]?[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/,
]
const withComma = [
  new RegExp(`^[+-]?\\d+(?:,\\d+)?${exponent}$`, 'i'),
  new RegExp(`^[+-]?[1-9]\\d{0,2}([.${blanks}])\\d{3}(?:\\1\\d{3})*(?:,\\d+)?$`),
]
const betweenPoints = new RegExp(`[,${blanks}]`, 'g')
const betweenCommas = new RegExp(`[.${blanks}]`, 'g')

/** The readings of a text as a number: none, one, or one for each decimal mark. */
export function readNumber(text: string): readonly Read[] {
  const digits = text.replace(/^\u2212/, '-')
  const reads: Read[] = []
  if (withPoint.some(shape => shape.test(digits)))
    reads.push({ value: Number(digits.replace(betweenPoints, '')), notation: 'decimal point' })
  if (withComma.some(shape => shape.test(digits)))
    reads.push({
      value: Number(digits.replace(betweenCommas, '').replace(',', '.')),
      notation: 'decimal comma',
    })
  return withoutDoubt(reads.filter(({ value }) => Number.isFinite(value)))
}

/** Two notations that give the same value leave nothing open. */
export function withoutDoubt(reads: readonly Read[]): readonly Read[] {
  return reads.length === 2 && reads[0].value === reads[1].value ? [{ ...reads[0], notation: null }] : reads
}
