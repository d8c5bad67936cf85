import { relative, resolve } from 'node:path'
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
  const { checkWritableFolder } = await import('../../store/runs.ts')
  const { cwd, wait, signal } = context
  const { embed = [], rerank = [], marker, every, once } = options
  if (embed.length + rerank.length === 0)
    throw new NumeracyError(
      'usage',
      `watch: got no model; expected one with {path} for the checkpoint, such as --embed 'command:python3 encode.py {path}'.`,
    )
  for (const spec of [...embed, ...rerank]) specOf(spec, { name: 'checkpoint', path: 'checkpoint' })
  if (every < 1)
    throw new NumeracyError('usage', `--every: got ${every}; expected 1 or more seconds, such as --every 10.`)
  const folder = resolve(cwd, given)
  const out = resolve(cwd, options.out)
  await checkWritableFolder(out)
  const request = await requestOf(options, cwd)
  const look = () => checkpointsIn(folder, { marker, without: out })
  const failed = new Map<string, string>()
  let earlier = new Map<string, string>()
  for (;;) {
    const found = await look()
    const isComplete = ({ name, signature, isMarked }: Checkpoint) =>
      marker === undefined ? earlier.get(name) === signature : isMarked
    for (const checkpoint of found.filter(isComplete)) {
      signal.throwIfAborted()
      const { name, signature } = checkpoint
      if (failed.get(name) === signature || (await isProbed(out, name))) continue
      try {
        await probeOne(checkpoint, { out, request, options, cache }, context)
      } catch (error) {
        if (signal.aborted) throw error
        failed.set(name, signature)
        loud(context).write(`error: ${name}: ${messageOf(error)}\n`)
      }
    }
    if (once && (marker !== undefined || earlier.size > 0 || found.length === 0)) break
    earlier = new Map(found.map(({ name, signature }) => [name, signature]))
    await wait(1000 * every, signal)
  }
  if (failed.size === 0) return
  throw new NumeracyError(
    'model-unavailable',
    `watch: ${failed.size} of the checkpoints failed: ${[...failed.keys()].join(', ')}. The same command tries them again, and no others.`,
    { details: { failed: [...failed.keys()] } },
  )
}

function fileOf(out: string, name: string): string {
  return resolve(out, `${name}.json`)
}

async function isProbed(out: string, name: string): Promise<boolean> {
  const { access } = await import('node:fs/promises')
  return access(fileOf(out, name)).then(
    () => true,
    () => false,
  )
}

interface Work {
  readonly out: string
  readonly request: ProbeRequest
  readonly options: Options
  readonly cache: string
}

async function probeOne(
  checkpoint: Checkpoint,
  { out, request, options: { embed = [], rerank = [], json }, cache }: Work,
  context: Context,
): Promise<void> {
  const { specOf } = await import('../checkpoints.ts')
  const { stepIn } = await import('../../findings/comparison/steps.ts')
  const { writeRun } = await import('../../store/runs.ts')
  const { probe } = await import('../../usecases/probe.ts')
  const { onThreads } = await import('../judge-threads.ts')
  const { name } = checkpoint
  const step = stepIn(name)
  const { listen, during } = showProgress(
    [{ title: name, owns: ({ type }) => type === 'answers' || type === 'waiting' || type === 'measured' }],
    context,
  )
  const specs = (templates: readonly string[]) => templates.map(each => specOf(each, checkpoint))
  const done = await during(() =>
    onThreads(judge =>
      probe(
        {
          ...request,
          embed: specs(embed),
          rerank: specs(rerank),
          tags: { checkpoint: name.slice(0, 200), ...(step !== null && { step: String(step) }) },
        },
        { ...settingsOf(context), cache, judge, listen },
      ),
    ),
  )
  const file = fileOf(out, name)
  await writeRun(file, done)
  const shown = relative(context.cwd, file) || file
  context.stdout.write(
    json ? `${JSON.stringify(lineOf(done, name, shown))}\n` : await textOf(done, name, shown),
  )
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
