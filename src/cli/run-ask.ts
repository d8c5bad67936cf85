import type { Listener } from '../base/events.ts'
import type { NamedModel } from '../experiments/ask.ts'
import { letGo, namedModels } from '../experiments/named-models.ts'
import { askNearest } from '../experiments/nearest.ts'
import type { NearestQuestion, NearestResult } from '../experiments/nearest-answer.ts'
import { openCache } from '../store/open-cache.ts'
import type { Context } from './context.ts'

/** What `numeracy ask` was asked. */
export interface AskCommand extends NearestQuestion {
  readonly embed: readonly string[]
  readonly rerank: readonly string[]
  /** Folder of the cache. */
  readonly cache: string
}

export interface AskResult {
  readonly models: readonly NamedModel[]
  readonly result: NearestResult
}

/** Asks the models, or takes from the cache what they have answered before. */
export async function runAsk(
  { embed, rerank, cache: directory, ...question }: AskCommand,
  context: Context,
  listen: Listener,
): Promise<AskResult> {
  const models = await namedModels(embed, rerank, context)
  const cache = openCache({ directory, listen })
  try {
    const { now, wait, signal } = context
    return { models, result: await askNearest(question, models, { cache, now, wait, signal, listen }) }
  } finally {
    cache.close()
    await letGo(models)
  }
}
