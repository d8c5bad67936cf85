import { renderAsync } from '@resvg/resvg-js'
import { parseHTML } from 'linkedom'
import { xmlText } from '../base/control-characters.ts'
import type { Panel } from './figure.ts'
import { fontFiles } from './render-fonts.ts'
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

/** An SVG file as a PNG, in the font that comes with the package, made on a thread of its own. @param scale pixels for each CSS pixel */
export async function figurePng(svg: string, scale: number): Promise<Uint8Array> {
  const files = fontFiles().map(({ path }) => path)
  const font = { fontFiles: files, loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' }
  return (await renderAsync(svg, { font, fitTo: { mode: 'zoom', value: scale } })).asPng()
}
