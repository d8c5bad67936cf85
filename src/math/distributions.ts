/// <reference path="../../types/jstat.d.ts" />
import jstat from 'jstat'

/** The quantile of the standard normal distribution at `probability` in (0, 1). */
export function normalQuantile(probability: number): number {
  return jstat.normal.inv(probability, 0, 1)
}

/** The chance that a standard normal value is farther from 0 than `z`, on either side. Below 1e-15 it is 0. */
export function normalTails(z: number): number {
  return 2 * jstat.normal.cdf(-Math.abs(z), 0, 1)
}

/** The exact 95 % interval of a share: `right` successes of `n` independent trials (Clopper and Pearson 1934). */
export function binomialInterval(right: number, n: number): readonly [low: number, high: number] {
  return [
    right === 0 ? 0 : jstat.beta.inv(0.025, right, n - right + 1),
    right === n ? 1 : jstat.beta.inv(0.975, right + 1, n - right),
  ]
}
