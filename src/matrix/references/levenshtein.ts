import { editDistance } from '../../math/edit-distance.ts'
import { pairwiseReference } from './reference.ts'

/** 1 − edit distance / length of the longer document, in code points; in [0, 1]. */
export const levenshtein = pairwiseReference(
  'levenshtein',
  'Spelling: one minus the edit distance over the length of the longer document.',
  ({ texts }) => {
    const lengths = texts.map(text => Array.from(text).length)
    return (i, j) => 1 - editDistance(texts[i], texts[j]) / Math.max(lengths[i], lengths[j])
  },
)
