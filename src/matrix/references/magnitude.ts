import { rulerDistance } from '../../series/ruler.ts'
import { pairwiseReference } from './reference.ts'

/**
 * S = −|m_i − m_j| on the series' ruler, m = the value cut to its first significant digit: who reads the length
 * of a number and its leading digit, and no more. 0.93 on 1 … 100. A line beside the floor, and no part of it.
 */
export const magnitude = pairwiseReference(
  'magnitude',
  'Rough size: closeness of the values cut to their first significant digit.',
  ({ values, ruler, period }) => {
    const cut = values.map(firstDigit)
    return (i, j) => 0 - rulerDistance(ruler, period, cut[i], cut[j])
  },
)

/** 4,294,967,297 → 4,000,000,000; 0.037 → 0.03. */
function firstDigit(value: number): number {
  // The shortest decimal of a number is exact in its first digit, as a logarithm is not.
  const [mantissa, exponent] = value.toExponential().split('e')
  return Number(`${Math.trunc(Number(mantissa))}e${exponent}`)
}
