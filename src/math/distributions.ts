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

/**
 * The exact limits of a share of which `hits` of `total` independent trials are seen (Clopper and Pearson 1934), each
 * missed with a chance of at most `tail`. 0 and 1 at the ends, where nothing limits it.
 */
export function exactLimits(hits: number, total: number, tail: number): readonly [low: number, high: number] {
  return [
    hits === 0 ? 0 : jstat.beta.inv(tail, hits, total - hits + 1),
    hits === total ? 1 : jstat.beta.inv(1 - tail, hits + 1, total - hits),
  ]
}
