import { image, type Markish } from '@observablehq/plot'
import { type Frame, innerHeight, innerWidth } from './frame.ts'
import { gridImage } from './pixels.ts'
import type { Scatter } from './scatter.ts'
import type { Theme } from './theme.ts'

/** CSS pixels of a side of a cell. */
const side = 3
const levels = 24
/** Fits light and dark pages, as that of dots. */
const colour = [0x55, 0x6b, 0x8d] as const

/** How many dots lie where: the more, the more opaque, in even steps of the logarithm. O(dots). */
export function densityMark({ x, y, xDomain, yDomain }: Scatter, frame: Frame): (theme: Theme) => Markish {
  const [width, height] = [innerWidth(frame), innerHeight(frame)]
  const columns = Math.ceil(width / side)
  const rows = Math.ceil(height / side)
  let src: string | undefined
  return () => {
    src ??= gridImage(shaded(), columns, palette, 1)
    return image([0], {
      src,
      frameAnchor: 'middle',
      width,
      height,
      preserveAspectRatio: 'none',
      imageRendering: 'pixelated',
    })
  }

  function shaded(): Uint8Array {
    const counts = new Uint32Array(columns * rows)
    for (let at = 0; at < x.length; at++) {
      const across = (x[at] - xDomain[0]) / (xDomain[1] - xDomain[0])
      const up = (y[at] - yDomain[0]) / (yDomain[1] - yDomain[0])
      if (across < 0 || across > 1 || up < 0 || up > 1) continue
      const column = Math.min(columns - 1, Math.floor(across * columns))
      counts[Math.min(rows - 1, Math.floor((1 - up) * rows)) * columns + column]++
    }
    const most = Math.log1p(counts.reduce((a, b) => Math.max(a, b), 1))
    return Uint8Array.from(counts, count => Math.ceil((Math.log1p(count) / most) * (levels - 1)))
  }
}

const palette = Array.from({ length: levels }, (_, level) => [
  ...colour,
  level === 0 ? 0 : 40 + Math.round((level / (levels - 1)) * 215),
])
