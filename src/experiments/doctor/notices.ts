import type { Check } from './check.ts'

/** What the model's own files make known: a similarity that is not compared by here, weights that were picked. */
export function noticesCheck<Exam>(noticesIn: (exam: Exam) => readonly string[] | undefined): Check<Exam> {
  return {
    id: 'notices',
    title: 'what its files say',
    applies: exam => (noticesIn(exam) ?? []).length > 0,
    run: async exam => ({ verdict: 'warn', evidence: (noticesIn(exam) ?? []).join(' ') }),
  }
}
