import type { RunMatrix } from '../store/run.ts'
import type { Answered } from './ask.ts'

/** The similarity matrices of a model as a run holds them: of the controls it holds the measures alone. */
export function matricesOf({ named, inquiries, answers }: Answered): RunMatrix[] {
  return inquiries.flatMap((inquiry, index) => {
    if (inquiry.experiment !== 'pairs' && inquiry.experiment !== 'zero') return []
    const { series, experiment, prompt, block } = inquiry
    return {
      series: series.id,
      model: named.id,
      experiment,
      prompt,
      rows: block.queries.length,
      columns: block.documents.length,
      dtype: 'float64' as const,
      values: Float64Array.from(answers[index]),
    }
  })
}
