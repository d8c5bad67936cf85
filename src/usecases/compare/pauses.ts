/** What lets others work, and what ends the work. */
export interface Pauses {
  readonly signal?: AbortSignal | undefined
  /** Default: goes on at once. */
  readonly pause?: (() => Promise<unknown>) | undefined
}

/** What steps come to, with a pause before each. */
export async function withPauses<T>(steps: Generator<void, T>, { signal, pause }: Pauses): Promise<T> {
  for (;;) {
    await pause?.()
    signal?.throwIfAborted()
    const step = steps.next()
    if (step.done) return step.value
  }
}
