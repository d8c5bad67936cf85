import type { Reference } from '../matrix/references/reference.ts'
import type { RunCase } from '../store/run.ts'
import type { Answered } from './ask.ts'
import type { HardCase } from './case-families.ts'
import { caseSimilarity, verdictOf } from './cases.ts'

/** The hard cases as a model answers them. */
export function answeredCases({ named, inquiries, answers }: Answered): RunCase[] {
  return inquiries.flatMap((inquiry, index) =>
    inquiry.experiment === 'case'
      ? runCase(inquiry.hardCase, named.id, caseSimilarity(inquiry.hardCase, answers[index]))
      : [],
  )
}

/** Cases as a string matcher answers them: what the characters alone suggest. */
export function referenceCases(reference: Reference, cases: readonly HardCase[]): RunCase[] {
  return cases.map(hardCase => {
    const { id, anchor, closer, farther } = hardCase
    const texts = [anchor, closer, farther]
    const row = reference.similarities({ id, texts, values: [0, 1, 2], ruler: 'linear', period: null }, 0)
    return runCase(hardCase, reference.id, { closer: row[1], farther: row[2] })
  })
}

function runCase(
  { id, family, anchor, closer, farther, report }: HardCase,
  model: string,
  similarity: { closer: number; farther: number },
): RunCase {
  const margin = similarity.closer - similarity.farther
  const verdict = verdictOf(margin)
  return { id, family, model, anchor, closer, farther, similarity, margin, verdict, ...report }
}
