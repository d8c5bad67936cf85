import { type Random, randomInteger } from '../base/random.ts'

/**
 * Weights of units in each resample, row-major (resamples × units): of the n units of a stratum n − 1 are drawn with
 * replacement, each to weigh n/(n − 1), so that the weights of a stratum sum to n. One fewer than there are, because
 * drawing n of few makes the variance too small by (n − 1)/n (Rao and Wu 1988). A unit that is alone in its stratum
 * always weighs 1.
 *
 * @param strata the stratum of each unit
 */
export function stratifiedWeights(
  strata: readonly string[],
  resamples: number,
  random: Random,
): Float64Array {
  const members = [...Map.groupBy(strata.keys(), unit => strata[unit]).values()]
  const weights = new Float64Array(strata.length * resamples)
  for (let resample = 0; resample < resamples; resample++) {
    const start = resample * strata.length
    for (const units of members) {
      const draws = Math.max(1, units.length - 1)
      for (let draw = 0; draw < draws; draw++)
        weights[start + units[randomInteger(random, units.length)]] += units.length / draws
    }
  }
  return weights
}
