import { bytesToText } from '../base/float-codec.ts'
import { palettePng } from './png.ts'

/** Shades of a dot image, from clear to opaque: four bits a pixel. */
const shades = 16

/** Where dots lie in CSS pixels from the top left, and how they look. */
export interface Dots {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly width: number
  readonly height: number
  /** CSS pixels. */
  readonly radius: number
  /** Of a single dot, in (0, 1]; dots that overlap are denser. */
  readonly opacity: number
}

/** How opaque each pixel is where dots lie, from 0 to 1, row-major. */
export interface Coverage {
  readonly columns: number
  readonly rows: number
  readonly opacity: Float32Array
}

/** Any number of dots as pixels. O(dots · radius²). @param density pixels for each CSS pixel */
export function dotsCoverage({ x, y, width, height, radius, opacity }: Dots, density: number): Coverage {
  const columns = 2 * Math.ceil((width * density) / 2)
  const rows = Math.ceil(height * density)
  const coverage = new Float32Array(columns * rows)
  const { half, stamp } = disc(radius * density)
  for (let dot = 0; dot < x.length; dot++) {
    // Centres on whole pixels make all dots alike, which halves the size of the file.
    const left = Math.round(x[dot] * density) - half
    const top = Math.round(y[dot] * density) - half
    const [first, end] = [Math.max(0, -left), Math.min(2 * half, columns - left)]
    const lastRow = Math.min(2 * half, rows - top)
    for (let row = Math.max(0, -top); row < lastRow; row++) {
      const [from, to] = [row * 2 * half, (top + row) * columns + left]
      for (let column = first; column < end; column++) coverage[to + column] += stamp[from + column]
    }
  }
  for (let at = 0; at < coverage.length; at++)
    if (coverage[at] !== 0) coverage[at] = 1 - (1 - opacity) ** coverage[at]
  return { columns, rows, opacity: coverage }
}

/**
 * Any number of dots as one PNG, in a data URL: ten thousand circles as vectors would be a hundred times as large.
 * @param density pixels for each CSS pixel
 * @param colour six-digit hex
 */
export function dotsImage(dots: Dots, density: number, colour: string): string {
  const { columns, rows, opacity } = dotsCoverage(dots, density)
  const data = new Uint8Array(opacity.length / 2)
  for (let at = 0; at < opacity.length; at++)
    // The left one of two pixels is the high half of their byte.
    if (opacity[at] !== 0) data[at >> 1] |= Math.round(opacity[at] * (shades - 1)) << (at & 1 ? 0 : 4)
  const [red, green, blue] = [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
  const palette = Array.from({ length: shades }, (_, shade) => [
    red,
    green,
    blue,
    Math.round((shade / (shades - 1)) * 255),
  ])
  return dataUrl(palettePng({ width: columns, height: rows, depth: 4, palette, data }))
}

/** How much of each pixel round its centre a dot covers: 2 · half on a side, row-major. */
function disc(reach: number): { half: number; stamp: Float64Array } {
  const half = Math.ceil(reach) + 1
  const stamp = Float64Array.from({ length: (2 * half) ** 2 }, (_, at) => {
    const column = (at % (2 * half)) + 0.5 - half
    const row = Math.floor(at / (2 * half)) + 0.5 - half
    return Math.max(0, Math.min(1, reach + 0.5 - Math.hypot(column, row)))
  })
  return { half, stamp }
}

/**
 * A grid of numbers as a PNG, one colour of the palette for each level.
 * @param levels row-major, whole numbers from 0 to palette.length − 1
 * @param palette red, green and blue of each level, 0 to 255; at most 256
 * @param scale pixels for each number, on both sides
 */
export function gridImage(
  levels: ArrayLike<number>,
  columns: number,
  palette: readonly (readonly number[])[],
  scale: number,
): string {
  const rows = levels.length / columns
  const width = columns * scale
  const data = new Uint8Array(width * rows * scale)
  for (let row = 0; row < rows; row++) {
    const start = row * scale * width
    for (let column = 0; column < columns; column++) {
      const from = start + column * scale
      data.fill(levels[row * columns + column], from, from + scale)
    }
    for (let copy = 1; copy < scale; copy++) data.copyWithin(start + copy * width, start, start + width)
  }
  return dataUrl(palettePng({ width, height: rows * scale, depth: 8, palette, data }))
}

function dataUrl(png: Uint8Array): string {
  return `data:image/png;base64,${bytesToText(png)}`
}
