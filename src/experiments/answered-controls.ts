import type { AnsweredControls } from '../measures/judge.ts'
import type { Inquiry } from './inquiry.ts'

/** One thing that a model was asked, with its similarities. */
export interface Answer {
  readonly inquiry: Inquiry
  readonly data: Float64Array
}

/** The controls that stand beside a matrix; those of the wording beside that of the first question alone. */
export function controlsOf(
  { series, prompt }: Extract<Inquiry, { experiment: 'pairs' | 'zero' }>,
  all: readonly Answer[],
): AnsweredControls {
  const same = all.filter(({ inquiry }) => 'series' in inquiry && inquiry.series === series)
  const first = same.find(({ inquiry }) => inquiry.experiment === 'pairs')!.inquiry.prompt
  return {
    prompt,
    permuted: same.flatMap(({ inquiry, data }) =>
      inquiry.experiment === 'digits' && inquiry.prompt === prompt ? [{ digits: inquiry.digits, data }] : [],
    ),
    reworded: prompt !== first ? [] : same.flatMap(answer => variantOf(answer, first)),
  }
}

function variantOf({ inquiry, data }: Answer, first: string | null): AnsweredControls['reworded'] {
  const { experiment, prompt, block } = inquiry
  if (prompt === null) return []
  if (experiment === 'order') {
    return [{ prompt, shuffled: true, data: inOrder(data, block.documents, inquiry.series.texts) }]
  }
  const reworded = experiment === 'wording' || (experiment === 'pairs' && prompt !== first)
  return reworded ? [{ prompt, shuffled: false, data }] : []
}

/** The columns of a square matrix as another list has them. */
function inOrder(data: Float64Array, columns: readonly string[], wanted: readonly string[]): Float64Array {
  const n = wanted.length
  const place = new Map(columns.map((text, column) => [text, column]))
  const from = wanted.map(text => place.get(text)!)
  return data.map((_, at) => data[at - (at % n) + from[at % n]])
}
