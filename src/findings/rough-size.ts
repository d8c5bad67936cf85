import { magnitude } from '../matrix/references/magnitude.ts'
import { type Run, runIndex } from '../store/run.ts'

/**
 * The concordance of reading only the length of a number and its first digit: a line to compare a high score with. Null on series that are no numbers or prices, and where a run does not hold it.
 */
export function roughSize(run: Pick<Run, 'measures' | 'verdicts'>, series: string): number | null {
  return runIndex(run).measure({ series, model: magnitude.id, prompt: null }, 'concordance')?.value ?? null
}
