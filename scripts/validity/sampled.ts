import { seededRandom } from '../../src/base/random.ts'
import { anchorRow, levelsOf } from '../../src/math/anchor-row.ts'
import { percentileInterval, resampleItems } from '../../src/math/bootstrap.ts'
import { normalQuantile } from '../../src/math/distributions.ts'
import { deviation, mean } from '../../src/math/quantile.ts'
import { roundedToSpread } from '../../src/math/round.ts'
import { bandConcordance } from '../../src/measures/band-concordance.ts'
import { tallyOf } from '../../src/measures/sampled.ts'
import { withoutAnchor } from '../../src/measures/sampled-floor.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { candidatesOf, distancesFrom, sampledAnchors } from '../../src/series/sampled-anchors.ts'

/**
 * A model that misplaces each document: by little at the low end of the series, by much at the high one, so that anchors
 * differ in how well they are ranked. Rows are made as they are needed.
 */
export function sampledTruth(n: number) {
  const series = rangeSeries(`1..${n}`)
  const random = seededRandom(1, 'misplaced', String(n))
  const places = series.values.map(
    value => value / n + 0.5 * (value / n) ** 2 * normalQuantile(random() * 0.999 + 0.0005),
  )
  const row = (anchor: number) => Float64Array.from(places, place => -Math.abs(place - places[anchor]))
  const rowOf = (anchor: number) =>
    anchorRow(
      roundedToSpread(withoutAnchor(row(anchor), anchor)),
      levelsOf(withoutAnchor(distancesFrom(series, anchor), anchor)),
    )
  return { series, row, rowOf, exactRow: (anchor: number) => rowOf(anchor).concordance }
}

export interface SampledCoverage {
  readonly n: number
  readonly anchors: number
  /** Sets of anchors that were drawn. */
  readonly sets: number
  /** The concordance with every document as anchor. */
  readonly exact: number
  /** In how many sets the 95 % interval held it. */
  readonly held: number
  /** Mean over the sets of the value less the exact one, */
  readonly bias: number
  /** their standard deviation, */
  readonly spread: number
  /** and the mean width of the interval. */
  readonly width: number
}

export interface SampledCoverageOptions {
  readonly n: number
  readonly anchors: number
  readonly sets: number
  readonly resamples: number
  /** Whether each anchor meets some candidates only, as a reranker's. */
  readonly candidates?: boolean
  /** Makes an interval wider (above 1) or narrower: to see that a wrong one is caught. */
  readonly stretch?: number
}

/** How often the interval of sampled anchors holds the exact concordance. O(n² log n) time, O(n) memory. */
export function sampledCoverage(options: SampledCoverageOptions): SampledCoverage {
  const { n, anchors: count, sets, resamples, candidates = false, stretch = 1 } = options
  const { series, row, rowOf } = sampledTruth(n)
  const exact = mean(Array.from({ length: n }, (_, anchor) => rowOf(anchor).concordance))
  const drawn = Array.from({ length: sets }, (_, seed) => {
    const anchors = sampledAnchors(series, candidates ? 'reranker' : 'embedder', seed, count)
    const tally = tallyOf(n, anchors)
    for (const anchor of anchors) {
      if (!candidates) {
        tally.add(rowOf(anchor))
        continue
      }
      const scores = row(anchor)
      const own = candidatesOf(series, anchor, seed)
      const some = Float64Array.from(own.drawn, ({ place }) => scores[place])
      tally.add({ concordance: bandConcordance(own, some, distancesFrom(series, anchor)) })
    }
    const random = seededRandom(seed, 'coverage of anchors')
    const draws = Array.from({ length: resamples }, () => tally.concordance(resampleItems(n, 1, random)))
    const value = tally.concordance()
    const [low, high] = percentileInterval(draws)!.map(end => value + stretch * (end - value))
    return { value, low, high }
  })
  return {
    n,
    anchors: count,
    sets,
    exact,
    held: drawn.filter(({ low, high }) => low <= exact && exact <= high).length,
    bias: mean(drawn.map(({ value }) => value - exact)),
    spread: deviation(drawn.map(({ value }) => value)),
    width: mean(drawn.map(({ low, high }) => high - low)),
  }
}

export const sampledTitle = '## Sampled anchors of a large series'

/** The section of docs/validity.md. About two minutes for 200 sets. */
export function sampledSection(sets: number): string {
  const n = 5000
  const found = [
    { who: 'embedder, each against all', ...sampledCoverage({ n, anchors: 200, sets, resamples: 200 }) },
    {
      who: 'reranker, each against 100 candidates',
      ...sampledCoverage({ n, anchors: 100, sets, resamples: 200, candidates: true }),
    },
  ]
  const rows = found.map(
    ({ who, anchors, exact, held, bias, spread, width }) =>
      `| ${anchors} (${who}) | ${exact.toFixed(4)} | ${bias.toFixed(4)} | ${spread.toFixed(4)} | ${width.toFixed(4)} | ${((100 * held) / sets).toFixed(1)} % |`,
  )
  return `${sampledTitle}

Above 5,000 documents the concordance is the mean over sampled anchors. Here it is compared with the exact value, every one of
${n.toLocaleString('en')} documents as anchor, of a model that misplaces documents, the higher the more. ${sets} sets of anchors. The interval is also of which documents the
series has, and documents are anchors drawn evenly over the quantiles, which the resampling does not count: so it may hold the exact value more often than 95 %.

| anchors | exact | bias | standard deviation | mean width | intervals that hold it |
|---|---|---|---|---|---|
${rows.join('\n')}
`
}
