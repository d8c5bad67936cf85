import { reportMissingLetters } from '../missing-letters.ts'
import type { Exported, ToWrite } from './format.ts'
import { firstOf, selected } from './selection.ts'

/** Pixels of a PNG for each CSS pixel. */
const pngScale = 2

/**
 * The figure of a series: a caret or the zero experiment, a panel for each model and prompt that is meant. Its letters
 * come with it.
 * @throws NumeracyError `unknown` when none is meant
 */
export async function figureExport(given: ToWrite): Promise<Exported> {
  const { run, name, extension, selector, figureWidth: width, drawing } = given
  // Of some rows of a series there is no figure.
  const drawable = run.matrices.filter(({ experiment }) => experiment !== 'index')
  const fits = selected(run, drawable, selector)
  const figures = [...Map.groupBy(fits, ({ experiment, series }) => JSON.stringify([experiment, series]))]
  const { first, note } = firstOf(
    figures.map(([, [matrix]]) => matrix),
    {
      what: 'figures',
      by: ['series', 'experiment'],
      describe: ({ experiment, series }) => `${experiment} of ${series}`,
    },
  )
  const { series, experiment } = first
  const shown = { ...run, matrices: figures[0][1] }
  const { caretFigures } = await import('../../plots/caret.ts')
  const { zeroFigures } = await import('../../plots/zero.ts')
  const { figurePng, figureSvg } = await import('../../plots/render.ts')
  const { paperFigure, unembeddedNotice, withFonts } = await import('../../plots/render-paper.ts')
  const { lightTheme } = await import('../../plots/theme.ts')
  const [figure] = (experiment === 'pairs' ? caretFigures : zeroFigures)(shown, 'en')
  const svg = figureSvg(figure, lightTheme)
  const about = { of: { series, experiment }, note }
  if (extension === 'svg') {
    const { svg: content, isEmbedded } = width === null ? await withFonts(svg) : await paperFigure(svg, width)
    if (!isEmbedded) drawing.listen({ type: 'notice', message: unembeddedNotice })
    return { files: new Map([[name, content]]), ...about }
  }
  const { png, missing } = width === null ? await figurePng(svg, pngScale) : await paperFigure(svg, width)
  reportMissingLetters(missing, drawing.listen)
  return { files: new Map([[name, png]]), ...about }
}
