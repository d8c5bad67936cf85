import { indexOf } from '../measures/index-score.ts'
import { verdictOf } from '../measures/verdict.ts'
import type { RunIndexScore, RunMeasure, RunVerdict } from '../store/run.ts'
import type { Answered } from './ask.ts'
import { isInRun } from './matrices.ts'

/** What a run of the suite index says of its models. */
export interface Indexed {
  readonly indexes: readonly RunIndexScore[]
  /** Concordance and digit order on each series that was asked in part, as it was not judged. */
  readonly measures: readonly RunMeasure[]
  readonly verdicts: readonly RunVerdict[]
}

/** The index of each model, asked in each way. O(models · series · resamples · n² log n). */
export function indexedModels(
  answered: readonly Answered[],
  { seed, symmetric }: { readonly seed: number; readonly symmetric: boolean },
): Indexed {
  const all = answered.flatMap(({ named: { id: model, model: asked }, inquiries, answers }) => {
    const own = inquiries.flatMap((inquiry, at) =>
      isInRun(inquiry) && inquiry.experiment !== 'zero'
        ? [{ inquiry, data: Float64Array.from(answers[at]) }]
        : [],
    )
    return [...Map.groupBy(own, ({ inquiry }) => inquiry.prompt)].map(([prompt, group]) => {
      const { score, headlines } = indexOf(
        group.map(({ inquiry: { series, block }, data }) => ({
          series,
          data,
          rows: block.queries.length,
          symmetric: symmetric && asked.kind === 'embedder',
        })),
        seed,
      )
      const isInPart = group.some(({ inquiry }) => inquiry.experiment === 'index')
      return { index: { model, prompt, ...score }, headlines: isInPart ? headlines : [] }
    })
  })
  const headlines = all.flatMap(({ index: { model, prompt }, headlines }) =>
    headlines.map(headline => ({ model, prompt, headline })),
  )
  return {
    indexes: all.map(({ index }) => index),
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
