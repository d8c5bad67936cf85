import type { Command } from 'commander'
import type { FailedModel } from '../../experiments/failed-models.ts'
import type { NearestAnswer, NearestResult } from '../../experiments/nearest-answer.ts'
import type { Family } from '../../series/series.ts'
import type { Context, Output } from '../context.ts'
import { longWaits } from '../long-wait.ts'
import { cacheDirectory, oneOf, repeated } from '../options.ts'

interface Options {
  readonly as?: Family
  readonly embed?: string[]
  readonly rerank?: string[]
  readonly json?: boolean
}

export function addAsk(program: Command, context: Context): void {
  program
    .command('ask')
    .description('which of the candidates does a model place nearest to the anchor, and is that true?')
    .argument('<anchor>', 'what the candidates are compared with')
    .argument('<candidates...>', 'two or more texts to choose from')
    .option(
      '--as <family>',
      'read the texts as number, version, date, time or money (default: as they read)',
      oneOf('--as', ['number', 'version', 'date', 'time', 'money']),
    )
    .option('--embed <spec>', 'an embedding model; may repeat (default: bundled:use-lite)', repeated)
    .option('--rerank <spec>', 'a reranker; may repeat', repeated)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  numeracy ask 9 9.9 9.11\n  numeracy ask 10.0 9.9 9.11 --as version\n  numeracy ask 2024-01-01 2023-12-31 2024-12-31',
    )
    .action(async (anchor: string, candidates: string[], options: Options) => {
      const { runAsk } = await import('../run-ask.ts')
      const { as = null, embed = [], rerank = [], json } = options
      const cache = cacheDirectory(program.opts<{ cache?: string }>().cache, context)
      const failed: FailedModel[] = []
      const waits = longWaits(() => context.now().getTime())
      const { models, result } = await runAsk(
        { anchor, candidates, as, embed, rerank, cache },
        context,
        event => {
          const message = event.type === 'notice' ? event.message : waits(event)
          if (message !== null) context.stderr.write(`note: ${message}\n`)
        },
        each => failed.push(each),
      ).catch(async error => {
        const { endingError } = await import('../../experiments/failed-models.ts')
        throw endingError(failed, error)
      })
      const standIns = new Set(
        models.flatMap(({ id, model }) => (model.kind === 'reranker' && model.standIn ? [id] : [])),
      )
      context.stdout.write(
        json ? `${JSON.stringify(result, null, 2)}\n` : await told(result, standIns, context.stdout),
      )
      if (failed.length > 0) {
        const { failedModels } = await import('../../experiments/failed-models.ts')
        throw failedModels(failed, 'The answers of the others are printed.')
      }
    })
}

async function told(result: NearestResult, standIns: ReadonlySet<string>, stdout: Output): Promise<string> {
  const { table } = await import('../table.ts')
  const { widthOf, wrapped } = await import('../wrapped.ts')
  const width = widthOf(stdout)
  const parts = result.models.map(answer => {
    const note = standIns.has(answer.model) ? ' (a dual encoder standing in for a cross-encoder)' : ''
    const rows = answer.candidates.map(({ text, similarity, tokens }) => [
      text === answer.nearest ? '→' : '',
      text,
      similarity.toFixed(6),
      tokens === null ? 'not known' : tokens.join(' | '),
    ])
    const columns = [
      { title: '' },
      { title: 'candidate' },
      { title: 'similarity', align: 'right' as const },
      { title: 'tokens' },
    ]
    return `${answer.model}${note}\n${table(columns, rows, width)}${wrapped(sentence(result, answer), width)}\n`
  })
  return parts.join('\n')
}

function sentence(
  { anchor, as, reason }: NearestResult,
  { nearest, truth, verdict, margin }: NearestAnswer,
): string {
  if (truth === null) {
    const why =
      reason === null
        ? 'two are equally near'
        : `${reason}${as === null ? '; --as says how to read them' : ''}`
    return `It places ${nearest} nearest to ${anchor}. Whether that is true is not known: ${why}.`
  }
  if (verdict === 'tie')
    return `Tie: it cannot tell which is nearest to ${anchor}. True, read as ${as}: ${truth}.`
  const judgement = verdict === 'right' ? 'Right' : 'Wrong'
  return `${judgement}: it places ${nearest} nearest to ${anchor}. True, read as ${as}: ${truth}. Margin ${margin!.toFixed(4)}.`
}
