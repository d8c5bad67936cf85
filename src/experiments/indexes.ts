import { indexOf } from '../measures/index-score.ts'
import type { RunIndexScore } from '../store/run.ts'
import type { Answered } from './ask.ts'
import { isInRun } from './matrices.ts'

/** The index of each model, asked in each way, as a run holds it. O(models · series · resamples · n² log n). */
export function indexesOf(
  answered: readonly Answered[],
  { seed, symmetric }: { readonly seed: number; readonly symmetric: boolean },
): RunIndexScore[] {
  return answered.flatMap(({ named, inquiries, answers }) => {
    const asked = inquiries.flatMap((inquiry, at) =>
      isInRun(inquiry) && inquiry.experiment !== 'zero'
        ? [{ inquiry, data: Float64Array.from(answers[at]) }]
        : [],
    )
    return [...Map.groupBy(asked, ({ inquiry }) => inquiry.prompt)].map(([prompt, own]) => {
      const { score } = indexOf(
        own.map(({ inquiry: { series, block }, data }) => ({
          series,
          data,
          rows: block.queries.length,
          symmetric: symmetric && named.model.kind === 'embedder',
        })),
        seed,
      )
      return { model: named.id, prompt, ...score }
    })
  })
}
