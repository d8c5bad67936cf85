import type { Language } from '../findings/finding.ts'
import type { Run } from '../store/run.ts'
import { caretFigures } from './caret.ts'
import { casesFigures } from './cases.ts'
import { digitsFigures } from './digits.ts'
import type { Figure, FigureMaker } from './figure.ts'
import { heatmapFigures } from './heatmap.ts'
import { lessonFigures } from './lesson.ts'
import { overviewFigures } from './overview.ts'
import { zeroFigures } from './zero.ts'

/** Every kind of figure, in the order of a report. */
const makers: readonly FigureMaker[] = [
  overviewFigures,
  lessonFigures,
  caretFigures,
  digitsFigures,
  heatmapFigures,
  zeroFigures,
  casesFigures,
]

/** Every figure of a run. */
export function figuresOf(run: Run, language: Language = 'en'): Figure[] {
  return makers.flatMap(make => make(run, language))
}
