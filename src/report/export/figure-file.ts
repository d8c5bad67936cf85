import type { Run } from '../../store/run.ts'
import { firstOf, type Selector, selected } from './selection.ts'

/** Pixels of a PNG for each CSS pixel. */
const pngScale = 2

/** A figure as a file, and which one it is. */
interface FigureFile {
  readonly content: string | Uint8Array
  /** Letters that stand in it as code points. */
  readonly missing: readonly string[]
  readonly series: string
  readonly experiment: 'pairs' | 'zero'
  readonly note: string | null
}

/**
 * The figure of a series: a caret or the zero experiment, a panel for each model and prompt that is meant. Its letters
 * come with it.
 * @param width in millimetres; null: as on a screen
 * @throws NumeracyError `unknown` when none is meant
 */
export async function figureFile(
  run: Run,
  selector: Selector,
  ending: 'svg' | 'png',
  width: number | null,
): Promise<FigureFile> {
  const fits = selected(run, run.matrices, selector)
  const figures = [...Map.groupBy(fits, ({ experiment, series }) => JSON.stringify([experiment, series]))]
  const { first, note } = firstOf(
    figures.map(([, [matrix]]) => matrix),
    {
      what: 'figures',
      by: ['series', 'experiment'],
      told: ({ experiment, series }) => `${experiment} of ${series}`,
    },
  )
  const { series, experiment } = first
  const shown = { ...run, matrices: figures[0][1] }
  const { caretFigures } = await import('../../plots/caret.ts')
  const { zeroFigures } = await import('../../plots/zero.ts')
  const { figurePng, figureSvg } = await import('../../plots/render.ts')
  const { paperFigure, withFonts } = await import('../../plots/render-paper.ts')
  const { lightTheme } = await import('../../plots/theme.ts')
  const [figure] = (experiment === 'pairs' ? caretFigures : zeroFigures)(shown, 'en')
  const svg = figureSvg(figure, lightTheme)
  const of = { series, experiment, note }
  if (ending === 'svg') {
    const content = width === null ? await withFonts(svg) : (await paperFigure(svg, width)).svg
    return { content, missing: [], ...of }
  }
  const picture = width === null ? await figurePng(svg, pngScale) : await paperFigure(svg, width)
  return { content: picture.png, missing: picture.missing, ...of }
}
