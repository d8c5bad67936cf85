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

/**
 * Keeps answers of models, and results derived from them, by the hash of what they are made from. Never
 * throws because it cannot keep: it goes on in memory and says so through the listener it was opened with.
 */
export interface AnswerCache {
  /** Where the answers are kept; null when only in memory. */
  readonly path: string | null
  /** The values of `keys` in order; undefined where nothing is kept. */
  read(keys: readonly Uint8Array[]): (Uint8Array | undefined)[]
  /** How many of `keys` are kept, without reading their values. */
  count(keys: readonly Uint8Array[]): number
  /** Keeps answers of one model; all of them or, on a crash, none. */
  write(model: string, entries: readonly Entry[]): void
  readDerived(key: Uint8Array): Uint8Array | undefined
  /** Keeps a result made from answers of `model`; goes when the model's answers are cleared. */
  writeDerived(model: string, entry: Entry): void
  /** One row for each model that has anything here, by model. */
  summary(): ModelRows[]
  /** Forgets all answers and derived results of one model; returns how many answers. */
  clear(model: string): number
  close(): void
}
