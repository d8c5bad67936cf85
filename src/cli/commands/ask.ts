import type { FailedModel } from '../../usecases/failed-models.ts'
import { type Context, settingsOf } from '../context.ts'
import { longWaits } from '../long-wait.ts'
import {
  aboutSpecs,
  cacheDirectory,
  groups,
  type OptionsOf,
  oneOf,
  type Program,
  repeated,
  shared,
} from '../options.ts'
import { widthOf } from '../wrapped.ts'

function command(program: Program) {
  return program
    .command('ask')
    .description('ask models which candidate is closest to an anchor, and check the answer')
    .argument('<anchor>', 'what the candidates are compared with')
    .argument('<candidates...>', 'two or more texts to choose from')
    .optionsGroup(groups.what)
    .option(
      '--as <family>',
      'what the texts are: number, version, date, time or money (default: as they look)',
      oneOf('--as', ['number', 'version', 'date', 'time', 'money']),
    )
    .addOption(shared.embed)
    .optionsGroup(groups.models)
    .option('--rerank <spec>', 'a reranker, as SPEC or NAME=SPEC; may repeat', repeated)
    .addOption(shared.json)
    .addHelpText(
      'after',
      `${aboutSpecs}\nExamples:\n  numeracy ask 9 9.9 9.11\n  numeracy ask 10.0 9.9 9.11 --as version\n  numeracy ask 2024-01-01 2023-12-31 2024-12-31`,
    )
}

export function addAsk(program: Program, context: Context): void {
  command(program).action((anchor, candidates, options) =>
    run(anchor, candidates, options, cacheDirectory(program, context), context),
  )
}

async function run(
  anchor: string,
  candidates: string[],
  { json, ...question }: OptionsOf<typeof command>,
  cache: string,
  context: Context,
): Promise<void> {
  const { ask } = await import('../../usecases/ask.ts')
  const { askedNames } = await import('../../findings/model-names.ts')
  const { endingError, failedModels } = await import('../../usecases/failed-models.ts')
  const failed: FailedModel[] = []
  let names: ReadonlyMap<string, string> = new Map()
  const waits = longWaits(
    () => context.now().getTime(),
    id => names.get(id) ?? id,
  )
  const result = await ask(
    { anchor, candidates, ...question },
    {
      ...settingsOf(context),
      cache,
      listen(event) {
        const message = event.type === 'notice' ? event.message : waits(event)
        if (message !== null) context.stderr.write(`note: ${message}\n`)
      },
      onFailed: each => failed.push(each),
      onBegin({ models }) {
        names = askedNames(models)
      },
    },
  ).catch(error => {
    throw endingError(failed, error)
  })
  const { answerTable } = await import('../answer-text.ts')
  context.stdout.write(
    json ? `${JSON.stringify(result, null, 2)}\n` : answerTable(result, names, widthOf(context.stdout)),
  )
  if (failed.length > 0) throw failedModels(failed, 'The answers of the others are printed.')
}
