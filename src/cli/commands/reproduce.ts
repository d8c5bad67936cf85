import type { Event } from '../../base/events.ts'
import type { PublishedAnalysis } from '../../experiments/analysis.ts'
import type { Reproduced } from '../../report/reproduction.ts'
import type { FailedModel } from '../../usecases/failed-models.ts'
import type { ReproduceSettings, ReproduceTask } from '../../usecases/reproduce.ts'
import { type Context, settingsOf } from '../context.ts'
import { estimatesTable, paidNotes } from '../estimates.ts'
import {
  aboutSpecs,
  budgetOf,
  cacheDirectory,
  formatOf,
  type OptionsOf,
  type Program,
  shared,
} from '../options.ts'
import { type Progress, showProgress } from '../progress.ts'
import { table } from '../table.ts'
import { widthOf, wrapped } from '../wrapped.ts'

function command(program: Program) {
  return program
    .command('reproduce')
    .description('run published analyses on any model, and show our values beside the published ones')
    .argument('[name...]', 'the analyses to run, or all (default: list them)')
    .addOption(shared.seed)
    .addOption(shared.embed)
    .addOption(shared.rerank)
    .addOption(shared.markdown)
    .addOption(shared.json)
    .addOption(shared.dryRun)
    .addOption(shared.maxRequests)
    .addOption(shared.maxTokens)
    .addHelpText(
      'after',
      `${aboutSpecs}
Examples:
  numeracy reproduce
  numeracy reproduce cacioli-2026
  numeracy reproduce tempreason-2023 --embed ./all-MiniLM-L6-v2`,
    )
}

export function addReproduce(program: Program, context: Context): void {
  command(program).action((names, options) => run(names, options, cacheDirectory(program, context), context))
}

/** Lists published analyses, or runs some on some models and prints ours beside the published values. */
async function run(
  names: readonly string[],
  { embed, rerank, seed, dryRun, ...options }: OptionsOf<typeof command>,
  cache: string,
  context: Context,
): Promise<void> {
  const { publishedAnalyses, publishedAnalysis } = await import('../../published/catalogue.ts')
  const { stdout } = context
  const as = formatOf(options)
  if (names.length === 0) {
    stdout.write(
      as === 'json'
        ? `${JSON.stringify(publishedAnalyses.map(about), null, 2)}\n`
        : listing(publishedAnalyses, widthOf(stdout)),
    )
    return
  }
  const { estimateReproduction, reproduce } = await import('../../usecases/reproduce.ts')
  const { endingError, failedModels } = await import('../../usecases/failed-models.ts')
  const named = [...new Set(names)].filter(name => name !== 'all').map(publishedAnalysis)
  const analyses = names.includes('all') ? publishedAnalyses : named
  const request = { analyses, embed, rerank, seed }
  const failed: FailedModel[] = []
  let shownNames: ReadonlyMap<string, string> = new Map()
  const progress = showProgress([], context)
  const shown = shownTasks(progress)
  const settings: ReproduceSettings = {
    ...settingsOf(context),
    cache,
    listen: progress.listen,
    budget: budgetOf(options),
    async onBegin(beginning) {
      for (const message of await paidNotes(beginning)) progress.listen({ type: 'notice', message })
      const { askedNames } = await import('../../findings/model-names.ts')
      shownNames = askedNames(beginning.models)
    },
    onTasks: tasks => shown.expect(tasks, shownNames),
    onTask: shown.begin,
    onFailed(each) {
      failed.push(each)
      progress.failed(each.model)
    },
  }
  if (dryRun) {
    const models = await progress.during(() => estimateReproduction(request, settings))
    stdout.write(
      as === 'json' ? `${JSON.stringify({ models }, null, 2)}\n` : estimatesTable(models, widthOf(stdout)),
    )
    return
  }
  const done = await progress
    .during(() => reproduce(request, settings))
    .catch(error => {
      throw endingError(failed, error)
    })
  const all = analyses
    .map(analysis => ({ analysis, models: done.filter(each => each.analysis === analysis.id) }))
    .filter(({ models }) => models.length > 0)
  const widths = { width: as === 'text' ? (stdout.columns ?? 100) : null, terminal: widthOf(stdout) }
  stdout.write(as === 'json' ? json(all, seed) : await text(all, shownNames, widths))
  if (failed.length > 0)
    throw failedModels(
      failed,
      'The other results are printed. The same command asks only for what is missing.',
    )
}

/** Two stages a task, of which events do not say whose they are: that of the one which began last. */
function shownTasks(progress: Progress) {
  let tasks: readonly ReproduceTask[] = []
  let current = 0
  return {
    expect(all: readonly ReproduceTask[], names: ReadonlyMap<string, string>) {
      tasks = all
      progress.expect(
        tasks.flatMap(({ analysis, named: { id } }, at) => [
          {
            title: `${analysis.id} ${names.get(id)}`,
            model: { id, name: names.get(id)! },
            owns: ({ type }: Event) => at === current && type !== 'measured',
          },
          {
            title: `${analysis.id} results`,
            owns: ({ type }: Event) => at === current && type === 'measured',
          },
        ]),
      )
    },
    begin(task: ReproduceTask, isSkipped: boolean) {
      current = tasks.indexOf(task)
      if (isSkipped) progress.failed(task.named.id)
    },
  }
}

function about({ id, title, source, kinds, setting, differs }: PublishedAnalysis) {
  return { id, title, source, kinds, setting, differs }
}

function listing(analyses: readonly PublishedAnalysis[], width: number | null): string {
  const rows = analyses.map(({ id, title, source, kinds }) => [
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

async function text(
  all: readonly Reproduced[],
  names: ReadonlyMap<string, string>,
  { width, terminal }: Widths,
): Promise<string> {
  const { alignedTable } = await import('../../report/markdown-text.ts')
  const { reproductionTable } = await import('../../report/reproduction.ts')
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
      return `${[...parts, ...[...reasons].map(reason => `–: ${reason}`), ...(marked ? ['= of the model that was asked here.'] : [])].join('\n\n')}\n`
    })
    .join('\n')
}
