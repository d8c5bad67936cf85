import type { Language } from '../findings/finding.ts'
import type { Run } from '../store/run.ts'
import { caretFigures } from './caret.ts'
import { casesFigures } from './cases.ts'
import { digitsFigures } from './digits.ts'
import type { Figure, FigureEntry } from './figure.ts'
import { heatmapFigures } from './heatmap.ts'
import { lessonFigures } from './lesson.ts'
import { overviewFigures } from './overview.ts'
import { searchFigures } from './search.ts'
import { thresholdFigures } from './threshold.ts'
import { zeroFigures } from './zero.ts'

/** Every kind of figure, in the order of a report. */
export const figureCatalogue: readonly FigureEntry[] = [
  { id: 'overview', isOfRun: true, make: overviewFigures },
  { id: 'search', isOfRun: true, make: searchFigures },
  { id: 'threshold', isOfRun: true, make: thresholdFigures },
  { id: 'lesson', make: lessonFigures },
  { id: 'caret', make: caretFigures },
  { id: 'digits', make: digitsFigures },
  { id: 'heatmap', make: heatmapFigures },
  { id: 'zero', make: zeroFigures },
  { id: 'cases', isOfRun: true, make: casesFigures },
]

/** Every figure of a run. */
export function figuresOf(run: Run, language: Language = 'en'): Figure[] {
  return figureCatalogue.flatMap(({ make }) => make(run, language))
}
