import { relative, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { cacheDirectory } from '../options.ts'

export function addReport(program: Command, context: Context): void {
  program
    .command('report')
    .description('write the report and the figures of a run file')
    .argument('<run>', 'a run file, as probe writes it')
    .option('--out <dir>', 'folder for the report (default: numeracy-report)')
    .option('--json', 'print the names of the files that were written as JSON')
    .addHelpText('after', '\nExample:\n  numeracy report run.json --out numeracy-report')
    .action(async (file: string, { out = 'numeracy-report', json }: { out?: string; json?: boolean }) => {
      const { readRun, checkWritableFolder } = await import('../../store/runs.ts')
      const { openCache } = await import('../../store/open-cache.ts')
      const { writeReport } = await import('../../report/write-report.ts')
      const { showProgress } = await import('../progress.ts')
      const { cwd, signal } = context
      const run = await readRun(resolve(cwd, file))
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
        const files = await writeReport(run, directory, { cache, listen: progress.listen, signal })
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
    })
}
