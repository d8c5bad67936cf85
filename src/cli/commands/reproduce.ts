import type { Command } from 'commander'
import { type BudgetOptions, budgetOf, withBudgetOptions } from '../budget.ts'
import type { Context } from '../context.ts'
import { cacheDirectory, repeated, wholeNumber } from '../options.ts'

interface Options extends BudgetOptions {
  readonly embed?: string[]
  readonly rerank?: string[]
  readonly seed: number
  readonly markdown?: boolean
  readonly json?: boolean
}

export function addReproduce(program: Command, context: Context): void {
  withBudgetOptions(
    program
      .command('reproduce')
      .description('run published analyses on any model, our value beside the published one')
      .argument('[name...]', 'analyses; all for every one (default: list them)')
      .option('--embed <spec>', 'an embedding model; may repeat (default: bundled:use-lite)', repeated)
      .option(
        '--rerank <spec>',
        'a reranker; may repeat (default: bundled:use-lite, unless --embed is given)',
        repeated,
      )
      .option('--seed <number>', 'seed of all randomness', wholeNumber('--seed'), 1)
      .option('--markdown', 'print Markdown')
      .option('--json', 'print JSON, and nothing else, on stdout'),
  )
    .addHelpText(
      'after',
      `
Examples:
  numeracy reproduce
  numeracy reproduce cacioli-2026
  numeracy reproduce tempreason-2023 --embed ./all-MiniLM-L6-v2`,
    )
    .action(async (names: string[], options: Options) => {
      const { runReproduce } = await import('../run-reproduce.ts')
      await runReproduce(
        {
          names,
          embed: options.embed ?? [],
          rerank: options.rerank ?? [],
          seed: options.seed,
          as: options.json ? 'json' : options.markdown ? 'markdown' : 'text',
          dryRun: options.dryRun ?? false,
          budget: budgetOf(options),
          cache: cacheDirectory(program.opts<{ cache?: string }>().cache, context),
        },
        context,
      )
    })
}
