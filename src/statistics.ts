/**
 * What an analysis of one's own needs besides the models: chance that can be repeated, resampling, and the statistics
 * that the published analyses use. Numbers in, numbers out.
 */
export { type Random, randomInteger, seededRandom, shuffled } from './base/random.ts'
export { percentileInterval, resampleItems, resamplesFor } from './math/bootstrap.ts'
export { isConstant, spearman } from './math/correlation.ts'
export { editDistance } from './math/edit-distance.ts'
export { fitLine, type Line } from './math/line.ts'
export { mean, quantile, weightedMean } from './math/quantile.ts'
export {
  doublyCentred,
  type Features,
  type LinearFit,
  pickFeatures,
  predicted,
  ridgeFits,
  totalVariance,
} from './math/ridge.ts'
export { roundSignificant } from './math/round.ts'
export { shapleyShares } from './math/shapley.ts'
export { type EigenPair, largestEigenPairs } from './math/symmetric-eigen.ts'
