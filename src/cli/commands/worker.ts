import { counted } from '../../base/counted.ts'
import { NumeracyError } from '../../base/error.ts'
import { type Context, loud, settingsOf } from '../context.ts'
import { aboutSpecs, groups, type OptionsOf, type Program, shared, wholeNumber } from '../options.ts'

function command(program: Program) {
  return program
    .command('worker')
    .description('ask models for every probe that uses the same queue, on this and other machines')
    .addOption(shared.embed)
    .addOption(shared.rerank)
    .optionsGroup(groups.machines)
    .requiredOption(
      '--queue <address>',
      'the queue: redis://[USER:PASSWORD@]HOST:PORT[?prefix=NAME], rediss:// for TLS',
    )
    .option(
      '--concurrency <number>',
      'most requests to a model at one time (default: what the model takes, else 16)',
      requestsAtOnce,
    )
    .optionsGroup(groups.output)
    .option('--json', 'print what was done as JSON when the worker ends, and nothing else, on stdout')
    .addHelpText(
      'after',
      `${aboutSpecs}
Examples:
  numeracy worker --queue redis://10.0.0.5:6379 --embed ./my-model
  numeracy worker --queue 'rediss://queue.example:6380?prefix=team' --rerank cohere:rerank-v3.5`,
    )
}

const readConcurrency = wholeNumber('--concurrency')

/** @throws NumeracyError `usage` */
function requestsAtOnce(value: string): number {
  const count = readConcurrency(value)
  if (count >= 1 && count <= 1000) return count
  throw new NumeracyError(
    'usage',
    `--concurrency: got ${count}; expected 1 to 1000, such as --concurrency 16.`,
  )
}

export function addWorker(program: Program, context: Context): void {
  command(program).action(options => run(options, context))
}

async function run(
  { embed, rerank, queue, concurrency, json }: OptionsOf<typeof command>,
  context: Context,
): Promise<void> {
  const { queueAddress } = await import('../../jobs/queue-address.ts')
  const { serve } = await import('../../jobs/serve.ts')
  const { inSession } = await import('../../usecases/session.ts')
  const { env, signal, tool, wait, stdout, stderr } = context
  const address = queueAddress(queue, env)
  const done = { answered: 0, failed: 0, tried: 0 }
  await inSession({ embed, rerank }, settingsOf(context), async ({ models }) => {
    // What is under way is paid for: it is finished, however long that takes.
    context.finishAtLeisure?.()
    await serve(
      models.map(({ model }) => model),
      {
        address,
        version: tool.version,
        concurrency,
        wait,
        signal,
        onReady() {
          stderr.write(
            `Answering for ${models.map(({ id }) => id).join(' and ')} at ${address.shown}. Ctrl-C or SIGTERM ends this when the requests under way are done.\n`,
          )
        },
        onNotice: message => void stderr.write(`${message}\n`),
        onRequest({ model, outcome, message }) {
          done[outcome]++
          const name = models.find(each => each.model.id === model.id)?.id
          if (outcome === 'failed') loud(context).write(`${name}: failed: ${message}\n`)
          else if (outcome !== 'answered') stderr.write(`${name}: will be tried again: ${message}\n`)
        },
      },
    )
  })
  const { answered, failed } = done
  stdout.write(
    json
      ? `${JSON.stringify({ answered, failed }, null, 2)}\n`
      : `Done: ${counted(answered, 'request')} answered, ${failed.toLocaleString('en')} failed.\n`,
  )
}
