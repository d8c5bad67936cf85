import { seededRandom } from '../../base/random.ts'
import { withBatches } from '../../models/decorators/batches.ts'
import { type Decorated, decorated, type Model } from '../../models/decorators/decorated.ts'
import { withOutgoing } from '../../models/decorators/outgoing.ts'
import { withPace } from '../../models/decorators/pace.ts'
import { withRetry } from '../../models/decorators/retry.ts'
import { type RetryOptions, requestTurns } from '../../models/decorators/turns.ts'
import { identityText } from '../../models/identity.ts'

/** What the doctor takes from the world. */
export interface ExamOptions {
  readonly wait: RetryOptions['wait']
  /** Milliseconds since 1970: for the pace of requests. */
  readonly now: () => number
  /** Milliseconds from any start, with fractions: for how long an answer takes. */
  readonly clock: () => number
  readonly signal?: AbortSignal
  /** Called when a request waits, because it failed or because the model's pace is reached: for so many milliseconds. */
  readonly onWait?: (milliseconds: number) => void
}

/** Most attempts at a request: enough for a server that wakes up, few enough for one that is not there. */
const attempts = 4

/** A server that asks for a longer wait is not waited for. */
const longestRetryAfter = 300_000

/** A model that keeps nothing, and how long its requests took. */
export interface Asked<M extends Model> {
  readonly model: Decorated<M>
  /** Milliseconds of each request that was answered, waits not counted. */
  readonly durations: readonly number[]
  /** The model that a server says has answered, where that is another than the one asked. */
  anotherModel(): string | undefined
}

/** The model behind batches, retry and pace, one request at a time and without any cache. */
export function asked<M extends Model>(adapter: M, options: ExamOptions): Asked<M> {
  const { clock, now, onWait } = options
  const durations: number[] = []
  const wait: RetryOptions['wait'] = (milliseconds, signal) => {
    onWait?.(milliseconds)
    return options.wait(milliseconds, signal)
  }
  const timed = async <Answer>(request: () => Promise<Answer>): Promise<Answer> => {
    const begun = clock()
    const answer = await request()
    durations.push(clock() - begun)
    return answer
  }
  const watched = decorated(adapter as Model, {
    embed: embedder => (texts, given) => timed(() => embedder.embed(texts, given)),
    score: reranker => (query, documents, given) => timed(() => reranker.score(query, documents, given)),
  })
  let another: string | undefined
  const turns = requestTurns({
    wait,
    now,
    random: seededRandom(0, 'doctor', identityText(adapter.id)),
    attempts,
    longestRetryAfter,
    concurrency: 1,
  })
  const outgoing = withOutgoing(watched, turns, {
    onAnotherModel(name) {
      another = name
    },
  })
  const paced = withPace(outgoing, {
    pace: adapter.pace ?? {},
    now,
    wait: turns.wait,
    longestRetryAfter,
  })
  const model = withBatches(withRetry(paced, turns), { width: 1 })
  return { model: model as Decorated<M>, durations, anotherModel: () => another }
}
