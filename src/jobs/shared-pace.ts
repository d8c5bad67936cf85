import type { Redis } from 'ioredis'
import { NumeracyError } from '../base/error.ts'
import { withApart } from '../models/decorators/apart.ts'
import type { Decorated, Model } from '../models/decorators/decorated.ts'
import { longestUsualWait } from '../models/decorators/turns.ts'

export interface SharedPaceOptions {
  readonly redis: Redis
  /** Where the bucket of this model is kept. */
  readonly key: string
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
  /** Aborts when the worker ends: requests that have not gone out go to another. */
  readonly stopping: AbortSignal
}

/** How often a request that is refused as too early goes out again before that counts as a failure. */
const attempts = 5

/** Milliseconds until a bucket that nobody uses is forgotten. */
const lifetime = 2 * 3_600_000

/**
 * Takes the next place in the bucket: `next` is when it is free. What a server asked for (`paused`) moves all places.
 * Time is that of Redis, so that the clocks of workers do not matter. Gives the milliseconds to wait.
 */
const takeScript = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local next = tonumber(redis.call('HGET', KEYS[1], 'next') or 0)
  local paused = tonumber(redis.call('HGET', KEYS[1], 'paused') or 0)
  local at = math.max(now, next, paused)
  redis.call('HSET', KEYS[1], 'next', string.format('%.3f', at + tonumber(ARGV[1])))
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return math.ceil(at - now)`

const pausedScript = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  return math.max(0, math.ceil(tonumber(redis.call('HGET', KEYS[1], 'paused') or 0) - now))`

const pauseScript = `
  local time = redis.call('TIME')
  local until_ = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[1])
  if until_ > tonumber(redis.call('HGET', KEYS[1], 'paused') or 0) then
    redis.call('HSET', KEYS[1], 'paused', string.format('%.3f', until_))
  end
  redis.call('PEXPIRE', KEYS[1], ARGV[2])`

/**
 * The same model, asked by all workers together no faster than its pace. When a server says that it is too much (429,
 * or any error with `details.retryAfterSeconds`), all workers wait, and the request goes out again.
 */
export function withSharedPace<M extends Model>(model: M, options: SharedPaceOptions): Decorated<M> {
  const { redis, key, wait, stopping } = options

  async function turn(apart: number): Promise<void> {
    if (apart > 0) await waited(Number(await redis.eval(takeScript, 1, key, apart, lifetime)))
    // A pause that came meanwhile holds for those who have their place already.
    for (;;) {
      const left = Number(await redis.eval(pausedScript, 1, key))
      if (left === 0) return
      await waited(left)
    }
  }

  async function waited(milliseconds: number): Promise<void> {
    stopping.throwIfAborted()
    if (milliseconds > 0) await wait(milliseconds, stopping)
  }

  return withApart(model, model.pace ?? {}, async (request, apart) => {
    for (let attempt = 1; ; attempt++) {
      await turn(apart())
      try {
        return await request()
      } catch (error) {
        const pause = pauseOf(error, attempt)
        if (pause === undefined || attempt === attempts) throw error
        await redis.eval(pauseScript, 1, key, pause, lifetime)
      }
    }
  })
}

/** How long all wait after an error; undefined where waiting is not what helps. */
function pauseOf(error: unknown, attempt: number): number | undefined {
  if (!(error instanceof NumeracyError) || !error.retryable) return undefined
  const { retryAfterSeconds, status } = error.details
  const asked = typeof retryAfterSeconds === 'number' ? retryAfterSeconds * 1000 : undefined
  if (asked === undefined && status !== 429) return undefined
  const pause = (asked ?? 0) + 500 * 2 ** (attempt - 1)
  return pause > longestUsualWait ? undefined : pause
}
