import { resolve } from 'node:path'
import type { Event } from '../../base/events.ts'
import { type Context, settingsOf } from '../context.ts'
import { cacheDirectory, groups, type OptionsOf, type Program, shared } from '../options.ts'
import { printRun } from '../print-run.ts'
import { showProgress } from '../progress.ts'
import { reportPlace } from '../report-place.ts'

function command(program: Program) {
  return program
    .command('merge')
    .description('make one run of the parts that `numeracy probe --shard` asked on several machines')
    .argument('<answers...>', 'the files of all parts, in any order')
    .optionsGroup(groups.output)
    .addOption(shared.out)
    .addOption(shared.open)
    .addOption(shared.force)
    .addOption(shared.figureWidth)
    .option('--json', 'print the run file, and nothing else, on stdout')
    .addHelpText(
      'after',
      '\nExamples:\n  numeracy merge *.answers --out numeracy-report\n  numeracy merge answers/*.answers --json > run.json',
    )
}

export function addMerge(program: Program, context: Context): void {
  command(program).action((files, options) => run(files, options, cacheDirectory(program, context), context))
}

async function run(
  files: readonly string[],
  { json, open, ...options }: OptionsOf<typeof command>,
  folderOfCache: string,
  context: Context,
): Promise<void> {
  const { merge } = await import('../../usecases/merge.ts')
  const { withCacheAt } = await import('../../usecases/session.ts')
  const { onThreads } = await import('../judge-threads.ts')
  const { cwd, signal } = context
  const out = options.out === undefined ? null : await reportPlace(resolve(cwd, options.out), options)
  const progress = showProgress(
    [
      { title: 'measures', owns: ({ type }: Event) => type === 'measured' },
      ...(out === null ? [] : [{ title: 'figures and report', owns: ({ type }: Event) => type === 'drawn' }]),
    ],
    context,
  )
  const { listen } = progress
  const made = await progress.during(async () => {
    const paths = files.map(file => resolve(cwd, file))
    const merged = await onThreads(judge => merge(paths, { ...settingsOf(context), listen, judge }))
    if (out !== null) {
      await out.check(merged)
      await withCacheAt(folderOfCache, listen, cache => out.write(merged, { cache, listen, signal }))
    }
    return merged
  })
  await printRun(made, json, out, context)
  if (open && out !== null) {
    const { openReport } = await import('../open-line.ts')
    await openReport(out.folder, context)
  }
}
