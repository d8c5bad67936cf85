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
