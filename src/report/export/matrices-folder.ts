import { csvText, guardNote } from '../../store/table/csv-text.ts'
import { fileNames } from '../drawn-figure.ts'
import type { Exported, ToWrite } from './format.ts'
import { labelledLines } from './labelled-file.ts'
import { matrixTexts } from './matrix-texts.ts'
import { selected } from './selection.ts'

/** The list of the folder: what each file is of. */
const listName = 'matrices.csv'

/** Every matrix that is meant as a labelled file in one folder, and their list. */
export async function matricesExport({ run, name, selector }: ToWrite): Promise<Exported> {
  const matrices = selected(run, run.matrices, selector)
  const ids = matrices.map(({ series, model, prompt, experiment }) =>
    [series, model, ...(prompt === null ? [] : [prompt]), experiment].join(' '),
  )
  // No file may have the name of the list.
  const names = fileNames(['matrices', ...ids]).slice(1)
  const list = matrices.map(({ series, model, prompt, experiment, rows, columns }, at) => [
    `${names[at]}.csv`,
    series,
    model,
    prompt,
    experiment,
    rows,
    columns,
  ])
  return {
    files: new Map([
      ...matrices.map((matrix, at) => [`${name}${names[at]}.csv`, labelledLines(run, matrix)] as const),
      [
        `${name}${listName}`,
        csvText({
          columns: ['file', 'series', 'model', 'prompt', 'experiment', 'rows', 'columns'],
          rows: list,
        }),
      ],
    ]),
    of: {},
    note: guardNote(matrices.flatMap(matrix => matrixTexts(run, matrix).columns)),
  }
}
