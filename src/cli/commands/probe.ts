import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Suite } from '../../experiments/inquiry.ts'
import type { Roles } from '../../matrix/block.ts'
import { type BudgetOptions, budgetOf, withBudgetOptions } from '../budget.ts'
import type { Context } from '../context.ts'
import { withLocalFlags } from '../local-flags.ts'
import { cacheDirectory, millimetres, oneOf, repeated, wholeNumber } from '../options.ts'

interface Options extends BudgetOptions {
  readonly embed?: string[]
  readonly rerank?: string[]
  readonly pooling?: string
  readonly prefix?: string
  readonly series?: string[]
  readonly suite: Suite
  readonly template?: string
  readonly prompt?: string[]
  readonly roles: Roles
  readonly article?: boolean
  readonly controls?: boolean
  readonly tokenizer?: string
  readonly seed: number
  readonly out?: string
  readonly force?: boolean
  readonly figureWidth?: number
  readonly json?: boolean
}

export function addProbe(program: Command, context: Context): void {
  withBudgetOptions(
    program
      .command('probe')
      .description('run the experiment: how do models place numbers, prices, dates and times on a line?')
      .option('--embed <spec>', 'an embedding model; may repeat (default: bundled:use-lite)', repeated)
      .option(
        '--rerank <spec>',
        'a reranker; may repeat (default: bundled:use-lite, unless --embed is given)',
        repeated,
      )
      .option(
        '--pooling <way>',
        'how a local embedder makes one vector of many: mean, cls or last (default: as its files say)',
      )
      .option('--prefix <text>', 'put before each document of a local embedder (default: as its files say)')
      .option(
        '--series <series>',
        'an id, a file, or a range A..B[:STEP]; may repeat (default: the nine of the article)',
        repeated,
      )
      .option(
        '--suite <suite>',
        'article: the nine series; index: one number for a model, from twelve drawn series',
        oneOf<Suite>('--suite', ['article', 'index']),
        'article',
      )
      .option('--template <text>', 'put every document into a text with {d}')
      .option('--prompt <text>', 'the question to rerankers, with {d}; may repeat', repeated)
      .option(
        '--roles <roles>',
        'same: both sides are documents; query-document: rows are queries',
        oneOf<Roles>('--roles', ['same', 'query-document']),
        'same',
      )
      .option(
        '--controls',
        'ask every model also with permuted digits and, of rerankers, with other questions (default: of models that cost nothing)',
      )
      .option('--no-controls', 'ask no controls')
      .option('--tokenizer <file>', 'a tokenizer.json, for models that do not tell their own')
      .option('--article', 'the article: its two models, its nine series, its prompts; needs JINA_API_KEY')
      .option('--seed <number>', 'seed of all randomness', wholeNumber('--seed'), 1)
      .option('--out <dir>', 'write report, figures and run file into this folder')
      .option('--force', 'replace the report of another run, where --out holds one')
      .option(
        '--figure-width <mm>',
        'figures for a paper: this wide, fonts embedded, 300 dpi',
        millimetres('--figure-width'),
      )
      .option('--json', 'print the run file, and nothing else, on stdout'),
  )
    .addHelpText(
      'after',
      `
Examples:
  numeracy probe --out numeracy-report
  numeracy probe --series integers --series prices.csv --json > run.json
  numeracy probe --series 1..500:7 --template 'The price is {d} dollars.'`,
    )
    .action(async (options: Options) => {
      const { runProbe } = await import('../run-probe.ts')
      const { cwd } = context
      await runProbe(
        {
          embed: withLocalFlags(options.embed ?? [], { pooling: options.pooling, prefix: options.prefix }),
          rerank: options.rerank ?? [],
          series: options.series ?? [],
          suite: options.suite,
          template: options.template ?? null,
          prompts: options.prompt ?? [],
          roles: options.roles,
          controls: options.controls === undefined ? 'free' : options.controls ? 'all' : 'none',
          tokenizer: options.tokenizer === undefined ? null : resolve(cwd, options.tokenizer),
          seed: options.seed,
          out: options.out === undefined ? null : resolve(cwd, options.out),
          force: options.force ?? false,
          figureWidth: options.figureWidth ?? null,
          json: options.json ?? false,
          dryRun: options.dryRun ?? false,
          article: options.article ?? false,
          budget: budgetOf(options),
          cache: cacheDirectory(program.opts<{ cache?: string }>().cache, context),
        },
        context,
      )
    })
}
