/** Where a command writes. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
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
  /** Asks the user yes or no; null where nobody can answer. */
  readonly confirm: ((question: string) => Promise<boolean>) | null
  readonly tool: { readonly version: string; readonly node: string }
}
