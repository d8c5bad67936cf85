/** One kept answer: the SHA-256 of what was asked, and the bytes of what was answered. */
export interface Entry {
  readonly key: Uint8Array
  readonly value: Uint8Array
}

export interface ModelRows {
  /** Identity of the model, as `identityText` writes it. */
  readonly model: string
  readonly answers: number
  readonly derived: number
  /** Bytes of keys and values. */
  readonly bytes: number
}

/** What is kept of some keys, and who asks for the rest. */
export interface Claimed {
  /** The values in the order of the keys; undefined where nothing is kept. */
  readonly values: (Uint8Array | undefined)[]
  /** Places without a value that another process is asking for now. All others without one are the caller's. */
  readonly taken: ReadonlySet<number>
}

/**
 * Keeps answers of models, and results derived from them, by the hash of what they are made from. Never
 * throws because it cannot keep: it goes on in memory and says so through the listener it was opened with.
 */
export interface AnswerCache {
  /** Where the answers are kept; null when only in memory. */
  readonly path: string | null
  /** The values of `keys` in order; undefined where nothing is kept, and where what is kept was damaged on the disk. */
  read(keys: readonly Uint8Array[]): (Uint8Array | undefined)[]
  /** How many of `keys` are kept, without reading their values. */
  count(keys: readonly Uint8Array[]): number
  /** Keeps answers of one model; all of them or, on a crash, none. */
  write(model: string, entries: readonly Entry[]): void
  /**
   * Reads, and claims what is not kept, so that no other process asks for it meanwhile. A claim ends by
   * `release`, by `close`, or some seconds after the process that made it has died. A caller must not wait for
   * another process while it holds one. What this cache itself has claimed before is claimed again, never taken.
   *
   * @param nameOf what stands for a key in a claim: keys of one name are claimed together. Default: the key itself
   */
  claim(keys: readonly Uint8Array[], nameOf?: (key: Uint8Array) => Uint8Array): Claimed
  /** Ends the claims of these names that this cache made. */
  release(names: readonly Uint8Array[]): void
  readDerived(key: Uint8Array): Uint8Array | undefined
  /** Keeps a result made from answers of `model`; goes when the model's answers are cleared. */
  writeDerived(model: string, entry: Entry): void
  /** One row for each model that has anything here, by model. */
  summary(): ModelRows[]
  /** Forgets all answers and derived results of one model; returns how many answers. */
  clear(model: string): number
  /** Ends all claims. */
  close(): void
  /** Closes it, as `using` does at the end of its block. */
  [Symbol.dispose](): void
}

/** One row for each model, by model: what several caches have of it together. */
export function sumRows(rows: readonly ModelRows[]): ModelRows[] {
  const sums = new Map<string, ModelRows>()
  for (const row of rows) {
    const sum = sums.get(row.model)
    sums.set(row.model, {
      model: row.model,
      answers: row.answers + (sum?.answers ?? 0),
      derived: row.derived + (sum?.derived ?? 0),
      bytes: row.bytes + (sum?.bytes ?? 0),
    })
  }
  return [...sums.values()].sort((a, b) => (a.model < b.model ? -1 : 1))
}
