import { measureZero } from '../measures/score.ts'
import type { RunMeasure } from '../store/run.ts'
import type { Answered } from './ask.ts'

/** What the zero experiment says of a model. */
export function zeroMeasuresOf({ named, inquiries, answers }: Answered): RunMeasure[] {
  return inquiries.flatMap((inquiry, index) => {
    if (inquiry.experiment !== 'zero') return []
    const { series, prompt } = inquiry
    const about = { series: series.id, model: named.id, prompt, interval: null, floor: null }
    return measureZero(answers[index], series.values).map(score => ({ ...about, ...score }))
  })
}
