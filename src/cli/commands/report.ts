import { relative, resolve } from 'node:path'
import type { Event } from '../../base/events.ts'
import type { Context } from '../context.ts'
import { cacheDirectory, groups, type OptionsOf, type Program, shared } from '../options.ts'
import { showProgress } from '../progress.ts'

function command(program: Program) {
  return program
    .command('report')
    .description('write the report and the figures of a run; of several runs, one page that compares them')
    .argument('<run...>', 'run files as probe writes them, or folders with a run.json')
    .optionsGroup(groups.output)
    .option('-o, --out <dir>', 'folder for the report (default: numeracy-report)')
    .addOption(shared.open)
    .addOption(shared.force)
    .addOption(shared.figureWidth)
    .option('--json', 'print the names of the files that were written as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  numeracy report run.json --out numeracy-report\n  numeracy report monday tuesday --out both',
    )
}

export function addReport(program: Program, context: Context): void {
  command(program).action((given, options) => run(given, options, cacheDirectory(program, context), context))
}

async function run(
  given: readonly string[],
  { out = 'numeracy-report', json, open, ...options }: OptionsOf<typeof command>,
  folderOfCache: string,
  context: Context,
): Promise<void> {
  const { checkWritableFolder } = await import('../../store/runs.ts')
  const { readNamedRuns } = await import('../named-runs.ts')
  const { withCacheAt } = await import('../../usecases/session.ts')
  const { writeReport, writeReports } = await import('../../report/write-report.ts')
  const { anotherDrawer } = await import('../draw-thread.ts')
  const { cwd, signal, stdout } = context
  const force = options.force ?? false
  const figureWidth = options.figureWidth ?? null
  const runs = await readNamedRuns(given, cwd)
  const directory = resolve(cwd, out)
  await checkWritableFolder(directory)
  const drawing = { title: 'figures and report', owns: ({ type }: Event) => type === 'drawn' }
  const progress = showProgress([drawing], context)
  const { listen } = progress
  const files = await progress.during(() =>
    withCacheAt(folderOfCache, listen, cache => {
      const options = { cache, listen, signal, figureWidth, force, another: anotherDrawer }
      return runs.length === 1
        ? writeReport(runs[0].run, directory, options)
        : writeReports(runs, directory, options)
    }),
  )
  const folder = relative(cwd, directory) || directory
  if (json) {
    stdout.write(`${JSON.stringify({ directory: folder, files }, null, 2)}\n`)
    return
  }
  const { openReport, writeOpenLine } = await import('../open-line.ts')
  writeOpenLine(directory, context)
  if (open) await openReport(directory, context)
}
