import { isConstant } from './correlation.ts'

/** A line y = intercept + slope · x, and how well it fits. */
export interface Line {
  readonly intercept: number
  readonly slope: number
  /** Share of the weighted variance of y that the line explains, in [0, 1]; NaN when y is constant. */
  readonly rSquared: number
  /** Weighted sum of squared residuals. */
  readonly residual: number
}

/**
 * The weighted least-squares line y = intercept + slope · x. Weights are ≥ 0; left out, all are 1.
 * Slope and R² are NaN when all x of positive weight are equal.
 */
export function fitLine(x: ArrayLike<number>, y: ArrayLike<number>, weights?: ArrayLike<number>): Line {
  let total = 0
  let meanX = 0
  let meanY = 0
  for (let i = 0; i < x.length; i++) {
    const w = weights ? weights[i] : 1
    total += w
    meanX += w * x[i]
    meanY += w * y[i]
  }
  meanX /= total
  // A mean of equal numbers may differ from them in the last bit, and be taken for scatter.
  meanY = isConstant(y) ? y[0] : meanY / total
  let xx = 0
  let xy = 0
  let yy = 0
  for (let i = 0; i < x.length; i++) {
    const w = weights ? weights[i] : 1
    const dx = x[i] - meanX
    const dy = y[i] - meanY
    xx += w * dx * dx
    xy += w * dx * dy
    yy += w * dy * dy
  }
  const slope = xx === 0 ? Number.NaN : xy / xx
  const residual = Math.max(0, yy - slope * xy)
  return {
    intercept: meanY - slope * meanX,
    slope,
    rSquared: yy === 0 ? Number.NaN : 1 - residual / yy,
    residual,
  }
}
