/** How many positions of a ranking count in nDCG@10. */
export const cutoff = 10

/**
 * The discounts 1/log2(p + 1) of the positions before each, together: of none, of the first, of the first two … up to
 * `cutoff` (Järvelin and Kekäläinen 2002).
 */
export const discountsBefore = new Float64Array(cutoff + 1)
for (let position = 0; position < cutoff; position++)
  discountsBefore[position + 1] = discountsBefore[position] + 1 / Math.log2(position + 2)
