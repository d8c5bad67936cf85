import { printableLine } from '../base/control-characters.ts'
import { extent } from '../math/extent.ts'
import { brokenLines, visibleWidth } from './wrapped.ts'

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
}

type Rows = readonly (readonly string[])[]

/** Blanks between two columns. */
const gap = 2
/** A cell up to this length, such as an interval, is not broken where it can be helped. */
const shortCell = 18
/** The least and the most room that is kept for longer ones. */
const minProse = 12
const maxSqueezed = 24

/**
 * Rows under titles, columns two spaces apart, no trailing space. Where they do not fit into `width`, cells are broken
 * between words; where that would squeeze them, the first cell of a row stands on a line of its own. Cells that fit may
 * hold colour codes. What would break a line stands as its picture.
 * @param width of a terminal; null: lines are as long as they must be
 */
export function table(columns: readonly Column[], rows: Rows, width: number | null = null): string {
  const all = [columns.map(({ title }) => title), ...rows].map(row => row.map(printableLine))
  const natural = columns.map((_, at) => extent(all.map(row => visibleWidth(row[at])))[1])
  if (width === null || total(natural) <= width) return text(laidOut(columns, all, natural))
  const least = columns.map((_, at) =>
    Math.min(
      natural[at],
      minWidthOf(
        columns[at].title,
        rows.map(row => row[at]),
      ),
    ),
  )
  if (total(least) <= width) return text(laidOut(columns, all, fitted(least, natural, width)))
  return text(headed(columns, all, { natural, least, width }))
}

/** The narrowest that a column should be: short cells whole, prose at half its length, but no less and no more than can be read. */
function minWidthOf(title: string, cells: readonly string[]): number {
  const whole = widest(cells)
  const inHalf = Math.min(maxSqueezed, Math.max(minProse, Math.ceil(whole / 2)))
  return Math.max(longestWord([title]), whole <= shortCell ? whole : Math.max(longestWord(cells), inHalf))
}

function longestWord(cells: readonly string[]): number {
  return widest(cells.flatMap(cell => cell.split(' ')))
}

function widest(texts: readonly string[]): number {
  return Math.max(0, extent(texts.map(visibleWidth))[1])
}

interface Room {
  /** Of each column, to hold its longest cell whole. */
  readonly natural: readonly number[]
  /** Of each column, to be read. */
  readonly least: readonly number[]
  readonly width: number
}

/** Each row as its first cell, on a line of its own, and the others under it, a little to the right. */
function headed(columns: readonly Column[], all: Rows, { natural, least, width }: Room): string[] {
  const room = width - gap
  const words = columns.map((_, at) => longestWord(all.map(row => row[at])))
  const minWidths = [least, words, words.map(() => 1)].map(each => each.slice(1))
  const widths = fitted(minWidths.find(each => total(each) <= room) ?? minWidths[2], natural.slice(1), room)
  return all.flatMap(([first, ...rest]) => [
    ...brokenLines(first, width).map(line => line.trimEnd()),
    ...laidOut(columns.slice(1), [rest], widths).map(line => (line === '' ? line : ' '.repeat(gap) + line)),
  ])
}

/** Widths from `least` to `natural` that together take `width`: the widest columns give way first. */
function fitted(least: readonly number[], natural: readonly number[], width: number): number[] {
  const capped = (cap: number) => natural.map((whole, at) => Math.max(least[at], Math.min(cap, whole)))
  let cap = Math.max(...natural)
  while (cap > 1 && total(capped(cap)) > width) cap--
  return capped(cap)
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each, 0) + gap * (widths.length - 1)
}

function laidOut(columns: readonly Column[], all: Rows, widths: readonly number[]): string[] {
  return all.flatMap(row => {
    const cells = row.map((cell, at) =>
      visibleWidth(cell) <= widths[at] ? [cell] : brokenLines(cell, widths[at]),
    )
    const height = Math.max(...cells.map(({ length }) => length))
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, at) => {
          const cell = lines[line] ?? ''
          const space = ' '.repeat(Math.max(0, widths[at] - visibleWidth(cell)))
          return columns[at].align === 'right' ? space + cell : cell + space
        })
        .join(' '.repeat(gap))
        .trimEnd(),
    )
  })
}

function text(lines: readonly string[]): string {
  return lines.map(line => `${line}\n`).join('')
}
