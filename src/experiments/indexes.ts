import type { IndexAnswer } from '../measures/index-answer.ts'
import { type Headline, type IndexScore, indexOf } from '../measures/index-score.ts'
import { hashOf } from '../measures/kept-judge.ts'
import { verdictOf } from '../measures/verdict.ts'
import { identityText } from '../models/identity.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { codeFingerprint } from '../store/code-fingerprint.ts'
import { keptJson } from '../store/derived.ts'
import type { RunIndexScore, RunMeasure, RunVerdict } from '../store/run.ts'
import type { Answered } from './ask.ts'
import { breathe } from './judged.ts'
import { isInRun } from './matrices.ts'

/** What a run of the suite index says of its models. */
export interface Indexed {
  readonly indexes: readonly RunIndexScore[]
  /** Concordance and digit order on each series that was asked in part, as it was not judged. */
  readonly measures: readonly RunMeasure[]
  readonly verdicts: readonly RunVerdict[]
}

export interface IndexOptions {
  readonly seed: number
  /** Whether an embedder's matrix is symmetric: both sides had one role. */
  readonly symmetric: boolean
  readonly cache: AnswerCache
  readonly signal?: AbortSignal | undefined
}

interface ScoredIndex {
  readonly score: IndexScore
  readonly headlines: readonly Headline[]
}

/** The index of each model, asked in each way, kept. O(models · series · resamples · n² log n) where it is not. */
export async function indexedModels(
  answered: readonly Answered[],
  { seed, symmetric, ...options }: IndexOptions,
): Promise<Indexed> {
  const all: (ScoredIndex & Pick<RunIndexScore, 'model' | 'prompt'>)[] = []
  for (const { named, inquiries, answers } of answered) {
    const { id: model, model: asked } = named
    const own = inquiries.flatMap((inquiry, at) =>
      isInRun(inquiry) && inquiry.experiment !== 'zero'
        ? [{ inquiry, data: Float64Array.from(answers[at]) }]
        : [],
    )
    for (const [prompt, group] of Map.groupBy(own, ({ inquiry }) => inquiry.prompt)) {
      const parts = group.map(({ inquiry: { series, block }, data }) => ({
        series,
        data,
        rows: block.queries.length,
        symmetric: symmetric && asked.kind === 'embedder',
      }))
      await breathe(options.signal)
      const { score, headlines } = await keptIndex(parts, seed, {
        cache: options.cache,
        owner: identityText(asked.id),
      })
      const isInPart = group.some(({ inquiry }) => inquiry.experiment === 'index')
      all.push({ model, prompt, score, headlines: isInPart ? headlines : [] })
    }
  }
  const headlines = all.flatMap(({ model, prompt, headlines }) =>
    headlines.map(headline => ({ model, prompt, headline })),
  )
  return {
    indexes: all.map(({ model, prompt, score }) => ({ model, prompt, ...score })),
    measures: headlines.flatMap(
      ({ model, prompt, headline: { series, digitOrder, anchors, resamples, ...headline } }) => {
        const about = { series, model, prompt }
        const details = { anchors, resamples }
        return [
          { ...about, id: 'concordance', chance: 0.5, ...headline, details },
          { ...about, floor: null, ...digitOrder },
        ]
      },
    ),
    verdicts: headlines.flatMap(({ model, prompt, headline: { series, interval, floor, digitOrder } }) => {
      if (interval === null || floor.interval === null) return []
      const verdict = verdictOf({
        concordance: interval,
        margin: floor.interval,
        digitOrder: digitOrder.interval,
        selectivity: null,
      })
      return [{ series, model, prompt, verdict }]
    }),
  }
}

/** The index of some answers, kept under all that it depends on; it goes with the answers of its owner. */
function keptIndex(
  answers: readonly IndexAnswer[],
  seed: number,
  { cache, owner }: { readonly cache: AnswerCache; readonly owner: string },
): Promise<ScoredIndex> {
  const parts = answers.flatMap(({ series: { id, texts, values, ruler, period }, data, rows, symmetric }) => [
    JSON.stringify([id, texts, values, ruler, period, rows, symmetric]),
    hashOf(data),
  ])
  return keptJson(cache, owner, ['index', codeFingerprint(import.meta.url), String(seed), ...parts], () => {
    const { score, headlines } = indexOf(answers, seed)
    return { score, headlines }
  })
}
