import type { Redis } from 'ioredis'

/** Answers in Redis on their way from a worker to all who want them. */
export interface AnswerBox {
  /** Says that `who` wants the answer to a request; to be said again at times while it waits. */
  want(id: string, who: string): Promise<void>
  isWanted(id: string): Promise<boolean>
  read(id: string): Promise<Buffer | undefined>
  /**
   * Counts one more try of a request, where it is still to be made.
   * @returns how many tries there were before; undefined where the answer lies there already, or nobody wants it any more
   */
  begin(id: string): Promise<number | undefined>
  /** The try that was begun does not count. */
  takeBack(id: string): Promise<void>
  /** Lays an answer down, and reports its id to those who listen. */
  give(id: string, answer: Buffer): Promise<void>
  /** `who` wants them no more: what nobody wants is deleted. */
  release(ids: readonly string[], who: string): Promise<void>
  /** The channel on which the ids of answers are reported. */
  readonly channel: string
}

/** How long what nobody takes stays, in milliseconds: that of a probe which was killed, so that its next run finds it. */
const lifetime = 3_600_000

const scripts = {
  want: `
    redis.call('SADD', KEYS[1], ARGV[1])
    redis.call('PEXPIRE', KEYS[1], ARGV[2])`,
  give: `
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
    redis.call('DEL', KEYS[2])
    redis.call('PUBLISH', ARGV[3], ARGV[4])`,
  begin: `
    if redis.call('EXISTS', KEYS[2]) == 1 or redis.call('EXISTS', KEYS[3]) == 0 then return -1 end
    local tries = redis.call('INCR', KEYS[1])
    redis.call('PEXPIRE', KEYS[1], ARGV[1])
    return tries - 1`,
  release: `
    redis.call('SREM', KEYS[1], ARGV[1])
    if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('DEL', KEYS[2]) end`,
} as const

export function answerBox(redis: Redis, prefix: string): AnswerBox {
  const answer = (id: string) => `${prefix}:answer:${id}`
  const wanted = (id: string) => `${prefix}:wanted:${id}`
  const tries = (id: string) => `${prefix}:tries:${id}`
  const channel = `${prefix}:answered`
  return {
    channel,
    async want(id, who) {
      await redis.eval(scripts.want, 1, wanted(id), who, lifetime)
    },
    isWanted: async id => (await redis.exists(wanted(id))) === 1,
    read: async id => (await redis.getBuffer(answer(id))) ?? undefined,
    async give(id, bytes) {
      await redis.eval(scripts.give, 2, answer(id), tries(id), bytes, lifetime, channel, id)
    },
    async begin(id) {
      const before = Number(await redis.eval(scripts.begin, 3, tries(id), answer(id), wanted(id), lifetime))
      return before < 0 ? undefined : before
    },
    async takeBack(id) {
      await redis.decr(tries(id))
    },
    async release(ids, who) {
      await Promise.all(ids.map(id => redis.eval(scripts.release, 2, wanted(id), answer(id), who)))
    },
  }
}
