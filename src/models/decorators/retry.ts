import { around } from './around.ts'
import type { Decorated, Model } from './decorated.ts'
import type { Turns } from './turns.ts'

/** The same model, its requests made when their turn comes, and again where that may help. */
export function withRetry<M extends Model>(model: M, turns: Turns): Decorated<M> {
  return around(model, (request, signal) => turns.run(request, signal))
}
