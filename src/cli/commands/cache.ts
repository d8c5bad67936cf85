import { counted } from '../../base/counted.ts'
import { NumeracyError } from '../../base/error.ts'
import type { Event } from '../../base/events.ts'
import type { AnswerCache } from '../../store/answer-cache.ts'
import type { Context } from '../context.ts'
import type { KeptModel } from '../kept-models.ts'
import { cacheDirectory, groups, type OptionsOf, type Program, shared } from '../options.ts'
import { table } from '../table.ts'
import { widthOf } from '../wrapped.ts'

function command(program: Program) {
  return program
    .command('cache')
    .description('show what the answer cache holds, by model')
    .addOption(shared.json)
    .addHelpText('after', '\nExamples:\n  numeracy cache\n  numeracy cache clear bundled:use-lite')
}

function clearOf(cache: ReturnType<typeof command>) {
  return cache
    .command('clear')
    .description('delete all kept answers of a model, after a confirmation')
    .argument('<model>', 'as `numeracy cache` or any other output names it, such as bundled:use-lite')
    .optionsGroup(groups.limits)
    .option('--yes', 'delete without a confirmation')
    .addOption(shared.json)
}

export function addCache(program: Program, context: Context): void {
  const cache = command(program).action(options =>
    withCache(program, context, cache => print(cache, cacheDirectory(program, context), options, context)),
  )
  clearOf(cache).action((model, _, self) => {
    const { yes = false, json = false } = self.optsWithGlobals()
    return withCache(program, context, cache => clear(cache, model, { yes, json }, context))
  })
}

async function print(
  cache: AnswerCache,
  directory: string,
  { json }: OptionsOf<typeof command>,
  { stdout }: Context,
): Promise<void> {
  const { keptModels } = await import('../kept-models.ts')
  const { otherCaches } = await import('../../store/cache-place.ts')
  const models = keptModels(cache)
  const others = otherCaches(directory, cache.path)
  if (json) {
    const rows = models.map(({ rows: _, ...row }) => row)
    const all = { path: cache.path, bytes: total(models), models: rows, others }
    stdout.write(`${JSON.stringify(all, null, 2)}\n`)
    return
  }
  stdout.write(`${cache.path ?? 'in memory'}: ${size(total(models))}\n`)
  for (const { path, bytes } of others) stdout.write(`Beside it, not in use: ${path}, ${size(bytes)}\n`)
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
      widthOf(stdout),
    ),
  )
}

async function clear(
  cache: AnswerCache,
  name: string,
  { yes, json }: { yes: boolean; json: boolean },
  context: Context,
): Promise<void> {
  const { keptRows, keptModels } = await import('../kept-models.ts')
  const { model, rows } = keptRows(keptModels(cache), name)
  const answers = rows.reduce((sum, row) => sum + row.answers, 0)
  const question = `${counted(answers, 'answer')} of ${model}`
  if (!yes) {
    if (context.ask === null) {
      throw new NumeracyError(
        'usage',
        `cache clear: there is no terminal to ask whether to delete ${question}. Add --yes.`,
      )
    }
    if (!/^y(es)?$/i.test(await context.ask(`Delete ${question}? [y/N]`))) {
      context.stderr.write('Nothing is deleted.\n')
      return
    }
  }
  const cleared = rows.reduce((sum, row) => sum + cache.clear(row.model), 0)
  context.stdout.write(
    json ? `${JSON.stringify({ model, cleared })}\n` : `Deleted ${counted(cleared, 'answer')} of ${model}.\n`,
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

function total(models: readonly KeptModel[]): number {
  return models.reduce((sum, { bytes }) => sum + bytes, 0)
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
