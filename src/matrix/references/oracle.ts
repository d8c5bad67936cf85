import { rulerDistance } from '../../series/ruler.ts'
import { pairwiseReference } from './reference.ts'

/** S = 1 − t / max t on the series' own ruler: the perfect caret. */
export const oracle = pairwiseReference(
  'oracle',
  'Perfect: similarity falls in a straight line with the distance of the values.',
  ({ values, ruler, period }) => {
    const distance = (i: number, j: number) => rulerDistance(ruler, period, values[i], values[j])
    let farthest = 0
    for (let i = 0; i < values.length; i++)
      for (let j = 0; j < i; j++) farthest = Math.max(farthest, distance(i, j))
    return (i, j) => 1 - distance(i, j) / farthest
  },
)
