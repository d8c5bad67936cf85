import type { Command } from 'commander'
import type { AnswerCache } from '../../store/answer-cache.ts'
import type { Context } from '../context.ts'
import type { KeptModel } from '../kept-models.ts'
import { cacheDirectory } from '../options.ts'

export function addCache(program: Command, context: Context): void {
  const command = program
    .command('cache')
    .description('show what the answer cache holds, by model')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      await withCache(program, context, async cache => {
        const { keptModels } = await import('../kept-models.ts')
        const models = keptModels(cache)
        const { otherCaches } = await import('../../store/cache-place.ts')
        const others = otherCaches(directoryOf(program, context), cache.path)
        if (json) {
          const rows = models.map(({ rows: _, ...row }) => row)
          context.stdout.write(
            `${JSON.stringify({ path: cache.path, bytes: total(models), models: rows, others }, null, 2)}\n`,
          )
          return
        }
        const { table } = await import('../table.ts')
        const { widthOf } = await import('../wrapped.ts')
        context.stdout.write(`${cache.path ?? 'in memory'}: ${size(total(models))}\n`)
        for (const { path, bytes } of others)
          context.stdout.write(`Beside it, not in use: ${path}, ${size(bytes)}\n`)
        if (models.length === 0) return
        context.stdout.write(
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
            widthOf(context.stdout),
          ),
        )
      })
    })
  command
    .command('clear')
    .description('forget all answers of a model, after asking')
    .argument('<model>', 'as `numeracy cache` or any other output names it, such as bundled:use-lite')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .action(async (model: string, _: unknown, self: Command) => {
      const { yes, json } = self.optsWithGlobals<{ yes?: boolean; json?: boolean }>()
      await withCache(program, context, cache =>
        clear(cache, model, { yes: yes ?? false, json: json ?? false }, context),
      )
    })
}

async function clear(
  cache: AnswerCache,
  name: string,
  { yes, json }: { yes: boolean; json: boolean },
  context: Context,
): Promise<void> {
  const { NumeracyError } = await import('../../base/error.ts')
  const { keptRows, keptModels } = await import('../kept-models.ts')
  const { model, rows } = keptRows(keptModels(cache), name)
  const answers = rows.reduce((sum, row) => sum + row.answers, 0)
  const question = `${answers.toLocaleString('en')} answers of ${model}`
  if (!yes) {
    if (context.confirm === null) {
      throw new NumeracyError(
        'usage',
        `cache clear: nobody can be asked here whether to forget ${question}. Add --yes.`,
      )
    }
    if (!(await context.confirm(`Forget ${question}?`))) {
      context.stderr.write('Nothing is forgotten.\n')
      return
    }
  }
  const cleared = rows.reduce((sum, row) => sum + cache.clear(row.model), 0)
  context.stdout.write(
    json
      ? `${JSON.stringify({ model, cleared })}\n`
      : `${cleared.toLocaleString('en')} answers of ${model} are forgotten.\n`,
  )
}

async function withCache(
  program: Command,
  context: Context,
  use: (cache: AnswerCache) => Promise<void>,
): Promise<void> {
  const { openCache } = await import('../../store/open-cache.ts')
  const cache = openCache({
    directory: directoryOf(program, context),
    listen: event => event.type === 'notice' && context.stderr.write(`${event.message}\n`),
  })
  try {
    await use(cache)
  } finally {
    cache.close()
  }
}

function directoryOf(program: Command, context: Context): string {
  return cacheDirectory(program.opts<{ cache?: string }>().cache, context)
}

function total(models: readonly KeptModel[]): number {
  return models.reduce((sum, { bytes }) => sum + bytes, 0)
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
