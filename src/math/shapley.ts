/** A predictor that the ones before it explain up to this share of its variance adds nothing. */
const minOwnVariance = 1e-9

/**
 * The share of R² that each of k predictors of y has: its gain in R² averaged over all orders in which the
 * predictors may enter (Lindeman, Merenda and Gold 1980; the Shapley value of R²). The shares are ≥ 0 and sum to
 * the R² of all predictors. A predictor that is constant, or that the others explain, gets what is its own: 0.
 *
 * @param products (k + 1) × (k + 1) sums of squares and products of the centred predictors and, last, of y
 * @returns k shares; NaN when y is constant. O(2^k · k³).
 */
export function shapleyShares(products: Float64Array, k: number): Float64Array {
  const explained = new Float64Array(2 ** k)
  for (let subset = 0; subset < 2 ** k; subset++) explained[subset] = rSquared(products, k, subset)
  const weight = Float64Array.from({ length: k }, (_, size) => 1 / (k * choose(k - 1, size)))
  return Float64Array.from({ length: k }, (_, predictor) => {
    let share = 0
    for (let subset = 0; subset < 2 ** k; subset++) {
      if (subset & (1 << predictor)) continue
      share += weight[sizeOf(subset)] * (explained[subset | (1 << predictor)] - explained[subset])
    }
    return share
  })
}

/** R² of the predictors whose bits are set, by Cholesky's decomposition; those that add nothing are passed over. */
function rSquared(products: Float64Array, k: number, subset: number): number {
  const width = k + 1
  const total = products[k * width + k]
  if (!(total > 0)) return Number.NaN
  const rows: { readonly factor: Float64Array; readonly pivot: number }[] = []
  let explained = 0
  for (let predictor = 0; predictor < k; predictor++) {
    if (!(subset & (1 << predictor))) continue
    const variance = products[predictor * width + predictor]
    // What is left of the predictor beside each other variable, once those before it are taken off.
    const factor = products.slice(predictor * width, (predictor + 1) * width)
    for (const row of rows)
      for (let other = 0; other < width; other++)
        factor[other] -= (row.factor[predictor] * row.factor[other]) / row.pivot
    const pivot = factor[predictor]
    if (!(pivot > minOwnVariance * variance)) continue
    explained += factor[k] ** 2 / pivot
    rows.push({ factor, pivot })
  }
  return Math.min(1, explained / total)
}

function choose(n: number, k: number): number {
  let ways = 1
  for (let at = 0; at < k; at++) ways = (ways * (n - at)) / (at + 1)
  return ways
}

function sizeOf(subset: number): number {
  let size = 0
  for (let bits = subset; bits > 0; bits &= bits - 1) size++
  return size
}
