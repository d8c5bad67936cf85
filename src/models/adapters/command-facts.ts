import { NumeracyError } from '../../base/error.ts'
import { type ModelSpec, specName } from '../spec.ts'
import type { Hello } from './command-hello.ts'
import { commandRevision } from './command-revision.ts'
import type { ModelEnvironment } from './family.ts'

export const commandOptions = ['revision', 'hello', 'maxBatch', 'timeout'] as const

/** What the options of a spec say of a program. */
export interface CommandFacts {
  /** The name that the user gives this state of the model. */
  readonly revision: string | null
  /** Whether the program is asked who it is before anything else. */
  readonly hello: boolean
  readonly maxBatch: number | null
  /** In milliseconds. */
  readonly timeout: number
}

/** Loading a large model is part of the first answer. */
const defaultTimeout = 300_000

/** Timers count no further. */
const longestTimeout = 2_000_000_000

/** @throws NumeracyError `usage` */
export function commandFacts(spec: ModelSpec): CommandFacts {
  const { revision, hello, maxBatch, timeout } = spec.options
  const refuse = (option: string, expected: string): never => {
    throw new NumeracyError(
      'usage',
      `${specName(spec)}: got ?${option}=${spec.options[option]}; expected ${expected}.`,
      { details: { spec: specName(spec), option } },
    )
  }
  if (revision === '') refuse('revision', 'a name, such as ?revision=step-2000')
  if (hello !== undefined && !/^(?:true|false)$/.test(hello)) refuse('hello', 'true or false')
  if (maxBatch !== undefined && !/^[1-9]\d{0,5}$/.test(maxBatch))
    refuse('maxBatch', 'a whole number of texts from 1 to 999,999')
  const milliseconds = timeout === undefined ? defaultTimeout : Number(timeout) * 1000
  if (!(milliseconds > 0 && milliseconds <= longestTimeout))
    refuse('timeout', 'a number of seconds above 0, such as ?timeout=600')
  return {
    revision: revision ?? null,
    hello: hello === 'true',
    maxBatch: maxBatch === undefined ? null : Number(maxBatch),
    timeout: milliseconds,
  }
}

/** The revision in the identity: what the user names, else what the program says, else what its files hold. */
export async function revisionOf(
  facts: CommandFacts,
  hello: Hello | null,
  words: readonly string[],
  environment: ModelEnvironment,
): Promise<string> {
  const named = facts.revision ?? hello?.revision ?? (await commandRevision(words, environment))
  return hello?.model === undefined ? named : `${hello.model}@${named}`
}

/**
 * Why a program must not go on after its hello: what it says of itself would have to be in the identity, and is
 * not, or it says something else than when it was asked first.
 */
export function objectionTo(hello: Hello, facts: CommandFacts, first: Hello | null): string | null {
  if (first !== null) {
    return JSON.stringify(hello) === JSON.stringify(first)
      ? null
      : `it began with ${JSON.stringify(first)} before`
  }
  const { revision, model, listwise } = hello
  if (revision !== undefined && facts.revision !== null && revision !== facts.revision)
    return `the spec says ?revision=${facts.revision}`
  if (facts.hello) return null
  const known = facts.revision !== null
  if ((!known && (revision !== undefined || model !== undefined)) || listwise === true)
    return 'it is not read before the first question, so that answers would be kept under another name; add ?hello=true to the spec'
  return null
}
