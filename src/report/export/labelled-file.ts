import type { Run, RunMatrix } from '../../store/run.ts'
import { csvLabel, csvNumberLine, guardNote } from '../../store/table/csv-text.ts'
import type { Exported, ToWrite } from './format.ts'
import { matrixTexts } from './matrix-texts.ts'
import { firstOf, selected } from './selection.ts'

/** One matrix with its texts, as pandas reads it with `index_col=0`, and as `score` does. */
export async function labelledExport({ run, name, selector }: ToWrite): Promise<Exported> {
  const { first, note } = firstOf(selected(run, run.matrices, selector), { what: 'matrices' })
  const { series, model, prompt, experiment } = first
  const notes = [note, guardNote(matrixTexts(run, first).columns)].filter(each => each !== null)
  return {
    files: new Map([[name, labelledLines(run, first)]]),
    of: { series, model, prompt, experiment },
    note: notes.length === 0 ? null : notes.join(' '),
  }
}

/** The lines of a matrix in which the first row and the first column are texts; their corner is empty. */
export function labelledLines(run: Run, matrix: RunMatrix): Iterable<string> {
  const { rows, columns } = matrixTexts(run, matrix)
  return {
    *[Symbol.iterator]() {
      yield `,${columns.map(csvLabel).join(',')}\n`
      for (const [at, text] of rows.entries()) {
        const numbers = matrix.values.subarray(at * matrix.columns, (at + 1) * matrix.columns)
        yield `${csvLabel(text)},${csvNumberLine(numbers)}`
      }
    },
  }
}
