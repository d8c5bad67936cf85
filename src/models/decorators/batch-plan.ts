export interface BatchLimits {
  /** Most items in a batch. */
  readonly maxBatch: number
  /** Most tokens in a batch, and the tokens of each item. */
  readonly tokens?: { readonly most: number; readonly of: readonly number[] }
}

/**
 * The places 0 … count − 1 in order, cut into as few consecutive batches as the limits allow. An item that is
 * over the token limit by itself gets a batch of its own: the model may still cut it or refuse it.
 */
export function planBatches(count: number, { maxBatch, tokens }: BatchLimits): number[][] {
  const batches: number[][] = []
  let batch: number[] = []
  let filled = 0
  for (let place = 0; place < count; place++) {
    const cost = tokens?.of[place] ?? 0
    const full = batch.length >= maxBatch || (tokens !== undefined && filled + cost > tokens.most)
    if (full && batch.length > 0) {
      batches.push(batch)
      batch = []
      filled = 0
    }
    batch.push(place)
    filled += cost
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}
