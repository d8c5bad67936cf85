import { pairwiseReference } from './reference.ts'

/** Length of the common prefix, in code points. */
export const prefix = pairwiseReference(
  'prefix',
  'Spelling: the length of the common prefix of two documents.',
  ({ texts }) => {
    const points = texts.map(text => Array.from(text))
    return (i, j) => {
      const limit = Math.min(points[i].length, points[j].length)
      let length = 0
      while (length < limit && points[i][length] === points[j][length]) length++
      return length
    }
  },
)
