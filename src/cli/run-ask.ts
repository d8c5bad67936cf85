import type { Listener } from '../base/events.ts'
import type { NamedModel } from '../experiments/ask.ts'
import type { OnFailed } from '../experiments/failed-models.ts'
import { letGo, namedModels, noticesOf } from '../experiments/named-models.ts'
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

/**
 * Asks the models, or takes from the cache what they have answered before.
 * @param onFailed as in `askNearest`
 */
export async function runAsk(
  { embed, rerank, cache: directory, ...question }: AskCommand,
  context: Context,
  listen: Listener,
  onFailed?: OnFailed,
): Promise<AskResult> {
  const models = await namedModels(embed, rerank, context, onFailed)
  const cache = openCache({ directory, listen })
  try {
    const { now, wait, signal } = context
    for (const message of noticesOf(models)) listen({ type: 'notice', message })
    const options = { cache, now, wait, signal, listen, onFailed }
    return { models, result: await askNearest(question, models, options) }
  } finally {
    cache.close()
    await letGo(models)
  }
}
