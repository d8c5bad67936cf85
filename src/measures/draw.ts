import { concordanceRows } from '../math/concordance.ts'
import { levelsOf } from '../math/correlation.ts'
import { drawAt, type GroupedPairs, type ItemDraws } from '../math/draw-kernel.ts'
import type { ItemTriples } from '../math/triple-share.ts'
import { drawKernel } from '../math/vector-draws.ts'
import { type LagProfile, lagsAt } from './lag-profile.ts'
import { offDiagonal, type Scored } from './scored.ts'

/** The ruler of a series, or its logarithm, where it has one. */
export type DrawRuler = 'own' | 'log'

/** One draw of a bootstrap: how much each item weighs, and what several measures need of the matrix then. */
export interface Draw {
  /** One for each item, ≥ 0. */
  readonly weights: ArrayLike<number>
  /** Whether the closer one scores higher. */
  concordance(): number
  /** Mean and spread at each lag that weighs anything. */
  profile(): LagProfile
  /** Spearman's correlation of score and closeness in each row; NaN where undefined. Default: on the ruler of the series. */
  rowCorrelations(ruler?: DrawRuler): Float64Array
  /** The same over all pairs of a symmetric matrix. */
  geometry(ruler?: DrawRuler): number
  /** The weighted mean outcome of triples. */
  share(triples: ItemTriples): number
}

/**
 * Draws on one matrix. What the weights do not change is computed once, and what one of several draws is asked for is
 * computed for all of them; nothing else is.
 * @returns takes some draws, and gives each of them by its place among them
 */
export function drawsOf(scored: Scored): (draws: ItemDraws) => (draw: number) => Draw {
  const kernel = drawKernel()
  const { n, rounded } = scored
  const distancesOn = (ruler: DrawRuler) => (ruler === 'log' ? scored.logDistances : null) ?? scored.distances
  const rows = eachRuler(ruler => concordanceRows(rounded, distancesOn(ruler), n))
  const scores = once(() => levelsOf(offDiagonal(rounded, n, 'unordered')))
  const apart = eachRuler(ruler => levelsOf(offDiagonal(distancesOn(ruler), n, 'unordered')))
  const centre = middleOf(scored)
  const pairs = once(() => pairsAbout(scored, centre))
  return draws => {
    const concordances = once(() => kernel.concordances(rows('own'), draws))
    const correlations = eachRuler(ruler => kernel.rowCorrelations(rows(ruler), draws))
    const geometries = eachRuler(ruler => kernel.pairCorrelations(scores(), apart(ruler), draws))
    const sums = once(() => kernel.groupSums(pairs(), draws))
    const shares = new Map<ItemTriples, Float64Array>()
    const sharesOf = (triples: ItemTriples) => {
      const made = shares.get(triples) ?? kernel.tripleShares(triples, draws)
      shares.set(triples, made)
      return made
    }
    return draw => ({
      weights: drawAt(draws, draw),
      concordance: () => concordances()[draw],
      profile: once(() => profileOf(scored, centre, sums(), draw)),
      rowCorrelations: (ruler = 'own') => correlations(ruler).subarray(draw * n, (draw + 1) * n),
      geometry: (ruler = 'own') => -geometries(ruler)[draw],
      share: triples => sharesOf(triples)[draw],
    })
  }
}

/** Draws that come one by one. */
export function drawsOn(scored: Scored): (weights: ArrayLike<number>) => Draw {
  const drawn = drawsOf(scored)
  return weights => drawn({ n: scored.n, count: 1, weights: Uint16Array.from(weights) })(0)
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function eachRuler<T>(make: (ruler: DrawRuler) => T): (ruler: DrawRuler) => T {
  const made = { own: once(() => make('own')), log: once(() => make('log')) }
  return ruler => made[ruler]()
}

/** The lag profile under a draw, from the sums of all: pairs weigh w_i · w_j, at their original lags. */
function profileOf(
  { lags: { isEven, apart } }: Scored,
  centre: number,
  sums: Float64Array,
  draw: number,
): LagProfile {
  const own = sums.subarray(draw * apart.length * 3, (draw + 1) * apart.length * 3)
  let count = 0
  for (let group = 0; group < apart.length; group++) if (own[3 * group] > 0) count++
  const places = new Float64Array(count)
  const pairs = new Float64Array(count)
  const mean = new Float64Array(count)
  const deviation = new Float64Array(count)
  for (let group = 0, at = 0; group < apart.length; group++) {
    const mass = own[3 * group]
    if (!(mass > 0)) continue
    const centred = own[3 * group + 1] / (2 * mass)
    places[at] = group
    pairs[at] = 2 * mass
    mean[at] = centred + centre
    deviation[at] = Math.sqrt(Math.max(0, own[3 * group + 2] / (2 * mass) - centred ** 2))
    at++
  }
  return { isEven, lags: lagsAt(places, apart), pairs, mean, deviation }
}

/** Sums of squares are taken about the middle of the similarities, or they would cancel. */
function middleOf({ profile }: Scored): number {
  return profile.mean.reduce((total, mean) => total + mean, 0) / profile.mean.length
}

/** Both similarities of each pair, less the middle, together. */
function pairsAbout({ n, raw, lags: { apart, groupOf } }: Scored, centre: number): GroupedPairs {
  const pairs = (n * (n - 1)) / 2
  const lagAt = new Uint16Array(pairs)
  const values = new Float64Array(pairs)
  const squares = new Float64Array(pairs)
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, at++) {
      const forth = raw[i * n + j] - centre
      const back = raw[j * n + i] - centre
      lagAt[at] = groupOf(i, j)
      values[at] = forth + back
      squares[at] = forth * forth + back * back
    }
  }
  return { groups: apart.length, groupOf: lagAt, values, squares }
}
