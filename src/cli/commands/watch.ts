import { realpath } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { printableLine } from '../../base/control-characters.ts'
import { messageOf, NumeracyError } from '../../base/error.ts'
import type { Run } from '../../store/run.ts'
import type { ProbeRequest } from '../../usecases/probe.ts'
import type { Checkpoint } from '../checkpoints.ts'
import { type Context, loud, settingsOf } from '../context.ts'
import {
  aboutSpecs,
  cacheDirectory,
  groups,
  type OptionsOf,
  type Program,
  repeated,
  shared,
  wholeNumber,
} from '../options.ts'
import { showProgress } from '../progress.ts'

function command(program: Program) {
  return program
    .command('watch')
    .description('probe each new checkpoint of a folder, once')
    .argument('<folder>', 'the folder into which a training writes checkpoints, files or folders')
    .optionsGroup(groups.what)
    .option('--once', 'probe what is there and not probed yet, and end')
    .option(
      '--marker <file>',
      'a checkpoint is complete when it holds this file (default: when nothing in it changes any more)',
    )
    .option(
      '--every <seconds>',
      'look this often; a checkpoint that is the same at two looks is complete',
      wholeNumber('--every'),
      10,
    )
    .addOption(shared.seed)
    .optionsGroup(groups.models)
    .option(
      '--embed <spec>',
      'an embedding model, as SPEC with {path} for the checkpoint; may repeat',
      repeated,
    )
    .option('--rerank <spec>', 'a reranker, as SPEC with {path} for the checkpoint; may repeat', repeated)
    .optionsGroup(groups.series)
    .option(
      '--series <series>',
      'an id, a file, or a range A..B[:STEP]; may repeat (default: the nine of the article)',
      repeated,
    )
    .optionsGroup(groups.output)
    .option('-o, --out <dir>', 'folder of the runs, one file for each checkpoint', 'numeracy-runs')
    .option('--json', 'print a line of JSON for each checkpoint, and nothing else, on stdout')
    .addHelpText(
      'after',
      `${aboutSpecs}
Examples:
  numeracy watch checkpoints --embed 'command:python3 encode.py {path}' --series integers
  numeracy watch checkpoints --embed '{path}' --marker trainer_state.json --once`,
    )
}

type Options = OptionsOf<typeof command>

export function addWatch(program: Program, context: Context): void {
  command(program).action((folder, options) =>
    run(folder, options, cacheDirectory(program, context), context),
  )
}

/** Ends with the signal, or, with `--once`, when all are probed. What was probed is known by its run. */
async function run(given: string, options: Options, cache: string, context: Context): Promise<void> {
  const { checkpointsIn, specOf } = await import('../checkpoints.ts')
  const { isProbed } = await import('../checkpoint-runs.ts')
  const { checkWritableFolder } = await import('../../store/runs.ts')
  const { cwd, wait, signal } = context
  const { embed = [], rerank = [], marker, every, once } = options
  if (embed.length + rerank.length === 0)
    throw new NumeracyError(
      'usage',
      `watch: got no model; expected one with {path} for the checkpoint, such as --embed 'command:python3 encode.py {path}'.`,
    )
  for (const spec of [...embed, ...rerank]) specOf(spec, { name: 'checkpoint', path: 'checkpoint' })
  if (every < 1 || every > longest)
    throw new NumeracyError(
      'usage',
      `--every: got ${every}; expected seconds from 1 to ${longest.toLocaleString('en')}, such as --every 10.`,
    )
  const folder = resolve(cwd, given)
  const out = resolve(cwd, options.out)
  await checkWritableFolder(out)
  const without = await Promise.all([out, cache].map(path => realpath(path).catch(() => path)))
  if (without[0] === (await realpath(folder).catch(() => folder)))
    throw new NumeracyError(
      'usage',
      `--out: got ${options.out}, the folder of the checkpoints, where each run would be taken for one; expected another. Give --out numeracy-runs.`,
    )
  const request = await requestOf(options, cwd)
  const look = () => checkpointsIn(folder, { marker, without })
  const probed = new Map<string, string>()
  const failed = new Map<string, string>()
  const fail = ({ name, signature }: Checkpoint, problem: string) => {
    failed.set(name, signature)
    loud(context).write(`error: ${printableLine(name)}: ${printableLine(problem)}\n`)
  }
  let earlier = new Map<string, string>()
  for (;;) {
    const found = await look()
    const isComplete = ({ name, signature, isMarked, problem }: Checkpoint) =>
      marker === undefined || problem !== null ? earlier.get(name) === signature : isMarked
    for (const checkpoint of found.filter(isComplete)) {
      signal.throwIfAborted()
      const { name, signature, problem } = checkpoint
      if (failed.get(name) === signature) continue
      try {
        if (problem !== null) throw new NumeracyError('input', problem)
        if (await isProbed(out, checkpoint, probed, signal)) {
          failed.delete(name)
          continue
        }
        const done = await probeOne(checkpoint, { request, options, cache }, context)
        const now = marker === undefined ? (await look()).find(each => each.name === name) : checkpoint
        if (now?.signature !== signature)
          throw new NumeracyError(
            'input',
            'watch: it changed while it was probed, so its scores are of no one state. It is probed again when it is complete.',
          )
        await keep(done, name, { out, json: options.json }, context)
        failed.delete(name)
      } catch (error) {
        if (signal.aborted) throw error
        fail(checkpoint, messageOf(error))
      }
    }
    const isSeenTwice = earlier.size > 0 || found.length === 0
    if (once && (isSeenTwice || (marker !== undefined && found.every(({ problem }) => problem === null))))
      break
    earlier = new Map(found.map(({ name, signature }) => [name, signature]))
    await wait(1000 * every, signal)
  }
  if (failed.size === 0) return
  const names = [...failed.keys()]
  const shown = names.slice(0, maxShown).map(printableLine)
  const more = names.length > maxShown ? ` and ${names.length - maxShown} more` : ''
  throw new NumeracyError(
    'model-unavailable',
    `watch: ${failed.size} of the checkpoints failed: ${shown.join(', ')}${more}. The same command tries them again, and no others.`,
    { details: { failed: names } },
  )
}

/** Seconds; timers of Node take no more than 24 days. */
const longest = 1_000_000

/** Names in the message at the end. */
const maxShown = 20

interface Work {
  readonly request: ProbeRequest
  readonly options: Options
  readonly cache: string
}

async function probeOne(
  checkpoint: Checkpoint,
  { request, options: { embed = [], rerank = [] }, cache }: Work,
  context: Context,
): Promise<Run> {
  const { specOf } = await import('../checkpoints.ts')
  const { tagsOf } = await import('../checkpoint-runs.ts')
  const { stepIn } = await import('../../findings/comparison/steps.ts')
  const { probe } = await import('../../usecases/probe.ts')
  const { onThreads } = await import('../judge-threads.ts')
  const { name } = checkpoint
  const step = stepIn(name)
  const { listen, during } = showProgress(
    [{ title: name, owns: ({ type }) => type === 'answers' || type === 'waiting' || type === 'measured' }],
    context,
  )
  const tags = await tagsOf(checkpoint, context.signal)
  const specs = (templates: readonly string[]) => templates.map(each => specOf(each, checkpoint))
  return during(() =>
    onThreads(judge =>
      probe(
        {
          ...request,
          embed: specs(embed),
          rerank: specs(rerank),
          tags: { ...tags, ...(step !== null && { step: String(step) }) },
        },
        { ...settingsOf(context), cache, judge, listen },
      ),
    ),
  )
}

/** Writes the run of a checkpoint, and prints what it scores. */
async function keep(
  run: Run,
  name: string,
  { out, json }: { readonly out: string; readonly json: true | undefined },
  { cwd, stdout }: Context,
): Promise<void> {
  const { writeRun } = await import('../../store/runs.ts')
  const { runFileOf } = await import('../checkpoint-runs.ts')
  const file = runFileOf(out, name)
  await writeRun(file, run)
  const shown = relative(cwd, file) || file
  stdout.write(json ? `${JSON.stringify(lineOf(run, name, shown))}\n` : await textOf(run, name, shown))
}

function headlines(run: Run) {
  return run.measures.filter(
    ({ id, model }) =>
      id === 'concordance' && run.models.some(each => each.id === model && each.kind !== 'reference'),
  )
}

function lineOf(run: Run, checkpoint: string, file: string) {
  const concordance = headlines(run).map(({ series, model, value, interval }) => ({
    series,
    model,
    value,
    interval,
  }))
  return { checkpoint, run: file, tags: run.tags, concordance }
}

async function textOf(run: Run, checkpoint: string, file: string): Promise<string> {
  const { shortSpec } = await import('../../findings/finding.ts')
  const models = [...Map.groupBy(headlines(run), ({ model }) => model)].map(([model, measures]) => {
    const scores = measures.map(({ series, value }) => `${series} ${value?.toFixed(3) ?? '–'}`).join(', ')
    return { name: shortSpec(run, run.models.find(({ id }) => id === model)!), scores }
  })
  const text =
    models.length === 1
      ? ` ${models[0].scores}`
      : models.map(({ name, scores }) => `\n  ${name}: ${scores}`).join('')
  return `${checkpoint} → ${file}: concordance${text}\n`
}

async function requestOf({ series = [], seed }: Options, cwd: string): Promise<ProbeRequest> {
  const { probedSeries } = await import('../series.ts')
  return {
    series: await probedSeries(series, cwd, { seed }),
    experiments: ['pairs'],
    controls: 'none',
    seed,
  }
}
