import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { wholeNumber } from '../options.ts'

interface Options {
  readonly measure: string
  readonly seed: number
  readonly markdown?: boolean
  readonly json?: boolean
}

export function addCompare(program: Command, context: Context): void {
  program
    .command('compare')
    .description('compare the models of one run or of several: which is better, and is it more than noise?')
    .argument('<run...>', 'run files, or folders with a run.json')
    .option('--measure <id>', 'the measure that is compared', 'concordance')
    .option('--seed <number>', 'seed of the resamples', wholeNumber('--seed'), 1)
    .option('--markdown', 'print Markdown')
    .option('--json', 'print JSON, and nothing else, on stdout')
    .addHelpText(
      'after',
      `
Examples:
  numeracy compare monday/run.json tuesday/run.json
  numeracy compare numeracy-report --measure rsa --json`,
    )
    .action(async (runs: string[], { measure, seed, markdown, json }: Options) => {
      const { runCompare } = await import('../run-compare.ts')
      const as = json ? 'json' : markdown ? 'markdown' : 'text'
      await runCompare({ runs, measure, seed, as }, context)
    })
}
