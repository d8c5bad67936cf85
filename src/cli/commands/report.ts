import { relative, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { cacheDirectory, millimetres } from '../options.ts'

interface Options {
  readonly out?: string
  readonly force?: boolean
  readonly json?: boolean
  readonly figureWidth?: number
}

export function addReport(program: Command, context: Context): void {
  program
    .command('report')
    .description('write the report and the figures of a run file; of several, one page that compares them')
    .argument('<run...>', 'run files as probe writes them, or folders with a run.json')
    .option('--out <dir>', 'folder for the report (default: numeracy-report)')
    .option('--force', 'replace the report of another run, where --out holds one')
    .option(
      '--figure-width <mm>',
      'figures for a paper: this wide, fonts embedded, 300 dpi',
      millimetres('--figure-width'),
    )
    .option('--json', 'print the names of the files that were written as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  numeracy report run.json --out numeracy-report\n  numeracy report monday tuesday --out both',
    )
    .action(
      async (given: string[], { out = 'numeracy-report', force = false, json, figureWidth }: Options) => {
        const { checkWritableFolder } = await import('../../store/runs.ts')
        const { readNamedRuns } = await import('../named-runs.ts')
        const { openCache } = await import('../../store/open-cache.ts')
        const { writeReport, writeReports } = await import('../../report/write-report.ts')
        const { showProgress } = await import('../progress.ts')
        const { cwd, signal } = context
        const runs = await readNamedRuns(given, cwd)
        const directory = resolve(cwd, out)
        await checkWritableFolder(directory)
        const progress = await showProgress(
          [{ title: 'figures and report', owns: event => event.type === 'drawn' }],
          context,
        )
        const cache = openCache({
          directory: cacheDirectory(program.opts<{ cache?: string }>().cache, context),
          listen: progress.listen,
        })
        try {
          const drawing = { cache, listen: progress.listen, signal, figureWidth: figureWidth ?? null, force }
          const files =
            runs.length === 1
              ? await writeReport(runs[0].run, directory, drawing)
              : await writeReports(runs, directory, drawing)
          await progress.finish()
          const folder = relative(cwd, directory) || directory
          context.stdout.write(
            json ? `${JSON.stringify({ directory: folder, files }, null, 2)}\n` : `${folder}\n`,
          )
        } catch (error) {
          await progress.finish(error)
          throw error
        } finally {
          cache.close()
        }
      },
    )
}
