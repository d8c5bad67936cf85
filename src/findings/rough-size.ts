import { magnitude } from '../matrix/references/magnitude.ts'
import { type Run, runIndex } from '../store/run.ts'

/**
 * The concordance of whoever reads the length of a number and its first digit, and no more: a line that a high score is
 * held against. Null on series that are no numbers or prices, and where a run does not hold it.
 */
export function roughSize(run: Pick<Run, 'measures' | 'verdicts'>, series: string): number | null {
  return runIndex(run).measure({ series, model: magnitude.id, prompt: null }, 'concordance')?.value ?? null
}
