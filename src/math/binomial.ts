/// <reference path="../../types/jstat.d.ts" />
import jstat from 'jstat'

/** The exact 95 % interval of a share: `right` successes of `n` independent trials (Clopper and Pearson 1934). */
export function binomialInterval(right: number, n: number): readonly [low: number, high: number] {
  return [
    right === 0 ? 0 : jstat.beta.inv(0.025, right, n - right + 1),
    right === n ? 1 : jstat.beta.inv(0.975, right + 1, n - right),
  ]
}
