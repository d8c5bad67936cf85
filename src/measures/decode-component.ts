import type { Json } from '../base/json.ts'
import { spearman } from '../math/correlation.ts'
import { largestEigenPairs } from '../math/symmetric-eigen.ts'
import type { DecodeItems } from './decode-items.ts'

/** Principal components that are looked at: those with the most variance. */
const looked = 10

/**
 * The principal component of the vectors that orders the values best: its place by variance from 1, its share of
 * the variance, and |Spearman| of its scores with the values. Null on a circle. O(n³).
 */
export function orderingComponent({ n, centred, values, circular }: DecodeItems): Json {
  if (circular) return null
  let trace = 0
  for (let i = 0; i < n; i++) trace += centred[i * n + i]
  const components = largestEigenPairs(centred, n, looked)
    .filter(({ value }) => value > 1e-9 * trace)
    .map(({ value, vector }, at) => ({
      index: at + 1,
      share: value / trace,
      // Equal vectors have equal scores but for the last digits.
      correlation: Math.abs(
        spearman(
          vector.map(score => Math.round(score * 1e9)),
          values,
        ),
      ),
    }))
    .filter(({ correlation }) => !Number.isNaN(correlation))
  if (components.length === 0) return null
  return components.reduce((best, each) => (each.correlation > best.correlation ? each : best))
}
