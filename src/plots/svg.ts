import { plot } from '@observablehq/plot'
import { xmlText } from '../base/control-characters.ts'
import { escaped } from '../base/escape.ts'
import { textWidth } from '../base/text-width.ts'
import type { Figure, FigureHead, Panel } from './figure.ts'
import type { Theme } from './theme.ts'

/** What is used of a document and its elements: Node's types know no DOM. */
export interface SvgDocument {
  createElementNS(namespace: string, name: string): unknown
}

export interface SvgElement {
  readonly outerHTML: string
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  querySelector(selector: string): { remove(): void } | null
  querySelectorAll(selector: string): Iterable<SvgElement>
}

/** A panel as an `<svg>` element of a document, to stand in a page. */
export function panelElement(panel: Panel, theme: Theme, document: SvgDocument): SvgElement {
  const svg = drawn(panel, theme, document)
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', panel.alt)
  return svg
}

const margin = 20
const gap = 24
const titleHeight = 38
/** Pixels from one line of the head to the next, and those that a letter of it takes at most, on average. */
const headLine = 19
const headLetter = 6.9
/** Over a panel: its title, and its subtitle where any has one. */
const panelHead = { title: 22, both: 40 }

/** What of a figure is drawn as a file. */
export type DrawableFigure = Pick<Figure, 'title' | 'panels' | 'kind' | 'head' | 'perRow'>

/** A whole figure as an SVG file: its title, and its panels side by side, two or three in a row. */
export function figureText(
  { title, panels, kind, head, perRow = kind === 'lesson' ? 3 : 2 }: DrawableFigure,
  theme: Theme,
  document: SvgDocument,
): string {
  const columns = Math.min(panels.length, perRow)
  const cellWidth = Math.max(...panels.map(({ frame }) => frame.width))
  const over = panels.every(({ subtitle }) => subtitle === '') ? panelHead.title : panelHead.both
  const cellHeight = Math.max(...panels.map(({ frame }) => frame.height)) + over
  const width = 2 * margin + columns * cellWidth + (columns - 1) * gap
  const about = head === undefined ? [] : linesOf(head.about, width - 2 * margin)
  const top = margin + titleHeight + (head === undefined ? 0 : 33 + about.length * headLine)
  const height = margin + top + Math.ceil(panels.length / columns) * (cellHeight + gap) - gap
  const cells = panels.map((panel, at) => {
    const x = margin + (at % columns) * (cellWidth + gap)
    const y = top + Math.floor(at / columns) * (cellHeight + gap)
    const svg = drawn(panel, theme, document)
    svg.setAttribute('x', String(x))
    svg.setAttribute('y', String(y + over))
    // Nothing is to be cut off, and what could be is drawn on a sheet of its own, as large as the figure.
    svg.setAttribute('overflow', 'visible')
    return `${words(panel.title, x, y + 12, 15, 600, theme.ink)}${words(panel.subtitle, x, y + 31, 13, 400, theme.muted)}${xmlText(svg.outerHTML)}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${theme.font}"><title>${escaped(title)}</title><rect width="100%" height="100%" fill="${theme.background}"/>${words(title, margin, margin + 14, 19, 600, theme.ink)}${head === undefined ? '' : headWords(head, about, theme)}${cells.join('')}</svg>
`
}

/** Under the title: what is scored, in as many lines as it takes, and what the signs are. */
function headWords({ key }: FigureHead, lines: readonly string[], theme: Theme): string {
  const signs = key.map(
    ({ sign, colour, name }, at) =>
      `<tspan${at === 0 ? '' : ' dx="22"'} fill="${theme[colour]}" font-weight="600">${escaped(sign)}</tspan><tspan dx="6">${escaped(name)}</tspan>`,
  )
  const top = margin + titleHeight + 2
  const about = lines.map((line, at) => words(line, margin, top + at * headLine, 14, 400, theme.ink))
  return `${about.join('')}<text x="${margin}" y="${top + lines.length * headLine + 4}" font-size="13" fill="${theme.muted}">${signs.join('')}</text>`
}

/** A sentence in lines of a width, in CSS pixels; between Chinese characters it may end anywhere. */
function linesOf(sentence: string, width: number): string[] {
  const parts = sentence.match(/\p{Script=Han}[，。：；、）]*|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? []
  const lines: string[] = []
  for (const part of parts) {
    const line = lines.at(-1)
    if (line !== undefined && headLetter * textWidth((line + part).trimEnd()) <= width)
      lines[lines.length - 1] += part
    else lines.push(part)
  }
  return lines.map(line => line.trim())
}

/**
 * Plot's own style sheet is left out, because it would style the page round it, and so are the names of its marks:
 * the panel has one of its own, which says more.
 */
function drawn(panel: Panel, theme: Theme, document: SvgDocument): SvgElement {
  const svg = plot({ ...panel.plot(theme), document: document as never }) as unknown as SvgElement
  svg.querySelector('style')?.remove()
  svg.removeAttribute('class')
  for (const mark of svg.querySelectorAll('[aria-label]')) mark.removeAttribute('aria-label')
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return svg
}

function words(text: string, x: number, y: number, size: number, weight: number, fill: string): string {
  if (text === '') return ''
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped(text)}</text>`
}
