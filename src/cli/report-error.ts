import { printableJson } from '../base/control-characters.ts'
import { messageOf, NumeracyError } from '../base/error.ts'
import type { Context } from './context.ts'
import { errorJson } from './error-json.ts'

export function isInterruption(error: unknown): boolean {
  return error instanceof NumeracyError && error.code === 'interrupted'
}

/** The message where nobody knew better what was interrupted. */
export function interrupted(): NumeracyError {
  return new NumeracyError(
    'interrupted',
    'Interrupted. Every answer that came is kept; run the same command to go on where it stopped.',
  )
}

/**
 * Reports an error in one message, whatever it is: as JSON with --json. Where something failed that should not have,
 * NUMERACY_TRACE shows the place.
 * @param args of the command line
 */
export function reportError(
  error: unknown,
  args: readonly string[],
  { stderr, env }: Pick<Context, 'stderr' | 'env'>,
): void {
  if (args.includes('--json')) stderr.write(`${printableJson(jsonText(error))}\n`)
  else if (error instanceof NumeracyError)
    stderr.write(`${error.code === 'interrupted' ? '' : 'error: '}${error.message}\n`)
  else {
    const stack = env.NUMERACY_TRACE && error instanceof Error ? `${error.stack}\n` : ''
    stderr.write(
      `error: numeracy failed in a way it should not: ${messageOf(error)}\nPlease report it. With NUMERACY_TRACE=1 the same command says where it failed.\n${stack}`,
    )
  }
}

/** Details may hold what JSON cannot; the message must come all the same. */
function jsonText(error: unknown): string {
  const json = errorJson(error)
  try {
    return JSON.stringify(json)
  } catch {
    return JSON.stringify({ error: { ...json.error, details: {} } })
  }
}
