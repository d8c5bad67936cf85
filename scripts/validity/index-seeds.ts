import { articlePrompt, pairsBlock } from '../../src/experiments/caret.ts'
import { embedBlocks, scoreBlocks } from '../../src/matrix/block.ts'
import { type IndexScore, indexOf } from '../../src/measures/index-score.ts'
import { withBatches } from '../../src/models/decorators/batches.ts'
import type { Embedder } from '../../src/models/embedder.ts'
import type { Reranker } from '../../src/models/reranker.ts'
import { anchorsOf, indexAnchors, indexSeries } from '../../src/series/index-suite.ts'

export const indexTitle = '## The index of several seeds'

/** The index of a model on the suite of one seed, asked of the model itself, without a cache. */
export async function indexOfSeed(model: Embedder | Reranker, seed: number): Promise<IndexScore> {
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
  const answers = series.map((each, at) => ({
    series: each,
    data: all[at],
    rows: blocks[at].queries.length,
    symmetric: model.kind === 'embedder',
  }))
  return indexOf(answers, seed).score
}

/** Models by the name that the page has for them, with their index on each seed. */
export interface IndexOfSeeds {
  readonly name: string
  readonly scores: readonly { readonly seed: number; readonly score: IndexScore }[]
}

/** Whether every two of the intervals overlap. */
export function agree(scores: readonly { readonly score: Pick<IndexScore, 'interval'> }[]): boolean {
  const intervals = scores.map(({ score }) => score.interval!)
  return intervals.every(([low]) => intervals.every(([, high]) => low <= high))
}

/** The section of the page. */
export function indexSection(all: readonly IndexOfSeeds[]): string {
  const range = (interval: readonly [number, number] | null, digits: number) =>
    interval === null ? '–' : interval.map(end => end.toFixed(digits).replace('-', '−')).join(' to ')
  const rows = all.flatMap(({ name, scores }) =>
    scores.map(
      ({ seed, score }) =>
        `| ${name} | ${seed} | ${score.value.toFixed(1).replace('-', '−')} | ${range(score.interval, 1)} | ${score.ndcg10.value.toFixed(3)} | ${range(score.ndcg10.interval, 3)} |`,
    ),
  )
  const odd = all.filter(({ scores }) => !agree(scores)).map(({ name }) => name)
  return `${indexTitle}

Each seed of [the index](measures/index-score.md) draws documents of its own. ${odd.length === 0 ? 'The intervals of every two seeds overlap, for each model.' : `The intervals of two seeds do not overlap for ${odd.join(', ')}.`} nDCG@10 has intervals of resampled anchors only, not of documents, so that its seeds may differ by more. Written by \`node scripts/validity/run.ts --only index --model FOLDER\`.

| model | seed | index | 95 % | nDCG@10 | 95 % |
|---|---|---|---|---|---|
${rows.join('\n')}
`
}
