import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { cacheDirectory, repeated, wholeNumber } from '../options.ts'

interface Options {
  readonly embed?: string[]
  readonly rerank?: string[]
  readonly seed: number
  readonly markdown?: boolean
  readonly json?: boolean
  readonly dryRun?: boolean
  readonly maxRequests?: number
  readonly maxTokens?: number
}

export function addReproduce(program: Command, context: Context): void {
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
    .option('--json', 'print JSON, and nothing else, on stdout')
    .option('--dry-run', 'say what would be asked and what it would cost, and ask nothing')
    .option(
      '--max-requests <number>',
      'start nothing that needs more requests',
      wholeNumber('--max-requests'),
    )
    .option('--max-tokens <number>', 'start nothing that needs more tokens', wholeNumber('--max-tokens'))
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
          budget: { requests: options.maxRequests ?? null, tokens: options.maxTokens ?? null },
          cache: cacheDirectory(program.opts<{ cache?: string }>().cache, context),
        },
        context,
      )
    })
}
