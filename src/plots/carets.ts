import type { Language } from '../findings/finding.ts'
import type { Run, RunMatrix } from '../store/run.ts'
import { caretInput, caretPanel } from './caret.ts'
import { type Frame, scatterFrame, shortened } from './frame.ts'
import type { DrawableFigure } from './svg.ts'

const small: Frame = { width: 300, height: 210, top: 22, right: 16, bottom: 42, left: 46 }

/** A panel has room for so many letters of its title. */
const titleLength = 36

/**
 * The carets of one model, a small one for each series, three in a row; up to two are drawn in full size.
 * @param subtitleOf what stands under the name of a series
 */
export function caretsFigure(
  run: Run,
  matrices: readonly RunMatrix[],
  {
    title,
    subtitleOf,
    language,
  }: { title: string; subtitleOf: (series: string) => string; language: Language },
): DrawableFigure {
  const frame = matrices.length > 2 ? small : scatterFrame
  return {
    kind: 'caret',
    title,
    perRow: matrices.length > 2 ? 3 : 2,
    panels: matrices.map(matrix => {
      const series = run.series.find(({ id }) => id === matrix.series)!
      // Only one model is shown, so that nothing is compared with another.
      const { range: _, ...input } = caretInput(run, series, matrix, language)
      return caretPanel({
        ...input,
        title: shortened(`${series.id}: ${series.texts[0]} … ${series.texts.at(-1)}`, titleLength),
        subtitle: subtitleOf(series.id),
        frame,
      })
    }),
  }
}
