import type { Block } from '../matrix/block.ts'
import { fillTemplate } from '../series/template.ts'
import type { HardCase } from './case-families.ts'

/** Margins up to this size are ties. */
export const tieMargin = 1e-6

/** What a model says of two candidates when the first is known to be the closer. */
export function verdictOf(margin: number): 'right' | 'wrong' | 'tie' {
  if (Math.abs(margin) <= tieMargin) return 'tie'
  return margin > 0 ? 'right' : 'wrong'
}

/**
 * The anchor against its two candidates: inside a reranker's question, or as it stands where it is one itself.
 * The candidates are put in alphabetical order, so that the order gives a model
 * that reads the whole list nothing about the answer.
 */
export function caseBlock(
  { anchor, closer, farther, report, isQuestion = report !== undefined }: HardCase,
  prompt: string | null,
): Block {
  return {
    queries: [prompt === null || isQuestion ? anchor : fillTemplate(prompt, anchor)],
    documents: [closer, farther].sort(),
  }
}

/** The similarities of the closer and the farther candidate, from the answer to `caseBlock`. */
export function caseSimilarity(
  { closer, farther }: HardCase,
  answer: ArrayLike<number>,
): { closer: number; farther: number } {
  const [first, second] = [answer[0], answer[1]]
  return closer < farther ? { closer: first, farther: second } : { closer: second, farther: first }
}
