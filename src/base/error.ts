/** What kind of trouble an error is. */
export type ErrorCode =
  /** The command line or the options are not what the command takes. */
  | 'usage'
  /** A file, a text or a value that the user gave cannot be read as what it should be. */
  | 'input'
  /** A name (series, model, measure) that nothing here has. */
  | 'unknown'
  /** A model or a server answered, and the answer cannot be trusted. */
  | 'invalid-response'
  /** A model or a server did not answer, or refused to. */
  | 'model-unavailable'
  /** A file or a folder cannot be read or written. */
  | 'storage'
  /** The user stopped the work. */
  | 'interrupted'

export interface ErrorFacts {
  /** Facts for a program that reads the error; never a secret, always JSON. */
  readonly details?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
  /** Whether the same request may succeed later. Default false. */
  readonly retryable?: boolean
}

/**
 * The only error this package throws on purpose. Its message says who complains, what was got, what was
 * expected and what to do, in this order.
 */
export class NumeracyError extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, unknown>>
  readonly retryable: boolean

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'NumeracyError'
    this.code = code
    this.details = facts.details ?? {}
    this.retryable = facts.retryable ?? false
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message || error.name
  try {
    return String(error)
  } catch {
    return 'something that has no text'
  }
}
