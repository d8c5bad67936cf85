import type { Command } from 'commander'
import { exportNames } from '../../report/export/format.ts'
import type { Context } from '../context.ts'
import { cacheDirectory, millimetres, oneOf } from '../options.ts'

interface Options {
  readonly to: string
  readonly series?: string
  readonly model?: string
  readonly prompt?: string
  readonly experiment?: 'pairs' | 'zero'
  readonly figureWidth?: number
  readonly json?: boolean
}

export function addExport(program: Command, context: Context): void {
  program
    .command('export')
    .description(
      'write a part of a run for another program: a matrix, the measures, a report, a figure or a card',
    )
    .argument('<run>', 'a run file, or a folder with a run.json')
    .requiredOption('--to <file>', 'the file to write; the end of its name decides what it holds')
    .option('--series <id>', 'of this series')
    .option(
      '--model <id>',
      'of this model: its id in the run, its spec, or any name that the tool shows it under',
    )
    .option('--prompt <text>', 'of this question, where a reranker was asked several')
    .option('--experiment <name>', 'of pairs or zero', oneOf('--experiment', ['pairs', 'zero']))
    .option(
      '--figure-width <mm>',
      'figures for a paper: this wide, fonts embedded, 300 dpi',
      millimetres('--figure-width'),
    )
    .option(
      '--json',
      'print the names of the files that were written, and what of the run they hold, as JSON',
    )
    .addHelpText(
      'after',
      `
Names:
${exportNames}
What stands before the end of a name is free: my-measures.csv holds measures, dates.csv a matrix.
Where several fit, the first of the run is taken, and a note says so. A file that is there is
replaced.

Examples:
  numeracy export run.json --to dates.npy --series dates
  numeracy export numeracy-report --to model-card.md --model bundled:use-lite`,
    )
    .action(async (run: string, options: Options) => {
      const { runExport } = await import('../run-export.ts')
      await runExport(
        {
          run,
          to: options.to,
          selector: {
            series: options.series ?? null,
            model: options.model ?? null,
            prompt: options.prompt ?? null,
            experiment: options.experiment ?? null,
          },
          figureWidth: options.figureWidth ?? null,
          json: options.json ?? false,
          cache: cacheDirectory(program.opts<{ cache?: string }>().cache, context),
        },
        context,
      )
    })
}
