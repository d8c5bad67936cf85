import { relative } from 'node:path'
import type { NamedModel } from '../experiments/ask.ts'
import { articlePrompt } from '../experiments/caret.ts'
import type { Controls } from '../experiments/controls.ts'
import { endingError, type FailedModel, failedModels, type OnFailed } from '../experiments/failed-models.ts'
import { namedModels } from '../experiments/named-models.ts'
import { roleNotes } from '../experiments/role-notes.ts'
import { hasZero, zeroSeries } from '../experiments/zero.ts'
import type { Roles } from '../matrix/block.ts'
import { type ProbeOptions, probeOutline } from '../probe.ts'
import { articleSeries } from '../series/catalogue.ts'
import { checkTemplate, templatedSeries } from '../series/template.ts'
import { openCache } from '../store/open-cache.ts'
import type { Run } from '../store/run.ts'
import { articleModels, refuseBesideArticle } from './article.ts'
import { type Budget, checkBudget } from './budget.ts'
import type { Context } from './context.ts'
import { estimates, estimatesTable } from './dry-run.ts'
import { probeOnThreads } from './probe-on-threads.ts'
import { showProgress } from './progress.ts'
import { runSummary } from './run-summary.ts'
import { seriesNamed } from './series.ts'
import { withTokenizer } from './with-tokenizer.ts'
import { widthOf } from './wrapped.ts'

/** What `numeracy probe` was asked, its defaults not yet filled in. */
export interface ProbeCommand {
  readonly embed: readonly string[]
  readonly rerank: readonly string[]
  readonly series: readonly string[]
  readonly template: string | null
  readonly prompts: readonly string[]
  readonly roles: Roles
  readonly controls: Controls
  /** A tokenizer.json; null for none. */
  readonly tokenizer: string | null
  readonly seed: number
  /** Folder of the report; null for none. */
  readonly out: string | null
  /** Whether the report of another run may be replaced there. */
  readonly force: boolean
  /** Width of the figures on paper, in millimetres; null for a screen. */
  readonly figureWidth: number | null
  readonly json: boolean
  readonly dryRun: boolean
  /** The article's own models, series and prompts. */
  readonly article: boolean
  /** Above either of these nothing starts; null for no limit. */
  readonly budget: Budget
  /** Folder of the cache. */
  readonly cache: string
}

/** Everything that can be wrong with the options or the folders is found before a model is asked. */
export async function runProbe(command: ProbeCommand, context: Context): Promise<void> {
  const failed: FailedModel[] = []
  const options = await probeOptions(command, context, each => failed.push(each))
  if (command.out !== null && !command.dryRun) {
    const { checkWritableFolder } = await import('../store/runs.ts')
    await checkWritableFolder(command.out)
    if (!command.force) {
      const { checkEarlierReport } = await import('../report/earlier-report.ts')
      await checkEarlierReport(command.out, { kind: 'run', run: probeOutline(options) })
    }
  }
  for (const note of roleNotes(options.models, options.roles)) context.stderr.write(`note: ${note}\n`)
  const early: string[] = []
  let listen = (message: string) => {
    early.push(message)
  }
  const cache = openCache({
    directory: command.cache,
    listen: event => event.type === 'notice' && listen(event.message),
  })
  try {
    if (command.dryRun) {
      const models = await estimates(options, cache)
      context.stdout.write(
        command.json
          ? `${JSON.stringify({ models }, null, 2)}\n`
          : estimatesTable(models, widthOf(context.stdout)),
      )
      for (const message of early) context.stderr.write(`note: ${message}\n`)
      if (failed.length > 0) throw failedModels(failed, '')
      return
    }
    await checkBudget(command.budget, 'probe', () => estimates(options, cache))
    const progress = await showProgress(stagesOf(options.models, command.out !== null), context)
    listen = message => progress.listen({ type: 'notice', message })
    early.forEach(listen)
    let isWritten = command.out !== null
    let run: Run
    try {
      run = await probeOnThreads(options, context, {
        cache,
        listen(event) {
          progress.listen(event)
          // While the last series are judged elsewhere, this thread loads what draws.
          if (event.type === 'measured' && command.out !== null) loadDrawing()
        },
        onFailed(each) {
          failed.push(each)
          progress.failed(each.model)
        },
      })
      if (command.out !== null && failed.length > 0) isWritten = !(await holdsMore(command.out, run))
      if (command.out !== null && isWritten) {
        const { writeReport } = await import('../report/write-report.ts')
        await writeReport(run, command.out, {
          cache,
          listen: progress.listen,
          signal: context.signal,
          figureWidth: command.figureWidth,
          force: command.force,
        })
      }
      await progress.finish()
    } catch (error) {
      await progress.finish(error)
      throw endingError(failed, error)
    }
    await print(run, isWritten ? command : { ...command, out: null }, context)
    if (failed.length > 0) throw failedModels(failed, othersOf(command.out, isWritten))
  } finally {
    // The progress has ended: what is still to be said is written at once.
    listen = message => {
      context.stderr.write(`note: ${message}\n`)
    }
    cache.close()
  }
}

/** Whether a folder holds the report of a run that has more than this one, such as the model that failed now. */
async function holdsMore(out: string, run: Run): Promise<boolean> {
  const { checkEarlierReport } = await import('../report/earlier-report.ts')
  return checkEarlierReport(out, { kind: 'run', run }).then(
    () => false,
    () => true,
  )
}

function othersOf(out: string | null, isWritten: boolean): string {
  const done = out === null ? 'printed' : isWritten ? 'printed and written' : 'printed'
  const kept = out !== null && !isWritten ? ` ${out} was left as it was: it holds more.` : ''
  return `The results of the others are ${done}.${kept} The same command asks only for what is missing.`
}

/** Modules are loaded once, however often this is called. A failure shows where they are used. */
function loadDrawing(): void {
  for (const module of [import('../plots/figures.ts'), import('../plots/render.ts')]) module.catch(() => {})
}

async function print(run: Run, { json, out }: ProbeCommand, { stdout, cwd }: Context): Promise<void> {
  if (json) {
    const { runText } = await import('../store/run-text.ts')
    stdout.write(runText(run))
    return
  }
  stdout.write(runSummary(run, widthOf(stdout)))
  stdout.write(
    out === null
      ? '\nAdd --out DIR for the report, the figures and the run file.\n'
      : `\n${relative(cwd, out) || out}\n`,
  )
}

/**
 * What a command asks for, its defaults filled in.
 * @throws NumeracyError when something in it cannot be
 */
export async function probeOptions(
  command: Omit<ProbeCommand, 'out' | 'force' | 'figureWidth' | 'json' | 'dryRun' | 'budget' | 'cache'>,
  context: Context,
  onFailed?: OnFailed,
): Promise<ProbeOptions> {
  if (command.article) refuseBesideArticle(command)
  for (const prompt of command.prompts) checkTemplate(prompt, '--prompt')
  const { template } = command
  const named = await Promise.all([...new Set(command.series)].map(word => seriesNamed(word, context.cwd)))
  const plain = named.length === 0 ? articleSeries : named
  const series = template === null ? plain : plain.map(each => templatedSeries(each, template))
  const zero = named.length === 0 && template === null ? [zeroSeries] : []
  const models = command.article
    ? await namedModels(articleModels.embed, articleModels.rerank, context, onFailed)
    : await namedModels(command.embed, command.rerank, context, onFailed)
  return {
    models: command.tokenizer === null ? models : await withTokenizer(models, command.tokenizer),
    series,
    zeroSeries: [...zero, ...series.filter(hasZero)],
    prompts: command.prompts.length === 0 ? [articlePrompt] : [...new Set(command.prompts)],
    roles: command.roles,
    controls: command.controls,
    seed: command.seed,
  }
}

function stagesOf(models: readonly NamedModel[], report: boolean) {
  return [
    ...models.map(({ id, model }) => ({
      title: model.kind === 'reranker' && model.standIn ? `${id} (a dual encoder stands in)` : id,
      owns: (event: { type: string; model?: string }) =>
        (event.type === 'answers' || event.type === 'waiting') && event.model === id,
    })),
    { title: 'measures', owns: (event: { type: string }) => event.type === 'measured' },
    ...(report
      ? [{ title: 'figures and report', owns: (event: { type: string }) => event.type === 'drawn' }]
      : []),
  ]
}
