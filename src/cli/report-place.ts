import type { ReportOptions } from '../report/write-report.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import type { Run } from '../store/run.ts'
import type { outlineOf } from '../usecases/probe.ts'

type RunOutline = ReturnType<typeof outlineOf>

/** The folder of a report. */
export interface ReportPlace {
  readonly folder: string
  /** @throws NumeracyError `usage` where the report of another run stands there */
  check(run: RunOutline, cache?: AnswerCache): Promise<void>
  /** Whether the report there is of a run that has more than this one, such as the model that failed now. */
  holdsMoreThan(run: Run): Promise<boolean>
  /** Draws what is not drawn yet, and writes the report. */
  write(run: Run, drawing: Pick<ReportOptions, 'cache' | 'listen' | 'signal'>): Promise<unknown>
}

/** @throws NumeracyError `storage` */
export async function reportPlace(
  folder: string,
  { force = false, figureWidth = null }: Pick<ReportOptions, 'force' | 'figureWidth'>,
): Promise<ReportPlace> {
  const { checkWritableFolder } = await import('../store/runs.ts')
  const { checkEarlierReport } = await import('../report/earlier-report.ts')
  await checkWritableFolder(folder)
  const check = (run: RunOutline, cache?: AnswerCache) =>
    checkEarlierReport(folder, { kind: 'run', run }, cache)
  return {
    folder,
    check: async (run, cache) => void (force || (await check(run, cache))),
    holdsMoreThan: run =>
      check(run).then(
        () => false,
        () => true,
      ),
    async write(run, drawing) {
      const { writeReport } = await import('../report/write-report.ts')
      const { anotherDrawer } = await import('./draw-thread.ts')
      await writeReport(run, folder, { ...drawing, figureWidth, force, another: anotherDrawer })
    },
  }
}

/** Modules are loaded once, however often this is called. A failure shows where they are used. */
export function loadDrawing(): void {
  import('../report/figure-drawer.ts').catch(() => {})
}

/** What became of the models that did not fail, for the error that ends the command. */
export function othersOf(out: ReportPlace | null, isWritten: boolean): string {
  const done = isWritten ? 'printed and written' : 'printed'
  const kept = out !== null && !isWritten ? ` ${out.folder} was left as it was: it holds more.` : ''
  return `The results of the others are ${done}.${kept} The same command asks only for what is missing.`
}
