import { NumeracyError } from '../../../base/error.ts'
import { canonicalJson, type Json } from '../../../base/json.ts'
import type { Pace } from '../../pace.ts'
import { type ModelSpec, specName } from '../../spec.ts'
import type { SpecOptions } from './spec-options.ts'

/** Options of every family that asks a server. `revision`: the user's name for the weights there; `body.*`: members of each request. */
export const serverOptions = [
  'baseURL',
  'revision',
  'timeout',
  'maxBatch',
  'concurrency',
  'requestsPerMinute',
  'tokensPerMinute',
  'body.*',
] as const

const defaultTimeout = 120

/** In seconds; fetch waits no longer for the headers of an answer. */
const longestTimeout = 300

const defaultConcurrency = 8

/** How long a server has for an answer, in milliseconds. */
export function timeoutIn(options: SpecOptions): number {
  return (options.number('timeout', 0.01, longestTimeout) ?? defaultTimeout) * 1000
}

/** @param usual what the options do not say */
export function paceIn(options: SpecOptions, usual: Pace = {}): Pace {
  const { concurrency = defaultConcurrency } = usual
  const requestsPerMinute = options.number('requestsPerMinute', 0.01, 1e6) ?? usual.requestsPerMinute
  const tokensPerMinute = options.number('tokensPerMinute', 1, 1e12) ?? usual.tokensPerMinute
  return {
    concurrency: options.whole('concurrency', 1, 1024) ?? concurrency,
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
  }
}

/**
 * The members that a user adds to each request.
 * @param own members that the adapter writes itself
 * @throws NumeracyError `usage` when one of them is among the adapter's own
 */
export function bodyIn(
  spec: ModelSpec,
  options: SpecOptions,
  own: readonly string[],
): Readonly<Record<string, Json>> {
  const body = options.members('body')
  const taken = Object.keys(body).find(name => own.includes(name) || name === '')
  if (taken !== undefined) {
    throw new NumeracyError(
      'usage',
      `${specName(spec)}: got the option body.${taken}; expected the name of a member that is not written anyway (${own.join(', ')}). Leave it out.`,
      { details: { spec: specName(spec), option: `body.${taken}` } },
    )
  }
  return body
}

/** What of a request changes the answer, as the task of an identity; null where nothing does. */
export function taskText(parts: readonly string[]): string | null {
  return parts.length === 0 ? null : parts.join('; ')
}

/** Members of a request as a part of a task. */
export function bodyParts(body: Readonly<Record<string, Json>>): readonly string[] {
  return Object.keys(body).length === 0 ? [] : [`body ${canonicalJson(body)}`]
}
