import { basename } from 'node:path'
import type { Command } from 'commander'
import type { parseSpec } from '../../models/spec.ts'
import type { AnswerCache, ModelRows } from '../../store/answer-cache.ts'
import type { Context } from '../context.ts'
import { cacheDirectory } from '../options.ts'

interface KeptModel {
  readonly model: string
  readonly answers: number
  readonly derived: number
  readonly bytes: number
}

export function addCache(program: Command, context: Context): void {
  const command = program
    .command('cache')
    .description('show what the answer cache holds, by model')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      await withCache(program, context, async cache => {
        const models = keptModels(cache)
        const { otherCaches } = await import('../../store/cache-place.ts')
        const others = otherCaches(directoryOf(program, context), cache.path)
        if (json) {
          context.stdout.write(
            `${JSON.stringify({ path: cache.path, bytes: total(models), models, others }, null, 2)}\n`,
          )
          return
        }
        const { table } = await import('../table.ts')
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
          ),
        )
      })
    })
  command
    .command('clear')
    .description('forget all answers of a model, after asking')
    .argument('<model>', 'as `numeracy cache` or a run names it, such as bundled:use-lite')
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
  model: string,
  { yes, json }: { yes: boolean; json: boolean },
  context: Context,
): Promise<void> {
  const { NumeracyError } = await import('../../base/error.ts')
  const { nearestNames } = await import('../../math/edit-distance.ts')
  const { parseSpec } = await import('../../models/spec.ts')
  const named = namedRows(model, cache.summary(), parseSpec)
  if (named.length === 0) {
    const near = nearestNames(
      model,
      keptModels(cache).map(row => row.model),
    )
    throw new NumeracyError(
      'unknown',
      `cache clear: nothing is kept of ${JSON.stringify(model)}. ${near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '`numeracy cache` lists the models.'}`,
      { details: { model, near } },
    )
  }
  const answers = named.reduce((sum, row) => sum + row.answers, 0).toLocaleString('en')
  if (!yes) {
    if (context.confirm === null) {
      throw new NumeracyError(
        'usage',
        `cache clear: nobody can be asked here whether to forget ${answers} answers of ${model}. Add --yes.`,
      )
    }
    if (!(await context.confirm(`Forget ${answers} answers of ${model}?`))) {
      context.stderr.write('Nothing is forgotten.\n')
      return
    }
  }
  const cleared = named.reduce((sum, row) => sum + cache.clear(row.model), 0)
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

/**
 * What is kept of a model by a name that numeracy prints or takes: that of the list, that of a run, such as
 * embedder:bundled:use-lite, or a spec. An address in a spec counts, its other options do not.
 */
function namedRows(name: string, rows: readonly ModelRows[], parse: typeof parseSpec): ModelRows[] {
  const listed = rows.filter(row => shortName(row.model) === name)
  if (listed.length > 0) return listed
  const [, kind, text] = /^(?:(embedder|reranker):)?(.*)$/s.exec(name)!
  const spec = specOrNull(text, parse)
  if (spec === null) return []
  const { provider, options } = spec
  const model = provider === 'folder' ? basename(spec.name) : spec.name
  return rows.filter(row => {
    if (shortName(row.model) !== `${provider}:${model}`) return false
    const identity = JSON.parse(row.model) as { kind: string; baseURL: string | null }
    return (
      (kind === undefined || identity.kind === kind) &&
      (options.baseURL === undefined || identity.baseURL === options.baseURL)
    )
  })
}

function specOrNull(text: string, parse: typeof parseSpec): ReturnType<typeof parseSpec> | null {
  try {
    return parse(text)
  } catch {
    return null
  }
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
