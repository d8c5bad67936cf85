import type { RunMatrix } from '../store/run.ts'
import type { Answered } from './ask.ts'
import type { Inquiry } from './inquiry.ts'

/** The similarity matrices of a model as a run holds them: of the controls it holds the measures alone. */
export function matricesOf({ named, inquiries, answers }: Answered): RunMatrix[] {
  return inquiries.flatMap((inquiry, index) => {
    if (!isInRun(inquiry)) return []
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

/** Whether the answers to an inquiry stand in a run as a matrix. */
export function isInRun(
  inquiry: Inquiry,
): inquiry is Extract<Inquiry, { experiment: 'pairs' | 'zero' | 'index' }> {
  return ['pairs', 'zero', 'index'].includes(inquiry.experiment)
}
