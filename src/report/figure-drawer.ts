import type { Figure } from '../plots/figure.ts'
import { figuresOf } from '../plots/figures.ts'
import type { Picture } from '../plots/render.ts'
import { figurePng, figureSvg, panelSvg } from '../plots/render.ts'
import { paperFigure } from '../plots/render-paper.ts'
import { fittedTo } from '../plots/svg.ts'
import { lightTheme, pageTheme } from '../plots/theme.ts'
import type { Run } from '../store/run.ts'
import { type DrawnFigure, fileNames, plainKinds } from './drawn-figure.ts'

/** Pixels of a PNG for each CSS pixel. */
const pngScale = 1.6

/** A figure for a page and as files. */
export interface FigureDrawing extends Picture {
  readonly figure: DrawnFigure
  readonly svg: Uint8Array
  /** Whether its letters stand in the file, where that was wanted. */
  readonly isEmbedded: boolean
}

/** Draws figures of one run, each by its place among those of the run. */
export interface FigureDrawer {
  draw(at: number): Promise<FigureDrawing>
}

/** The figures of a run as a page has them, for who wants no files of them. */
export function pageFigures(run: Run): DrawnFigure[] {
  const all = figuresOf(run)
  const names = fileNames(all.map(({ id }) => id))
  return all.map((figure, at) => pageFigure(figure, names[at]))
}

function pageFigure({ panels, ...about }: Figure, file: string): DrawnFigure {
  const inPage = plainKinds.includes(about.kind) ? panels : []
  const drawn = inPage.map(panel => ({
    title: panel.title,
    subtitle: panel.subtitle,
    svg: panelSvg(panel, pageTheme),
  }))
  return { ...about, file, panels: drawn }
}

/**
 * Draws figures of a run here.
 * @param width of the files for a paper, in millimetres; null for a screen
 */
export function figureDrawer(
  run: Run,
  width: number | null,
): FigureDrawer & { readonly ids: readonly string[] } {
  const all = figuresOf(run)
  const ids = all.map(({ id }) => id)
  const names = fileNames(ids)
  return {
    ids,
    async draw(at) {
      const figure = pageFigure(all[at], names[at])
      const plain = figureSvg(width === null ? all[at] : fittedTo(all[at], width), lightTheme)
      if (width === null) {
        const picture = await figurePng(plain, pngScale)
        return { figure, svg: new TextEncoder().encode(plain), isEmbedded: true, ...picture }
      }
      const { svg, ...rest } = await paperFigure(plain, width)
      return { figure, ...rest, svg: new TextEncoder().encode(svg) }
    },
  }
}
