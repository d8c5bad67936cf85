import { NumeracyError } from '../../base/error.ts'
import type { Event } from '../../base/events.ts'
import type { AnswerCache } from '../../store/answer-cache.ts'
import type { Context } from '../context.ts'
import { cacheDirectory, groups, type OptionsOf, type Program, shared } from '../options.ts'
import { table } from '../table.ts'

interface KeptModel {
  readonly model: string
  readonly answers: number
  readonly derived: number
  readonly bytes: number
}

function command(program: Program) {
  return program
    .command('cache')
    .description('show what the answer cache holds, by model')
    .addOption(shared.json)
}

function clearOf(cache: ReturnType<typeof command>) {
  return cache
    .command('clear')
    .description('forget all answers of a model, after asking')
    .argument('<model>', 'as `numeracy cache` names it, such as bundled:use-lite')
    .optionsGroup(groups.limits)
    .option('--yes', 'do not ask')
    .addOption(shared.json)
}

export function addCache(program: Program, context: Context): void {
  const cache = command(program).action(options =>
    withCache(program, context, cache => print(cache, options, context)),
  )
  clearOf(cache).action((model, _, self) => {
    const { yes = false, json = false } = self.optsWithGlobals()
    return withCache(program, context, cache => clear(cache, model, { yes, json }, context))
  })
}

async function print(
  cache: AnswerCache,
  { json }: OptionsOf<typeof command>,
  { stdout }: Context,
): Promise<void> {
  const models = keptModels(cache)
  if (json) {
    stdout.write(`${JSON.stringify({ path: cache.path, bytes: total(models), models }, null, 2)}\n`)
    return
  }
  stdout.write(`${cache.path ?? 'in memory'}: ${size(total(models))}\n`)
  if (models.length === 0) return
  stdout.write(
    table(
      [
        { title: 'model' },
        { title: 'answers', align: 'right' },
        { title: 'derived results', align: 'right' },
        { title: 'size', align: 'right' },
      ],
      models.map(({ model, answers, derived, bytes }) => [
        model,
        answers.toLocaleString('en'),
        derived.toLocaleString('en'),
        size(bytes),
      ]),
    ),
  )
}

async function clear(
  cache: AnswerCache,
  model: string,
  { yes, json }: { yes: boolean; json: boolean },
  context: Context,
): Promise<void> {
  const { nearestNames } = await import('../../math/edit-distance.ts')
  const kept = keptModels(cache)
  const found = kept.find(row => row.model === model)
  if (found === undefined) {
    const near = nearestNames(
      model,
      kept.map(row => row.model),
    )
    throw new NumeracyError(
      'unknown',
      `cache clear: nothing is kept of ${JSON.stringify(model)}. ${near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '`numeracy cache` lists the models.'}`,
      { details: { model, near } },
    )
  }
  if (!yes) {
    if (context.confirm === null) {
      throw new NumeracyError(
        'usage',
        `cache clear: nobody can be asked here whether to forget ${found.answers.toLocaleString('en')} answers of ${model}. Add --yes.`,
      )
    }
    if (!(await context.confirm(`Forget ${found.answers.toLocaleString('en')} answers of ${model}?`))) {
      context.stderr.write('Nothing is forgotten.\n')
      return
    }
  }
  const cleared = cache
    .summary()
    .filter(row => shortName(row.model) === model)
    .reduce((sum, row) => sum + cache.clear(row.model), 0)
  context.stdout.write(
    json
      ? `${JSON.stringify({ model, cleared })}\n`
      : `${cleared.toLocaleString('en')} answers of ${model} are forgotten.\n`,
  )
}

async function withCache(
  program: Program,
  context: Context,
  use: (cache: AnswerCache) => Promise<void>,
): Promise<void> {
  const { withCacheAt } = await import('../../usecases/session.ts')
  const listen = (event: Event) => event.type === 'notice' && context.stderr.write(`${event.message}\n`)
  await withCacheAt(cacheDirectory(program, context), listen, use)
}

/** What is kept, the identities of one model taken together. */
function keptModels(cache: AnswerCache): KeptModel[] {
  const rows = Map.groupBy(cache.summary(), ({ model }) => shortName(model))
  return [...rows].map(([model, group]) => ({
    model,
    answers: group.reduce((sum, row) => sum + row.answers, 0),
    derived: group.reduce((sum, row) => sum + row.derived, 0),
    bytes: group.reduce((sum, row) => sum + row.bytes, 0),
  }))
}

/** provider:model of an identity; what is kept of no model has a name of its own. */
function shortName(identity: string): string {
  if (!identity.startsWith('{')) return identity
  const { provider, model } = JSON.parse(identity) as { provider: string; model: string }
  return `${provider}:${model}`
}

function total(models: readonly KeptModel[]): number {
  return models.reduce((sum, { bytes }) => sum + bytes, 0)
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
