import { plot } from '@observablehq/plot'
import { xmlText } from '../base/control-characters.ts'
import { escaped } from '../base/escape.ts'
import { textWidth } from '../base/text-width.ts'
import type { Figure, FigureHead, Panel } from './figure.ts'
import { fontSize, shortened } from './frame.ts'
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
/** Pixels from one line of the head to the next. */
const headLine = 19
/** The title and its lines; over a panel its title and its subtitle: sizes in pixels, and how many lines at most. */
const headKinds = {
  title: { size: 19, weight: 600, line: 24, most: 3 },
  panelTitle: { size: 15, weight: 600, line: 18, most: 2 },
  subtitle: { size: 13, weight: 400, line: 18, most: 3 },
} as const

/** What of a figure is drawn as a file. */
export type DrawableFigure = Pick<Figure, 'title' | 'panels' | 'kind' | 'head' | 'perRow'>

/** A whole figure as an SVG file: its title, and its panels side by side, two or three in a row. */
export function figureText(figure: DrawableFigure, theme: Theme, document: SvgDocument): string {
  const { title, panels, head } = figure
  const { width, height, columns, cellWidth, cellHeight, over, top, titleLines, about } = layoutOf(figure)
  const cells = panels.map((panel, at) => {
    const x = margin + (at % columns) * (cellWidth + gap)
    const y = top + Math.floor(at / columns) * (cellHeight + gap)
    const svg = drawn(panel, theme, document)
    svg.setAttribute('x', String(x))
    svg.setAttribute('y', String(y + over))
    // Nothing is to be cut off, and what could be is drawn on a sheet of its own, as large as the figure.
    svg.setAttribute('overflow', 'visible')
    const names = headOf(panel, cellWidth)
    const below = y + 13 + names.title.length * headKinds.panelTitle.line
    return `${linesText(names.title, x, y + 12, 'panelTitle', theme.ink)}${linesText(names.subtitle, x, below, 'subtitle', theme.muted)}${xmlText(svg.outerHTML)}`
  })
  const headTop = margin + titleLines.length * headKinds.title.line + 16
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${theme.font}"><title>${escaped(title)}</title><rect width="100%" height="100%" fill="${theme.background}"/>${linesText(titleLines, margin, margin + 14, 'title', theme.ink)}${head === undefined ? '' : headWords(head, about, headTop, theme)}${cells.join('')}</svg>
`
}

/** Letters of a printed figure are at least so high, in points. */
const minPoints = 5
const maxPrintedHeight = 240
const millimetresInInch = 25.4
const pointsInInch = 72

/**
 * The figure with fewer panels in a row where it is printed so narrow that its letters could not be read; but not taller
 * than a page. @param width in millimetres
 */
export function fittedTo(figure: DrawableFigure, width: number): DrawableFigure {
  const most = rowLength(figure)
  const printed = Array.from({ length: most }, (_, less) => most - less)
    // Of hard cases a row, or a few, are those of one model.
    .filter(perRow => figure.kind !== 'cases' || most % perRow === 0)
    .map(perRow => {
      const size = layoutOf({ ...figure, perRow })
      const points = (fontSize * (width / millimetresInInch) * pointsInInch) / size.width
      return { perRow, points, height: (width * size.height) / size.width }
    })
    .filter(({ perRow, height }) => perRow === most || height <= maxPrintedHeight)
  const { perRow } = printed.find(({ points }) => points >= minPoints) ?? printed.at(-1)!
  return { ...figure, perRow }
}

/** How many panels stand in a row. */
function rowLength({ panels, kind, perRow = kind === 'lesson' ? 3 : 2 }: DrawableFigure): number {
  return Math.min(panels.length, perRow)
}

/** Where everything lies, in pixels. */
function layoutOf(figure: DrawableFigure) {
  const { title, panels, head } = figure
  const columns = rowLength(figure)
  const cellWidth = Math.max(...panels.map(({ frame }) => frame.width))
  const heads = panels.map(panel => headOf(panel, cellWidth))
  const most = (part: 'title' | 'subtitle') => Math.max(...heads.map(each => each[part].length))
  const over = 4 + most('title') * headKinds.panelTitle.line + most('subtitle') * headKinds.subtitle.line
  const cellHeight = Math.max(...panels.map(({ frame }) => frame.height)) + over
  const width = 2 * margin + columns * cellWidth + (columns - 1) * gap
  const titleLines = linesOf(title, width - 2 * margin, headKinds.title)
  const about = head === undefined ? [] : linesOf(head.about, width - 2 * margin, { size: 14, weight: 400 })
  const top =
    margin +
    titleLines.length * headKinds.title.line +
    14 +
    (head === undefined ? 0 : 33 + about.length * headLine)
  const height = margin + top + Math.ceil(panels.length / columns) * (cellHeight + gap) - gap
  return { width, height, columns, cellWidth, cellHeight, over, top, titleLines, about }
}

/** What stands over a panel, in lines. */
function headOf({ title, subtitle }: Panel, width: number) {
  return {
    title: linesOf(title, width, headKinds.panelTitle),
    subtitle: linesOf(subtitle, width, headKinds.subtitle),
  }
}

/** Under the title: what is scored, in as many lines as it takes, and what the signs are. */
function headWords({ key }: FigureHead, lines: readonly string[], top: number, theme: Theme): string {
  const signs = key.map(
    ({ sign, colour, name }, at) =>
      `<tspan${at === 0 ? '' : ' dx="22"'} fill="${theme[colour]}" font-weight="600">${escaped(sign)}</tspan><tspan dx="6">${escaped(name)}</tspan>`,
  )
  const about = lines.map((line, at) => words(line, margin, top + at * headLine, 14, 400, theme.ink))
  return `${about.join('')}<text x="${margin}" y="${top + lines.length * headLine + 4}" font-size="13" fill="${theme.muted}">${signs.join('')}</text>`
}

/** How letters look, and in how many lines at most they stand; what is left is cut off. */
interface Lines {
  readonly size: number
  readonly weight: number
  readonly most?: number
}

/** Text in lines of a width, in CSS pixels; between Chinese characters it may end anywhere. */
function linesOf(
  text: string,
  width: number,
  { size, weight, most = Number.POSITIVE_INFINITY }: Lines,
): string[] {
  // So wide a letter is at most, on average.
  const letters = Math.floor(width / (size * (weight >= 600 ? 0.51 : 0.49)))
  const parts = text.match(/\p{Script=Han}[，。：；、）]*|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? []
  const lines: string[] = []
  for (const part of parts.flatMap(part => pieces(part, letters))) {
    const line = lines.at(-1)
    if (line !== undefined && textWidth((line + part).trimEnd()) <= letters) lines[lines.length - 1] += part
    else lines.push(part)
  }
  const kept = lines.length <= most ? lines : [...lines.slice(0, most - 1), lines.slice(most - 1).join('')]
  return kept.map((line, at) => (at < most - 1 ? line.trim() : shortened(line.trim(), letters)))
}

/** A word, or what is longer than a line in pieces of one. */
function pieces(word: string, letters: number): string[] {
  if (textWidth(word.trimEnd()) <= letters) return [word]
  const lines = ['']
  for (const letter of word) {
    if (textWidth(lines.at(-1)! + letter) > letters) lines.push('')
    lines[lines.length - 1] += letter
  }
  return lines
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

function linesText(
  lines: readonly string[],
  x: number,
  y: number,
  kind: keyof typeof headKinds,
  fill: string,
): string {
  const { size, weight, line } = headKinds[kind]
  return lines.map((text, at) => words(text, x, y + at * line, size, weight, fill)).join('')
}

function words(text: string, x: number, y: number, size: number, weight: number, fill: string): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped(text)}</text>`
}
