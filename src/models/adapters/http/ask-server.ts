import { NumeracyError } from '../../../base/error.ts'
import type { Json } from '../../../base/json.ts'
import type { AskedAtOnce } from '../too-much.ts'
import type { KeySource } from './api-key.ts'
import { postJson } from './post-json.ts'

/** A server, and how it is asked. */
export interface Server {
  /** Speaks in messages. */
  readonly who: string
  /** Where to ask; where the first has no such path, the next. */
  readonly endpoints: readonly [string, ...string[]]
  /** Null for a server that wants none. */
  readonly key: KeySource | null
  /** In milliseconds. */
  readonly timeout: number
}

/** Posts to the endpoint that is there, and remembers which that was. */
export function askServer({ who, endpoints, key, timeout }: Server) {
  let there: string | undefined
  return async (body: Json, asked: AskedAtOnce, signal: AbortSignal | undefined): Promise<unknown> => {
    const bearer = key?.() ?? null
    const candidates = there === undefined ? endpoints : [there]
    let notThere: unknown
    for (const url of candidates) {
      try {
        const answer = await postJson({ who, url, body, asked, key: bearer, timeout, signal })
        there = url
        return answer
      } catch (error) {
        if (!isNotThere(error, notThere !== undefined)) throw error
        notThere ??= error
      }
    }
    throw notThere
  }
}

/** Of a later endpoint, anything that is not JSON too: a web page may stand at the root of a server. */
function isNotThere(error: unknown, later: boolean): boolean {
  if (!(error instanceof NumeracyError)) return false
  const { status } = error.details
  return status === 404 || status === 405 || (later && error.code === 'invalid-response')
}
