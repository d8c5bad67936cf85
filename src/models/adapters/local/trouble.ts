import { type ErrorCode, NumeracyError } from '../../../base/error.ts'

/** Who speaks in the errors of a local model: its spec without options. */
export interface Named {
  readonly spec: string
}

/** An error about a local model; `problem` says what was got, what was expected and what to do. */
export function trouble(
  code: ErrorCode,
  { spec }: Named,
  problem: string,
  facts: { readonly cause?: unknown; readonly details?: Readonly<Record<string, unknown>> } = {},
): NumeracyError {
  return new NumeracyError(code, `${spec}: ${problem}`, {
    ...(facts.cause === undefined ? {} : { cause: facts.cause }),
    details: { model: spec, ...facts.details },
  })
}
