import { resolve } from 'node:path'
import type { Command } from 'commander'
import { NumeracyError } from '../../base/error.ts'
import type { Ruler } from '../../series/ruler.ts'
import type { TableKind } from '../../store/table/score-shape.ts'
import type { Context } from '../context.ts'
import { cacheDirectory, oneOf, wholeNumber } from '../options.ts'

interface Options {
  readonly kind?: TableKind
  readonly values?: string
  readonly ruler?: Ruler
  readonly period?: number
  readonly seed: number
  readonly out?: string
  readonly force?: boolean
  readonly json?: boolean
}

export function addScore(program: Command, context: Context): void {
  program
    .command('score')
    .description('score similarities, distances or vectors from any tool as those of a model are')
    .argument('<file>', 'JSON with all that belongs to them, or CSV, .npy or Parquet with the numbers alone')
    .option(
      '--kind <kind>',
      'what the numbers are: similarities, distances or vectors (default: as JSON says)',
      oneOf('--kind', ['similarities', 'distances', 'vectors']),
    )
    .option('--values <file>', 'the values of the documents, one a line (default: as JSON says)')
    .option(
      '--ruler <ruler>',
      'how values are compared: linear, log or circular (default: as JSON says, else linear)',
      oneOf('--ruler', ['linear', 'log', 'circular']),
    )
    .option('--period <number>', 'length of the circle, of a circular ruler', positiveNumber)
    .option('--seed <number>', 'seed of all randomness', wholeNumber('--seed'), 1)
    .option('--out <dir>', 'write the report too')
    .option('--force', 'replace the report of another run, where --out holds one')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  numeracy score similarities.json\n  numeracy score distances.npy --kind distances --values values.txt --json',
    )
    .action(async (file: string, options: Options) => {
      const { runScore } = await import('../run-score.ts')
      await runScore(
        {
          file,
          kind: options.kind ?? null,
          values: options.values ?? null,
          ruler: options.ruler ?? null,
          period: options.period ?? null,
          seed: options.seed,
          out: options.out === undefined ? null : resolve(context.cwd, options.out),
          force: options.force ?? false,
          json: options.json ?? false,
          cache: cacheDirectory(program.opts<{ cache?: string }>().cache, context),
        },
        context,
      )
    })
}

function positiveNumber(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value
  throw new NumeracyError(
    'usage',
    `--period: got ${JSON.stringify(text)}; expected a number above 0, such as --period 24.`,
  )
}
