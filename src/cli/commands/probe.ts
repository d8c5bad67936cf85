import { join, resolve } from 'node:path'
import { NumeracyError } from '../../base/error.ts'
import type { Event } from '../../base/events.ts'
import type { Judge } from '../../measures/kept-judge.ts'
import type { AnswerCache } from '../../store/answer-cache.ts'
import type { Run } from '../../store/run.ts'
import type { Estimate } from '../../usecases/estimate.ts'
import type { FailedModel } from '../../usecases/failed-models.ts'
import type { ProbeRequest, ProbeSettings } from '../../usecases/probe.ts'
import type { Beginning } from '../../usecases/session.ts'
import type { Shard } from '../../usecases/shard.ts'
import { type Context, settingsOf } from '../context.ts'
import { estimatesTable } from '../estimates.ts'
import { modelStages } from '../model-stages.ts'
import { budgetOf, cacheDirectory, type Program, refuseBeside } from '../options.ts'
import { printRun } from '../print-run.ts'
import { type ProbeOptions as Options, probeCommand } from '../probe-options.ts'
import { type Progress, type Stage, showProgress } from '../progress.ts'
import { loadDrawing, othersOf, type ReportPlace, reportPlace } from '../report-place.ts'
import { type Seeds, seedsFrom, writeSeeds } from '../seeds.ts'
import { tableOptionsOf } from '../table-flags.ts'
import { widthOf } from '../wrapped.ts'

export function addProbe(program: Program, context: Context): void {
  probeCommand(program).action(async (options, self) => {
    const { withConfig } = await import('../config.ts')
    const isGiven = (name: string) => self.getOptionValueSource(name) === 'cli'
    if (options.seeds !== undefined && 'list' in options.seeds && isGiven('seed'))
      throw new NumeracyError(
        'usage',
        '--seeds: got a list and --seed as well; expected one of them. Leave --seed out, or say how many seeds from it on, such as --seeds 3.',
      )
    await run(await withConfig(options, isGiven, context), cacheDirectory(program, context), context)
  })
}

/** Everything that can be wrong with the options or the folders is found before a model is asked. */
async function run(options: Options, folderOfCache: string, context: Context): Promise<void> {
  if (options.seeds !== undefined) return runSeeds(options, options.seeds, folderOfCache, context)
  const { json, shard } = options
  const { cwd } = context
  if (options.queue !== undefined) await checkQueue(options.queue, context)
  if (options.dryRun) return printEstimates(options, folderOfCache, context)
  if (shard !== undefined) return askPart(options, shard, folderOfCache, context)
  const summary = options.summary === undefined ? null : resolve(cwd, options.summary)
  const { checkFilePlace, writeOutputFile } = await import('../output-file.ts')
  if (summary !== null) await checkFilePlace('--summary', summary)
  const out = options.out === undefined ? null : await reportPlace(resolve(cwd, options.out), options)
  const { run, isWritten, failed } = await answered(options, folderOfCache, context, out)
  if (summary !== null) {
    const { metricsText } = await import('../../report/run-metrics.ts')
    await writeOutputFile('--summary', summary, metricsText(run))
  }
  await printRun(run, json, isWritten ? out : null, context)
  if (options.open && out !== null && isWritten) {
    const { openReport } = await import('../open-line.ts')
    await openReport(out.folder, context)
  }
  if (failed.length > 0) throw await failure(failed, othersOf(out, isWritten))
}

/** @throws NumeracyError `usage` for what is no address */
async function checkQueue(queue: string, { env }: Context): Promise<void> {
  const { queueAddress } = await import('../../jobs/queue-address.ts')
  queueAddress(queue, env)
}

/**
 * A run for each seed, as each would be alone, and how far the scores depend on the seed. With `--out` each is in a
 * folder of its own, and the table beside them.
 */
async function runSeeds(
  { json, open, ...options }: Options,
  given: Seeds,
  folderOfCache: string,
  context: Context,
): Promise<void> {
  const { cwd, stdout, stderr } = context
  refuseBeside('--seeds', options, ['shard', 'summary'], 'for it makes several runs')
  const seeds = seedsFrom(given, options.seed)
  if (options.dryRun) {
    const estimated = []
    for (const seed of seeds)
      estimated.push({ seed, models: await estimatesOf({ ...options, seed }, folderOfCache, context) })
    if (json) stdout.write(`${JSON.stringify({ seeds: estimated }, null, 2)}\n`)
    else
      for (const { seed, models } of estimated)
        stdout.write(`Seed ${seed}:\n${estimatesTable(models, widthOf(stdout))}`)
    return
  }
  const folder = options.out === undefined ? null : resolve(cwd, options.out)
  const places = await Promise.all(
    seeds.map(seed => (folder === null ? null : reportPlace(join(folder, `seed-${seed}`), options))),
  )
  const runs: Run[] = []
  for (const [at, seed] of seeds.entries()) {
    stderr.write(`Seed ${seed}, ${at + 1} of ${seeds.length}\n`)
    const { run, isWritten, failed } = await answered(
      { ...options, seed },
      folderOfCache,
      context,
      places[at],
    )
    if (failed.length > 0) throw await failure(failed, othersOf(places[at], isWritten))
    runs.push(run)
  }
  await writeSeeds({ seeds, runs, folder, json: json ?? false }, context)
  if (places[0] === null || json) return
  const { openReport, writeOpenLine } = await import('../open-line.ts')
  for (const place of places) writeOpenLine(place!.folder, context)
  if (open) await openReport(places[0].folder, context)
}

async function printEstimates(options: Options, folderOfCache: string, context: Context): Promise<void> {
  const { stdout } = context
  const print = (models: readonly Estimate[]) =>
    stdout.write(
      options.json ? `${JSON.stringify({ models }, null, 2)}\n` : estimatesTable(models, widthOf(stdout)),
    )
  await estimatesOf(options, folderOfCache, context, print)
}

/**
 * What each model would be asked.
 * @param print called before models that failed end the command
 */
async function estimatesOf(
  options: Options,
  folderOfCache: string,
  context: Context,
  print: (models: readonly Estimate[]) => void = () => {},
): Promise<readonly Estimate[]> {
  const { estimateProbe } = await import('../../usecases/probe.ts')
  const { estimateShard } = await import('../../usecases/shard.ts')
  const { shard } = options
  const failed: FailedModel[] = []
  const progress = showProgress([], context)
  const place = { ...settingsFor(options, context, progress, failed), cache: folderOfCache }
  const request = await requestOf(options, context.cwd)
  const models = await progress.during(() =>
    shard === undefined ? estimateProbe(request, place) : estimateShard(request, shard, place),
  )
  print(models)
  if (failed.length > 0) throw await failure(failed, '')
  return models
}

async function askPart(
  options: Options,
  shard: Shard,
  folderOfCache: string,
  context: Context,
): Promise<void> {
  refuseBeside('--shard', options, ['summary', 'open'], 'for the run is made by `numeracy merge`')
  const { askShard } = await import('../ask-shard.ts')
  const request = await requestOf(options, context.cwd)
  const progress = showProgress([], context)
  const { onFailed: _first, ...settings } = settingsFor(options, context, progress, [])
  const { withQueue } = await import('../queue.ts')
  await withQueue(options.queue, progress.listen, context, through =>
    askShard(
      request,
      shard,
      { ...settings, ...through, cache: folderOfCache },
      { options, progress, context },
    ),
  )
}

interface Answered {
  readonly run: Run
  /** Whether its report was written: not over one that holds more than the models that are left. */
  readonly isWritten: boolean
  readonly failed: readonly FailedModel[]
}

async function answered(
  options: Options,
  folderOfCache: string,
  context: Context,
  out: ReportPlace | null,
): Promise<Answered> {
  const { withCacheAt } = await import('../../usecases/session.ts')
  const { endingError } = await import('../../usecases/failed-models.ts')
  const { withQueue } = await import('../queue.ts')
  const request = await requestOf(options, context.cwd)
  const failed: FailedModel[] = []
  const progress = showProgress([], context)
  const settings = settingsFor(options, context, progress, failed)
  const { listen } = progress
  return progress
    .during(() =>
      withCacheAt(folderOfCache, listen, async cache => {
        const run = await withQueue(options.queue, listen, context, through =>
          probed(request, { ...settings, ...through, cache }, progress, out),
        )
        const isWritten = out !== null && (failed.length === 0 || !(await out.holdsMoreThan(run)))
        if (isWritten) await out.write(run, { cache, listen, signal: context.signal })
        return { run, isWritten, failed }
      }),
    )
    .catch(error => {
      throw endingError(failed, error)
    })
}

function settingsFor(
  options: Options,
  context: Context,
  progress: Progress,
  failed: FailedModel[],
): ProbeSettings {
  return {
    ...settingsOf(context),
    listen: progress.listen,
    budget: budgetOf(options),
    onFailed(each) {
      failed.push(each)
      progress.failed(each.model)
    },
  }
}

/** The run, its statistics computed on other threads. */
async function probed(
  request: ProbeRequest,
  settings: ProbeSettings & { readonly cache: AnswerCache },
  progress: Progress,
  out: ReportPlace | null,
): Promise<Run> {
  const { outlineOf, probe } = await import('../../usecases/probe.ts')
  const { onThreads } = await import('../judge-threads.ts')
  const work = (judge: Judge) =>
    probe(request, {
      ...settings,
      judge,
      async onBegin({ models }) {
        await out?.check(outlineOf(request, models), settings.cache)
        progress.expect(await stagesOf(models, out !== null))
      },
    })
  // While series are judged elsewhere, this thread loads what draws.
  return onThreads(work, () => void (out !== null && loadDrawing()))
}

async function failure(failed: readonly FailedModel[], others: string): Promise<NumeracyError> {
  const { failedModels } = await import('../../usecases/failed-models.ts')
  return failedModels(failed, others)
}

/** What the progress of a probe shows: each model, then the measures, then the report where one is written. */
async function stagesOf(models: Beginning['models'], report: boolean): Promise<Stage[]> {
  return [
    ...(await modelStages(models)),
    { title: 'measures', owns: ({ type }) => type === 'measured' },
    ...(report ? [{ title: 'figures and report', owns: ({ type }: Event) => type === 'drawn' }] : []),
  ]
}

const decidedByArticle = ['embed', 'rerank', 'series', 'prompt', 'template', 'ruler'] as const
const decidedBySuite = ['series', 'template', 'article', 'ruler'] as const

/**
 * What the options ask for.
 * @throws NumeracyError when something in it cannot be
 */
async function requestOf(options: Options, cwd: string): Promise<ProbeRequest> {
  const { article } = await import('../../experiments/article.ts')
  const { checkTemplate } = await import('../../series/template.ts')
  const { withLocalFlags } = await import('../local-flags.ts')
  const { probedSeries } = await import('../series.ts')
  const { prompt = [], pooling, prefix, controls } = options
  if (options.article)
    refuseBeside('--article', options, decidedByArticle, 'for it names models, series and prompts')
  if (options.suite !== 'article')
    refuseBeside(`--suite ${options.suite}`, options, decidedBySuite, 'for it has documents of its own')
  for (const each of prompt) checkTemplate(each, '--prompt')
  return {
    ...(options.article
      ? { embed: `jina:${article.models.embedder}`, rerank: `jina:${article.models.reranker}` }
      : { embed: withLocalFlags(options.embed ?? [], { pooling, prefix }), rerank: options.rerank }),
    tokenizer: options.tokenizer === undefined ? undefined : resolve(cwd, options.tokenizer),
    series: await probedSeries(options.series ?? [], cwd, tableOptionsOf(options), options.tables),
    suite: options.suite,
    experiments: options.experiment,
    size: options.size,
    prompts: prompt.length === 0 ? undefined : [...new Set(prompt)],
    roles: options.roles,
    controls: controls === undefined ? 'free' : controls ? 'all' : 'none',
    seed: options.seed,
    tags: options.tag,
  }
}
