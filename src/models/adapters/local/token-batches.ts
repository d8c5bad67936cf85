export interface TokenBatchLimits {
  /** Most texts in a batch. */
  readonly texts: number
  /** Most tokens in a batch, padding counted; a single text may be longer. */
  readonly tokens: number
}

/**
 * The places 0 … lengths.length − 1, sorted by length so that little is padded, cut into batches. Equal lengths
 * stay in order: the same lengths always make the same batches.
 */
export function tokenBatches(lengths: readonly number[], { texts, tokens }: TokenBatchLimits): number[][] {
  const places = [...lengths.keys()].sort((a, b) => lengths[a] - lengths[b])
  const batches: number[][] = []
  let batch: number[] = []
  for (const place of places) {
    const full = batch.length >= texts || (batch.length + 1) * lengths[place] > tokens
    if (full && batch.length > 0) {
      batches.push(batch)
      batch = []
    }
    batch.push(place)
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}
