import { levenshtein } from '../matrix/references/levenshtein.ts'
import { oracle } from '../matrix/references/oracle.ts'
import { random } from '../matrix/references/random.ts'
import type { Documents } from '../matrix/references/reference.ts'
import { caretPanel } from './caret.ts'
import type { Figure, FigureMaker } from './figure.ts'
import type { Frame } from './frame.ts'
import { seriesOf } from './run-parts.ts'

const frame: Frame = { width: 300, height: 230, top: 22, right: 16, bottom: 42, left: 42 }

const teachers = [
  { reference: oracle, title: 'A perfect ruler', subtitle: 'falls in a straight line, no scatter' },
  { reference: levenshtein, title: 'A speller', subtitle: 'sees digits: bumps and scatter' },
  { reference: random, title: 'Dice', subtitle: 'distance does not matter: flat' },
]

/** What a caret looks like for three models whose insides are known, on the first series of the run. */
export const lessonFigures: FigureMaker = run =>
  seriesOf(run, 'pairs')
    .slice(0, 1)
    .map(series => lessonFigure(series, run.seed))

function lessonFigure(series: Documents, seed: number): Figure {
  return {
    id: 'lesson',
    kind: 'lesson',
    series: null,
    title: `Three models whose insides are known, on ${series.id}`,
    caption:
      'Left: similarity is one minus the distance of the values. Middle: it is one minus the edit distance of the strings. Right: it is drawn at random. Where a model falls between them is what its own figure shows.',
    panels: teachers.map(({ reference, title, subtitle }) =>
      caretPanel({
        title,
        subtitle,
        data: reference.similarities(series, seed),
        n: series.texts.length,
        unit: 'similarity',
        frame,
      }),
    ),
  }
}
