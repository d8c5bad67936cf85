import { relative } from 'node:path'
import { NumeracyError } from '../base/error.ts'
import type { Listener } from '../base/events.ts'
import { type Advice, adviceAskings, advise, type ModelAdvice } from '../experiments/advice.ts'
import type { NamedModel } from '../experiments/ask.ts'
import { type Estimate, estimate } from '../experiments/estimate.ts'
import { letGo, noticesOf } from '../experiments/named-models.ts'
import { toldAdvice } from '../findings/advice.ts'
import type { ModelKind } from '../models/adapters/family.ts'
import { isFree } from '../models/prices.ts'
import type { Subject } from '../series/subject.ts'
import { subjectCatalogue, subjectNamed } from '../series/subjects.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { openCache } from '../store/open-cache.ts'
import { adviceText } from './advice-text.ts'
import { type Budget, checkBudget } from './budget.ts'
import type { Context } from './context.ts'
import { estimatesTable, foretold, together } from './dry-run.ts'
import { showProgress } from './progress.ts'
import { rolesOf } from './roles.ts'
import { widthOf } from './wrapped.ts'

/** What `numeracy advise` was asked. */
export interface AdviseCommand {
  readonly spec: string
  /** Null: each role that the model has. */
  readonly as: ModelKind | null
  /** Ids; none for all. */
  readonly subjects: readonly string[]
  readonly seed: number
  /** Folder of the report; null for none. */
  readonly out: string | null
  /** Whether the report of another run may be replaced there. */
  readonly force: boolean
  readonly json: boolean
  readonly dryRun: boolean
  /** Above either of these nothing starts; null for no limit. */
  readonly budget: Budget
  /** Folder of the cache. */
  readonly cache: string
}

/** Asks a model about values in many forms, prints how to write them, and writes a report where one is asked for. */
export async function runAdvise(command: AdviseCommand, context: Context): Promise<void> {
  const { seed, out, json } = command
  const { stdout, stderr, cwd } = context
  const subjects =
    command.subjects.length === 0 ? subjectCatalogue : [...new Set(command.subjects)].map(subjectNamed)
  const models = await askable(command, context)
  const checkEarlier = async (text: string | null) => {
    if (out === null || command.force) return
    const { checkEarlierReport } = await import('../report/earlier-report.ts')
    const names = subjects.map(({ id }) => id)
    await checkEarlierReport(out, { kind: 'advice', spec: command.spec, seed, subjects: names, text })
  }
  if (out !== null && !command.dryRun) {
    const { checkWritableFolder } = await import('../store/runs.ts')
    await checkWritableFolder(out)
    await checkEarlier(null)
  }
  const cache = openCache({
    directory: command.cache,
    listen: event => event.type === 'notice' && stderr.write(`note: ${event.message}\n`),
  })
  try {
    const estimates = () => Promise.all(models.map(model => foreseen(model, subjects, seed, cache)))
    if (command.dryRun) {
      const all = await estimates()
      stdout.write(
        json ? `${JSON.stringify({ models: all }, null, 2)}\n` : estimatesTable(all, widthOf(stdout)),
      )
      return
    }
    await checkBudget(command.budget, 'advice', estimates)
    for (const message of noticesOf(models)) stderr.write(`note: ${message}\n`)
    if (models.some(({ model }) => !isFree(model.id)))
      for (const each of await estimates()) stderr.write(`note: ${foretold(each)}\n`)
    const told = toldAdvice(await adviceOf(command, models, subjects, cache, context))
    if (out !== null) {
      const { adviceFiles, adviceJson } = await import('../report/advice.ts')
      const { writeAll } = await import('../report/write-report.ts')
      await checkEarlier(adviceJson(told))
      const listen: Listener = event => event.type === 'notice' && stderr.write(`note: ${event.message}\n`)
      await writeAll(out, await adviceFiles(told, context.tool, listen))
    }
    stdout.write(json ? `${JSON.stringify(told, null, 2)}\n` : adviceText(told, widthOf(stdout)))
    if (!json)
      stdout.write(
        out === null ? '\nAdd --out DIR for a report with the plots.\n' : `\n${relative(cwd, out) || out}\n`,
      )
  } finally {
    cache.close()
    await letGo(models)
  }
}

/** The model in each role that it is worth asking in: what stands in for a reranker has nothing of its own to say. */
async function askable({ spec, as }: AdviseCommand, context: Context): Promise<NamedModel[]> {
  const models = (await rolesOf(spec, as, context)).map(({ role, model }): NamedModel => {
    if (model instanceof NumeracyError) throw model
    return { id: `${role}:${spec}`, spec, model }
  })
  const own = models.filter(({ model }) => model.kind === 'embedder' || !model.standIn)
  return own.length === 0 ? models : own
}

async function foreseen(
  named: NamedModel,
  subjects: readonly Subject[],
  seed: number,
  cache: AnswerCache,
): Promise<Estimate> {
  const { forms, questions } = adviceAskings(named, subjects, seed)
  return together(
    await estimate(named, forms, 'same', cache),
    await estimate(named, questions, 'query-document', cache),
  )
}

/** A model that was not told to serve as something, and never answers as one thing, is not faulted for that. */
async function adviceOf(
  { spec, seed }: AdviseCommand,
  models: readonly NamedModel[],
  subjects: readonly Subject[],
  cache: AnswerCache,
  context: Context,
): Promise<Advice> {
  const advised: ModelAdvice[] = []
  const refused: { readonly kind: ModelKind; readonly error: NumeracyError }[] = []
  for (const named of models) {
    const progress = await showProgress(stagesOf(named), context)
    let answered = false
    try {
      const { now, wait, signal } = context
      const listen: Listener = event => {
        if (event.type === 'answers' && event.done > 0) answered = true
        progress.listen(event)
      }
      advised.push(await advise(named, subjects, { seed, cache, now, wait, signal, listen }))
      await progress.finish()
    } catch (error) {
      await progress.finish(error)
      const other = error instanceof NumeracyError && ['model', 'answer'].includes(error.code)
      if (!other || answered || models.length === 1 || context.signal.aborted) throw error
      refused.push({ kind: named.model.kind, error })
    }
  }
  if (advised.length === 0) throw refused[0].error
  const told = refused.map(({ kind, error: { message } }) => ({ kind, message }))
  for (const { kind, message } of told)
    context.stderr.write(`note: It does not answer as ${kind}: ${message}\n`)
  return { format: 'numeracy-advice', version: 1, spec, seed, models: advised, refused: told }
}

function stagesOf({ id }: NamedModel): Parameters<typeof showProgress>[0] {
  return [
    { title: id, owns: ({ type }) => type === 'answers' || type === 'waiting' },
    { title: 'forms', owns: ({ type }) => type === 'measured' },
  ]
}
