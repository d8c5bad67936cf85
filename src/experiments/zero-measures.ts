import { measureZero } from '../measures/score.ts'
import type { RunMeasure } from '../store/run.ts'
import type { Answered } from './ask.ts'

/** What the zero experiment says of a model. */
export function zeroMeasuresOf({ named, inquiries, answers }: Answered, seed: number): RunMeasure[] {
  return inquiries.flatMap((inquiry, index) => {
    if (inquiry.experiment !== 'zero') return []
    const { series, prompt } = inquiry
    const about = { series: series.id, model: named.id, prompt, floor: null }
    return measureZero(answers[index], series.values, seed).map(score => ({ ...about, ...score }))
  })
}
