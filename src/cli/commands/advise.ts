import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { ModelKind } from '../../models/adapters/family.ts'
import { type BudgetOptions, budgetOf, withBudgetOptions } from '../budget.ts'
import type { Context } from '../context.ts'
import { cacheDirectory, oneOf, repeated, wholeNumber } from '../options.ts'

interface Options extends BudgetOptions {
  readonly as?: ModelKind
  readonly subject?: string[]
  readonly seed: number
  readonly out?: string
  readonly force?: boolean
  readonly json?: boolean
}

export function addAdvise(program: Command, context: Context): void {
  withBudgetOptions(
    program
      .command('advise')
      .description('how should numbers, prices, dates and times be written for a model?')
      .argument('<spec>', 'a model, such as bundled:use-lite')
      .option(
        '--as <role>',
        'embedder or reranker (default: whatever the model serves as)',
        oneOf<ModelKind>('--as', ['embedder', 'reranker']),
      )
      .option('--subject <subject>', 'numbers, prices, dates or times; may repeat (default: all)', repeated)
      .option('--seed <number>', 'seed of all randomness', wholeNumber('--seed'), 1)
      .option('--out <dir>', 'write a report with the plots into this folder')
      .option('--force', 'replace the report of another run, where --out holds one')
      .option('--json', 'print JSON, and nothing else, on stdout'),
  )
    .addHelpText(
      'after',
      `
Examples:
  numeracy advise bundled:use-lite
  numeracy advise bundled:use-lite --subject prices --out advice
  numeracy advise jina:jina-reranker-v2-base-multilingual --dry-run`,
    )
    .action(async (spec: string, options: Options) => {
      const { runAdvise } = await import('../run-advise.ts')
      await runAdvise(
        {
          spec,
          as: options.as ?? null,
          subjects: options.subject ?? [],
          seed: options.seed,
          out: options.out === undefined ? null : resolve(context.cwd, options.out),
          force: options.force ?? false,
          json: options.json ?? false,
          dryRun: options.dryRun ?? false,
          budget: budgetOf(options),
          cache: cacheDirectory(program.opts<{ cache?: string }>().cache, context),
        },
        context,
      )
    })
}
