import { NumeracyError } from '../../../base/error.ts'
import type { ModelEnvironment } from '../family.ts'

/** A key that a server wants, and the variable of the environment that it comes from. */
export interface ApiKey {
  readonly variable: string
  readonly value: string
}

/** Reads a key when a request is about to be made. */
export type KeySource = () => ApiKey

/**
 * Where the key of a server comes from. A key that is missing is an error of the first request, not of naming the
 * model: what is in the cache needs none.
 * @param who speaks in messages
 */
export function keyFrom(who: string, variable: string, { env }: ModelEnvironment): KeySource {
  return () => {
    const value = env[variable]?.trim() ?? ''
    if (value === '') {
      throw new NumeracyError(
        'usage',
        `${who}: got no key; expected one in the environment variable ${variable}. Set it, or put it in a file and name that with --env-file.`,
        { details: { variable } },
      )
    }
    if (!/^[\x21-\x7e]+$/.test(value)) {
      throw new NumeracyError(
        'usage',
        `${who}: got a key with blanks or special characters in ${variable}; expected letters, digits and signs only. Copy it again.`,
        { details: { variable } },
      )
    }
    return { variable, value }
  }
}
