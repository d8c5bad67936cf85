import { Resvg } from '@resvg/resvg-js'
import { parseHTML } from 'linkedom'
import { xmlText } from '../base/control-characters.ts'
import type { Panel } from './figure.ts'
import { letteringOf, type OtherFonts, systemFonts } from './render-letters.ts'
import { type DrawableFigure, figureText, panelElement } from './svg.ts'
import type { Theme } from './theme.ts'

const { document } = parseHTML('<!doctype html><html><body></body></html>')

/** A panel as one `<svg>` element, to stand in a page. */
export function panelSvg(panel: Panel, theme: Theme): string {
  return xmlText(panelElement(panel, theme, document).outerHTML)
}

/** A whole figure as an SVG file: its title, and its panels side by side, two or three in a row. */
export function figureSvg(figure: DrawableFigure, theme: Theme): string {
  return figureText(figure, theme, document)
}

/** A figure as pixels. */
export interface Picture {
  readonly png: Uint8Array
  /** Letters that no font at hand has: their code points are drawn in their place. */
  readonly missing: readonly string[]
}

/**
 * An SVG file as a PNG, in the font that comes with the package. Letters that it lacks are
 * drawn in other fonts, so that only such a picture depends on the machine.
 * @param scale pixels for each CSS pixel
 * @param others where those letters are looked for
 */
export async function figurePng(
  svg: string,
  scale: number,
  others: OtherFonts = systemFonts,
): Promise<Picture> {
  const { svg: drawable, font, missing } = await letteringOf(svg, others)
  // On this thread: the renderer frees memory only on the thread that took it, and keeps that of every other.
  const image = new Resvg(drawable, { font, fitTo: { mode: 'zoom', value: scale } }).render()
  return { png: image.asPng(), missing }
}
