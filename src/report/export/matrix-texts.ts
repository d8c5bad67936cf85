import { anchorsOf } from '../../series/index-suite.ts'
import type { Run, RunMatrix, RunSeries } from '../../store/run.ts'

/** The documents of a matrix, by their places in its series. */
export interface MatrixTexts {
  readonly series: RunSeries
  /** The text of each row; of the zero experiment, 0. */
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** The place of each row in the series; empty of the zero experiment, whose query is none of the documents. */
  readonly anchors: readonly number[]
}

/** What the rows and the columns of a matrix are of. */
export function matrixTexts(run: Run, { series: id, experiment, rows }: RunMatrix): MatrixTexts {
  const series = run.series.find(each => each.id === id)!
  const { texts } = series
  if (experiment === 'zero') return { series, rows: ['0'], columns: texts, anchors: [] }
  const anchors = rows === texts.length ? [...texts.keys()] : anchorsOf(texts.length, rows)
  return { series, rows: anchors.map(anchor => texts[anchor]), columns: texts, anchors }
}
