import fc from 'fast-check'
import type { FactScores } from './fact-scores.ts'

const steps = fc.array(
  fc.integer({ min: 0, max: 6 }).map(step => step / 6),
  { minLength: 1, maxLength: 4 },
)
/** Facts whose scores are often equal. */
export const someFacts: fc.Arbitrary<FactScores[]> = fc.array(
  fc.record({ words: steps, format: steps, different: steps, reworded: steps }),
  { minLength: 1, maxLength: 6 },
)
