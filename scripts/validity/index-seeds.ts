import { seededRandom, standardNormal } from '../../src/base/random.ts'
import { articlePrompt, pairsBlock } from '../../src/experiments/caret.ts'
import { deviation, mean } from '../../src/math/quantile.ts'
import { embedBlocks, scoreBlocks } from '../../src/matrix/block.ts'
import { oracle } from '../../src/matrix/references/oracle.ts'
import type { IndexAnswer } from '../../src/measures/index-answer.ts'
import { type IndexValue, indexNdcg } from '../../src/measures/index-ndcg.ts'
import { type IndexScore, indexOf } from '../../src/measures/index-score.ts'
import { withBatches } from '../../src/models/decorators/batches.ts'
import type { Embedder } from '../../src/models/embedder.ts'
import type { Reranker } from '../../src/models/reranker.ts'
import { anchorsOf, indexAnchors, indexSeries } from '../../src/series/index-suite.ts'

export const indexTitle = '## The index of several seeds'

/** The index of a model on the suite of one seed, asked of the model itself, without a cache. */
export async function indexOfSeed(model: Embedder | Reranker, seed: number): Promise<IndexScore> {
  return indexOf(await answersOf(model, seed), seed).score
}

async function answersOf(model: Embedder | Reranker, seed: number): Promise<IndexAnswer[]> {
  const series = indexSeries(seed)
  const blocks = series.map(each => {
    const block = pairsBlock(each, model.kind === 'embedder' ? null : articlePrompt)
    if (model.kind === 'embedder') return block
    return { ...block, queries: anchorsOf(each.texts.length, indexAnchors).map(at => block.queries[at]) }
  })
  const all: Float64Array[] = []
  for (const block of blocks)
    all.push(
      ...(model.kind === 'embedder'
        ? await embedBlocks(withBatches(model), [block], 'same')
        : await scoreBlocks(withBatches(model), [block])),
    )
  return series.map((each, at) => ({
    series: each,
    data: all[at],
    rows: blocks[at].queries.length,
    symmetric: model.kind === 'embedder',
  }))
}

/** How often the interval of nDCG@10 holds the mean over seeds, each of which draws documents of its own. */
export interface NdcgOfSeeds {
  readonly name: string
  readonly seeds: number
  /** Over the seeds. */
  readonly mean: number
  readonly deviation: number
  /** Half of the mean width of the intervals. */
  readonly reach: number
  readonly held: number
}

/** @param answer what a model answers on the suite of a seed */
export async function ndcgOfSeeds(
  name: string,
  seeds: number,
  answer: (seed: number) => readonly IndexAnswer[] | Promise<readonly IndexAnswer[]>,
): Promise<NdcgOfSeeds> {
  const found: IndexValue[] = []
  for (let seed = 1; seed <= seeds; seed++) found.push(indexNdcg(await answer(seed), seed))
  const centre = mean(found.map(({ value }) => value))
  return {
    name,
    seeds,
    mean: centre,
    deviation: deviation(found.map(({ value }) => value)),
    reach: mean(found.map(({ interval }) => (interval![1] - interval![0]) / 2)),
    held: found.filter(({ interval }) => interval![0] <= centre && centre <= interval![1]).length,
  }
}

/** The same of a model that is asked on each of the seeds. */
export function ndcgOfModel(name: string, seeds: number, model: Embedder | Reranker): Promise<NdcgOfSeeds> {
  return ndcgOfSeeds(name, seeds, seed => answersOf(model, seed))
}

/** An oracle whose documents each lie aside by chance; of so many anchors. */
export function blurredOracle(aside: number, rows: number): (seed: number) => IndexAnswer[] {
  return seed =>
    indexSeries(seed).map(series => {
      const n = series.texts.length
      const random = seededRandom(seed, 'blurred oracle', String(aside), series.id)
      const own = Array.from({ length: n }, () => aside * standardNormal(random))
      const whole = oracle.similarities(series, seed)
      const data = anchorsOf(n, rows).flatMap(i =>
        own.map((part, j) => whole[i * n + j] - Math.abs(own[i] - part)),
      )
      return { series, data: Float64Array.from(data), rows, symmetric: rows === n }
    })
}

/** Models by the name that the page has for them, with their index on each seed. */
export interface IndexOfSeeds {
  readonly name: string
  readonly scores: readonly { readonly seed: number; readonly score: IndexScore }[]
}

/** Whether every two of the intervals overlap. */
export function agree(values: readonly Pick<IndexValue, 'interval'>[]): boolean {
  const intervals = values.map(({ interval }) => interval!)
  return intervals.every(([low]) => intervals.every(([, high]) => low <= high))
}

/** The section of the page. */
export function indexSection(all: readonly IndexOfSeeds[], fresh: readonly NdcgOfSeeds[]): string {
  const range = (interval: readonly [number, number] | null, digits: number) =>
    interval === null ? '–' : interval.map(end => end.toFixed(digits).replace('-', '−')).join(' to ')
  const rows = all.flatMap(({ name, scores }) =>
    scores.map(
      ({ seed, score }) =>
        `| ${name} | ${seed} | ${score.value.toFixed(1).replace('-', '−')} | ${range(score.interval, 1)} | ${score.ndcg10.value.toFixed(3)} | ${range(score.ndcg10.interval, 3)} |`,
    ),
  )
  const odd = (of: (score: IndexScore) => IndexValue) =>
    all.filter(({ scores }) => !agree(scores.map(({ score }) => of(score)))).map(({ name }) => name)
  const agreement = (names: readonly string[]) =>
    names.length === 0 ? 'overlap, for each model' : `overlap, except for ${names.join(', ')}`
  return `${indexTitle}

Each seed of [the index](measures/index-score.md) draws documents of its own. The intervals of every two seeds ${agreement(odd(score => score))}; those of nDCG@10 ${agreement(odd(({ ndcg10 }) => ndcg10))}. Written by \`node scripts/validity/run.ts --only index --model FOLDER\`.

| model | seed | index | 95 % | nDCG@10 | 95 % |
|---|---|---|---|---|---|
${rows.join('\n')}

### nDCG@10 of fresh seeds

A seed differs from another in its documents, both as anchors and as what is ranked. An interval of anchors alone leaves out the latter: it was a third too narrow, and seeds 1 and 2 did not agree on one model. Documents drawn twice would stand twice in a ranking, and on half of them the nearest ten are a third of all. So each draw leaves a tenth of the documents out, and its distance from the mean of the draws is stretched by √(m/(n − m)), m of n being left. How often does that hold the mean over many seeds?

| model | seeds | mean | standard deviation over seeds | interval ± | held |
|---|---|---|---|---|---|
${fresh
  .map(
    ({ name, seeds, mean: centre, deviation: apart, reach, held }) =>
      `| ${name} | ${seeds} | ${centre.toFixed(3)} | ${apart.toFixed(4)} | ${reach.toFixed(4)} | ${held} of ${seeds} |`,
  )
  .join('\n')}

It is cautious: the interval is some 1.3 times as wide as the seeds vary, more with 20 anchors.
`
}
