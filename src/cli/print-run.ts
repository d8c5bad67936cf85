import type { Run } from '../store/run.ts'
import type { Context } from './context.ts'
import type { ReportPlace } from './report-place.ts'
import { widthOf } from './wrapped.ts'

/** Prints a run that was just made: as JSON, or what it shows and where its report is. */
export async function printRun(
  run: Run,
  json: true | undefined,
  out: ReportPlace | null,
  context: Context,
): Promise<void> {
  const { stdout } = context
  if (json) {
    const { runText } = await import('../store/run-text.ts')
    stdout.write(runText(run))
    return
  }
  const { runSummary } = await import('./run-summary.ts')
  stdout.write(`${runSummary(run, widthOf(stdout))}\n`)
  if (out === null) {
    stdout.write('Add --out DIR for the report, the figures and the run file.\n')
    return
  }
  const { writeOpenLine } = await import('./open-line.ts')
  writeOpenLine(out.folder, context)
}
