import type { Trend } from '../math/trend.ts'
import { covarianceLength, type Smooth } from './rhythm-null.ts'
import type { Scored } from './scored.ts'

/**
 * The vectors that a model would have if its similarities fell as `trend` does and nothing else were in them.
 * At lag 0 the covariance is higher by what the diagonal stands above the trend: each item's own part. What
 * neighbouring pairs differ by beyond that is the pairs' own. O(n²).
 * @param sign −1 where the trend is that of the similarities upside down
 */
export function smoothOf(scored: Scored, trend: Trend, sign: 1 | -1): Smooth {
  const { n, series } = scored
  const circular = series.ruler === 'circular'
  const covariance = trend.fall(covarianceLength(n, circular))
  const jump = diagonalOf(scored) - sign * (trend.constant + covariance[0])
  covariance[0] += sign === 1 ? Math.max(0, jump) : Math.abs(jump)
  const dimensions = Math.max(1, Math.round(participationRatio(scored)))
  const explained = (covariance[0] - covariance[1]) ** 2 / dimensions
  return { n, circular, covariance, dimensions, scatter: Math.max(0, pairScatter(scored) - explained) }
}

/**
 * How many dimensions the similarities spread over: (Σλ)² / Σλ² of the symmetric part of S without its row and
 * column means. 1 where nothing is left.
 */
export function participationRatio({ n, raw }: Scored): number {
  let trace = 0
  let total = 0
  let square = 0
  let rows = 0
  for (let i = 0; i < n; i++) {
    let row = 0
    for (let j = 0; j < n; j++) {
      const entry = (raw[i * n + j] + raw[j * n + i]) / 2
      row += entry
      square += entry * entry
    }
    trace += raw[i * n + i]
    total += row
    rows += row * row
  }
  const centred = square - (2 * rows) / n + (total / n) ** 2
  return centred > 1e-12 * square ? (trace - total / n) ** 2 / centred : 1
}

function diagonalOf({ n, raw }: Scored): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += raw[i * n + i]
  return sum / n
}

/** The variance of what single pairs have of their own, by differences of neighbours in rows and in columns. */
function pairScatter({ n, raw }: Scored): number {
  let sum = 0
  for (let i = 0; i < n - 3; i++) {
    for (let j = i + 2; j < n - 1; j++) {
      const forth = raw[i * n + j] - raw[i * n + j + 1] - raw[(i + 1) * n + j] + raw[(i + 1) * n + j + 1]
      const back = raw[j * n + i] - raw[(j + 1) * n + i] - raw[j * n + i + 1] + raw[(j + 1) * n + i + 1]
      sum += ((forth + back) / 2) ** 2
    }
  }
  return sum / (2 * (n - 2) * (n - 3))
}
