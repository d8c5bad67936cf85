import { messageOf, NumeracyError } from '../base/error.ts'

/** An error as `--json` and the live page report it. */
export interface ErrorJson {
  readonly error: {
    /** `internal` of one that is not thrown on purpose. */
    readonly code: string
    readonly message: string
    readonly details: Readonly<Record<string, unknown>>
  }
}

export function errorJson(error: unknown): ErrorJson {
  const { code, details } = error instanceof NumeracyError ? error : { code: 'internal', details: {} }
  return { error: { code, message: messageOf(error), details } }
}
