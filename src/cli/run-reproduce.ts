import { NumeracyError } from '../base/error.ts'
import type { Event } from '../base/events.ts'
import type { PublishedAnalysis } from '../experiments/analysis.ts'
import type { NamedModel } from '../experiments/ask.ts'
import { type Estimate, estimate } from '../experiments/estimate.ts'
import { endingError, type FailedModel, failedModels, passOver } from '../experiments/failed-models.ts'
import { letGo, namedModels, noticesOf } from '../experiments/named-models.ts'
import { analysisBlocks, type Reproduction, reproduce } from '../experiments/reproduce.ts'
import { isFree } from '../models/prices.ts'
import { publishedAnalyses, publishedAnalysis } from '../published/catalogue.ts'
import { alignedTable } from '../report/markdown-text.ts'
import { type ModelNames, modelNames, type Reproduced, reproductionTable } from '../report/reproduction.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { openCache } from '../store/open-cache.ts'
import { type Budget, checkBudget } from './budget.ts'
import type { Context } from './context.ts'
import { estimatesTable, foretold } from './dry-run.ts'
import { showProgress } from './progress.ts'
import { table } from './table.ts'
import { widthOf, wrapped } from './wrapped.ts'

/** What `numeracy reproduce` was asked. */
export interface ReproduceCommand {
  /** None: list what there is. */
  readonly names: readonly string[]
  readonly embed: readonly string[]
  readonly rerank: readonly string[]
  readonly seed: number
  readonly as: 'text' | 'markdown' | 'json'
  readonly dryRun: boolean
  /** Above either of these nothing starts; null for no limit. */
  readonly budget: Budget
  /** Folder of the cache. */
  readonly cache: string
}

/** One analysis on one model that it is for. */
interface Task {
  readonly analysis: PublishedAnalysis
  readonly named: NamedModel
}

/** Lists published analyses, or runs some on some models and prints ours beside the published values. */
export async function runReproduce(command: ReproduceCommand, context: Context): Promise<void> {
  const { names, seed, as } = command
  const { stdout, stderr } = context
  if (names.length === 0) {
    stdout.write(
      as === 'json' ? `${JSON.stringify(publishedAnalyses.map(about), null, 2)}\n` : listing(widthOf(stdout)),
    )
    return
  }
  const named = [...new Set(names)].filter(name => name !== 'all').map(publishedAnalysis)
  const analyses = names.includes('all') ? publishedAnalyses : named
  const failed: FailedModel[] = []
  const models = await namedModels(command.embed, command.rerank, context, each => failed.push(each))
  const cache = openCache({
    directory: command.cache,
    listen: event => event.type === 'notice' && stderr.write(`note: ${event.message}\n`),
  })
  try {
    const tasks = tasksOf(analyses, models)
    const estimates = () => Promise.all(tasks.map(task => foreseen(task, seed, cache)))
    if (command.dryRun) {
      const all = await estimates()
      stdout.write(
        as === 'json'
          ? `${JSON.stringify({ models: all }, null, 2)}\n`
          : estimatesTable(all, widthOf(stdout)),
      )
      return
    }
    await checkBudget(command.budget, 'reproduction', estimates)
    for (const message of noticesOf(models)) stderr.write(`note: ${message}\n`)
    if (models.some(({ model }) => !isFree(model.id)))
      for (const each of await estimates()) stderr.write(`note: ${foretold(each)}\n`)
    const done = await reproducedInSight(tasks, seed, cache, context, failed)
    const all = analyses
      .map(analysis => ({ analysis, models: done.filter(each => each.analysis === analysis.id) }))
      .filter(({ models }) => models.length > 0)
    const specs = new Map(models.map(({ id, spec }) => [id, spec]))
    stdout.write(
      as === 'json'
        ? json(all, seed)
        : text(all, modelNames(done, specs), {
            width: as === 'text' ? (stdout.columns ?? 100) : null,
            terminal: widthOf(stdout),
          }),
    )
    if (failed.length > 0)
      throw failedModels(
        failed,
        'The other results are printed. The same command asks only for what is missing.',
      )
  } finally {
    cache.close()
    await letGo(models)
  }
}

/** Each analysis on each model that it is for. @throws NumeracyError `usage` where none is for any of them */
function tasksOf(analyses: readonly PublishedAnalysis[], models: readonly NamedModel[]): Task[] {
  const tasks = analyses.flatMap(analysis =>
    models
      .filter(({ model }) => analysis.kinds.includes(model.kind))
      .map((named): Task => ({ analysis, named })),
  )
  if (tasks.length > 0) return tasks
  const [{ id, kinds }] = analyses
  throw new NumeracyError(
    'usage',
    `reproduce: ${id} is for ${kinds.map(kind => `${kind}s`).join(' and ')}, and none was named. Name one, such as --embed bundled:use-lite.`,
    { details: { analysis: id, kinds } },
  )
}

async function foreseen({ analysis, named }: Task, seed: number, cache: AnswerCache): Promise<Estimate> {
  const { blocks, roles } = analysisBlocks(named, analysis, seed)
  const own = await estimate(named, blocks, roles, cache)
  return { ...own, model: `${analysis.id} ${own.model}` }
}

async function reproducedInSight(
  tasks: readonly Task[],
  seed: number,
  cache: AnswerCache,
  context: Context,
  failed: FailedModel[],
): Promise<Reproduction[]> {
  const { now, wait, signal } = context
  let current = 0
  const stages = tasks.flatMap(({ analysis, named }, at) => [
    {
      title: `${analysis.id} ${named.id}`,
      owns: ({ type }: Event) => at === current && type !== 'measured',
    },
    { title: `${analysis.id} results`, owns: ({ type }: Event) => at === current && type === 'measured' },
  ])
  const progress = await showProgress(stages, context)
  const { listen } = progress
  const done: Reproduction[] = []
  try {
    for (const [at, { named, analysis }] of tasks.entries()) {
      current = at
      // Who has failed once is not asked for more.
      if (failed.some(({ model }) => model === named.id)) {
        progress.failed(named.id)
        continue
      }
      try {
        done.push(await reproduce(named, analysis, { seed, cache, now, wait, signal, listen }))
      } catch (error) {
        passOver(named.id, error, { signal, onFailed: each => failed.push(each) })
        progress.failed(named.id)
      }
    }
    if (done.length === 0) throw failed[0].error
    await progress.finish()
    return done
  } catch (error) {
    await progress.finish(error)
    throw endingError(failed, error)
  }
}

function about({ id, title, source, kinds, setting, differs }: PublishedAnalysis) {
  return { id, title, source, kinds, setting, differs }
}

function listing(width: number | null): string {
  const rows = publishedAnalyses.map(({ id, title, source, kinds }) => [
    id,
    title,
    `${source.authors}, ${source.year}`,
    kinds.join(', '),
  ])
  const columns = ['name', 'analysis', 'of', 'for'].map(title => ({ title }))
  return `${table(columns, rows, width)}\nnumeracy reproduce NAME runs one; all runs every one.\n`
}

function json(all: readonly Reproduced[], seed: number): string {
  const analyses = all.map(({ analysis, models }) => ({ ...about(analysis), models }))
  return `${JSON.stringify({ format: 'numeracy-reproduction', version: 1, seed, analyses }, null, 2)}\n`
}

interface Widths {
  /** Of the lines of prose; null for Markdown, whose lines are left as they are. */
  readonly width: number | null
  /** Of tables; null: as wide as they must be. */
  readonly terminal: number | null
}

function text(all: readonly Reproduced[], names: ModelNames, { width, terminal }: Widths): string {
  const prose = (line: string) => wrapped(line, width)
  return all
    .map(reproduced => {
      const { id, title, source, setting, differs } = reproduced.analysis
      const { columns, rows } = reproductionTable(reproduced, names)
      const parts = [
        `${width === null ? '## ' : ''}${title} (${id})`,
        prose(`${source.authors}, ${source.year}. ${source.reference}.`),
        prose(`Setting: ${setting}`),
        prose(`Here: ${differs}`),
        (width === null ? alignedTable({ columns, rows }) : table(columns, rows, terminal)).trimEnd(),
      ]
      const reasons = new Set(
        reproduced.models.flatMap(({ results }) => results.flatMap(({ reason }) => reason ?? [])),
      )
      const marked = rows.some(row => row.at(-1)!.startsWith('= '))
      return `${[...parts, ...[...reasons].map(reason => `–: ${reason}`), ...(marked ? ['= of the very model that was asked here.'] : [])].join('\n\n')}\n`
    })
    .join('\n')
}
