import { printable, printableJson } from '../base/control-characters.ts'
import type { Settings } from '../usecases/session.ts'

/** Where a command writes. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  /** The stream itself, for what styles its own text and shows nobody else's raw: the progress alone. */
  readonly unfiltered?: Output | undefined
}

/** All that a command takes from the world; a test gives its own. */
export interface Context {
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly now: () => Date
  /** Rejects with the signal's reason when it aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal
  /** Asks the user for a line; null where nobody can answer. */
  readonly ask: ((question: string) => Promise<string>) | null
  readonly tool: { readonly version: string; readonly node: string }
  /** To be called by what may take long to end in order: the first signal then only asks for it, a second one ends it. */
  readonly finishAtLeisure?: () => void
  /** How much is said on stderr beside errors. Default `usual`. */
  readonly talk?: () => Talk
}

/** Errors alone; notes and progress; or each request, retry and phase too. */
export type Talk = 'quiet' | 'usual' | 'verbose'

/** What use cases take of it. */
export function settingsOf({ env, cwd, now, wait, signal, tool }: Context): Settings {
  return { environment: { env, cwd }, now, wait, signal, tool }
}

/**
 * The same world with a filter before each way to the user, so that texts of files, servers and programs are shown
 * and never obeyed by a terminal. In JSON they are escaped, elsewhere pictured.
 * @param isJson whether what goes to stdout is JSON
 */
export function withFilters(context: Context, isJson: boolean): Context {
  const { stdout, stderr, ask } = context
  return {
    ...context,
    stdout: filtered(stdout, isJson ? printableJson : printable),
    stderr: filtered(stderr),
    ask: ask && (question => ask(printable(question))),
  }
}

/** An output of notes: nothing reaches it while the user wants quiet. */
export function unlessQuiet(output: Output, talk: () => Talk): Output {
  return {
    write: text => (talk() === 'quiet' ? undefined : output.write(text)),
    get isTTY() {
      return output.isTTY
    },
    get columns() {
      return output.columns
    },
    get unfiltered() {
      return output.unfiltered
    },
  }
}

/** Where errors and results go that stderr must show even with --quiet. */
export function loud({ stderr }: Pick<Context, 'stderr'>): Output {
  return filtered(stderr.unfiltered ?? stderr)
}

/** An output that shows control characters instead of passing them on. */
export function filtered(output: Output, filter: (text: string) => string = printable): Output {
  return {
    write: text => output.write(filter(text)),
    get isTTY() {
      return output.isTTY
    },
    get columns() {
      return output.columns
    },
    unfiltered: output,
  }
}
