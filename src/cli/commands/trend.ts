import { setImmediate } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { groups, type OptionsOf, type Program, shared, wholeNumber } from '../options.ts'
import { showProgress } from '../progress.ts'
import { widthOf } from '../wrapped.ts'

function command(program: Program) {
  return program
    .command('trend')
    .description('follow a model through its training: what each checkpoint scores, and the first change')
    .argument('<run...>', 'run files, or folders with a run.json: one for each checkpoint, or one with all')
    .optionsGroup(groups.what)
    .option('--measure <id>', 'the measure that is followed', 'concordance')
    .option('--seed <number>', 'seed of the resamples', wholeNumber('--seed'), 1)
    .addOption(shared.json)
    .addHelpText(
      'after',
      `
The step of a run is its tag (probe --tag step=500), or the number in a label, spec or file name
such as step-500; where none has one, runs are ordered by when they were made.

Examples:
  numeracy trend runs/*/run.json
  numeracy trend step-0.json step-500.json --json
  numeracy export runs/*/run.json --to trend.png     the same as a picture
  numeracy report runs/*/run.json --out trend        the same as a page`,
    )
}

export function addTrend(program: Program, context: Context): void {
  command(program).action((runs, options) => run(runs, options, context))
}

async function run(
  runs: readonly string[],
  { measure, seed, json }: OptionsOf<typeof command>,
  context: Context,
): Promise<void> {
  const { trend } = await import('../../usecases/trend.ts')
  const { readNamedRuns } = await import('../named-runs.ts')
  const { cwd, stdout, signal } = context
  const named = await readNamedRuns(runs, cwd)
  const progress = showProgress([{ title: 'series', owns: ({ type }) => type === 'measured' }], context)
  const options = { measure, seed, listen: progress.listen, signal, pause: setImmediate }
  const found = await progress.during(() => trend(named, options))
  if (json) {
    stdout.write(`${JSON.stringify(found, null, 2)}\n`)
    return
  }
  const { trendText } = await import('../trend-text.ts')
  stdout.write(trendText(found, widthOf(stdout)))
}
