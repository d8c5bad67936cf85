import type { Language } from '../../../src/findings/finding.ts'
import { type CaretInput, caretInput } from '../../../src/plots/caret.ts'
import type { Run, RunMatrix, RunSeries } from '../../../src/store/run.ts'

/** A matrix of the series in sight, ready to be drawn. */
export interface ShownMatrix {
  readonly matrix: RunMatrix
  readonly input: CaretInput
  /** The tokens of each document; null where the tokenizer is not known. */
  readonly tokens: readonly (readonly string[])[] | null
}

export function shownMatrix(
  run: Run,
  series: RunSeries,
  matrix: RunMatrix,
  { language, isCentred }: { readonly language: Language; readonly isCentred: boolean },
): ShownMatrix {
  const input = caretInput(run, series, matrix, language)
  const tokens = tokensOf(run, series.id, matrix.model)
  if (!isCentred) return { matrix, input, tokens }
  // Centred similarities are on a scale of their own.
  const { range: _, ...own } = input
  return { matrix, input: { ...own, data: centred(input.data, input.n) }, tokens }
}

function tokensOf(run: Run, series: string, model: string): ShownMatrix['tokens'] {
  const split = run.measures.find(
    measure => measure.id === 'tokenizer-share' && measure.series === series && measure.model === model,
  )?.details?.split
  return Array.isArray(split) ? (split as unknown as NonNullable<ShownMatrix['tokens']>) : null
}

/** Similarities without what each row and each column has in common: what is left is about the pair alone. n × n. */
export function centred(data: ArrayLike<number>, n: number): Float64Array {
  const rows = new Float64Array(n)
  const columns = new Float64Array(n)
  let all = 0
  for (let at = 0; at < n * n; at++) {
    rows[Math.floor(at / n)] += data[at] / n
    columns[at % n] += data[at] / n
    all += data[at] / (n * n)
  }
  return Float64Array.from({ length: n * n }, (_, at) => {
    return data[at] - rows[Math.floor(at / n)] - columns[at % n] + all
  })
}
