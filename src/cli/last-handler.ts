import { NumeracyError } from '../base/error.ts'
import { troubleOf } from '../store/storage-trouble.ts'
import { filtered } from './context.ts'
import { interrupted, reportError } from './report-error.ts'

/** Milliseconds that the work at hand has to end by itself after a signal. */
const grace = 2000

/** Milliseconds within which a second signal is the first once more: npm hands on what the terminal has sent already. */
const echo = 300

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGBREAK'] as const

export interface LastHandler {
  /** Aborts at the first signal that ends a command. */
  readonly signal: AbortSignal
  /** From now on the work has all the time it wants to end after a signal; a second one still ends it at once. */
  finishAtLeisure(): void
  /** Ends the process with this code when nothing is left to do; what fails until then is not reported any more. */
  end(code: number): void
}

/**
 * Ends a process in order, whatever happens to it: signals, errors that nobody caught, output that cannot be written.
 * Programs that were begun die with it, because they listen for its exit.
 * @param args of the command line
 */
export function lastHandler(process: NodeJS.Process, args: readonly string[]): LastHandler {
  const { env } = process
  const interruption = new AbortController()
  let hasReported = false
  let isAtLeisure = false

  const endWith = (code: number, error: unknown): void => {
    if (!hasReported) {
      hasReported = true
      // The progress hides the cursor, and gets no chance to show it again.
      if (process.stderr.isTTY) process.stderr.write('\u001b[?25h')
      reportError(error, args, { stderr: filtered(process.stderr), env })
    }
    process.exit(code)
  }

  let first = 0
  for (const name of signals) {
    process.on(name, () => {
      const now = performance.now()
      if (!interruption.signal.aborted) {
        first = now
        interruption.abort()
        if (!isAtLeisure) setTimeout(endWith, grace, 130, interrupted()).unref()
      } else if (now - first > echo) endWith(130, interrupted())
    })
  }

  const uncaught = (error: unknown): void => {
    // Much fails when it is stopped. What should end does so soon.
    if (interruption.signal.aborted) return
    endWith(hasReported ? Number(process.exitCode) : 2, error)
  }
  process.on('uncaughtException', uncaught)
  process.on('unhandledRejection', uncaught)

  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Who reads our output may stop early, as `head` does, or a terminal may be gone: nothing is left to do then.
    if (error.code === 'EPIPE' || interruption.signal.aborted) process.exit()
    endWith(2, unwritableOutput(error))
  })
  // There is no way to report that nothing can be reported.
  process.stderr.on('error', () => {})

  return {
    signal: interruption.signal,
    finishAtLeisure() {
      isAtLeisure = true
    },
    end(code) {
      hasReported = code !== 0
      process.exitCode = code
    },
  }
}

function unwritableOutput(error: unknown): NumeracyError {
  const { reason } = troubleOf(error)
  return new NumeracyError(
    'storage',
    `Standard output cannot be written (${reason}). Send it to another place, and run the same command again.`,
    { cause: error },
  )
}
