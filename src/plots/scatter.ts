import { image, type Markish } from '@observablehq/plot'
import { type Frame, innerHeight, innerWidth } from './frame.ts'
import { dotsImage } from './pixels.ts'
import type { Theme } from './theme.ts'

export interface Scatter {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  /** What the left and the right end of the frame stand for. */
  readonly xDomain: readonly [number, number]
  readonly yDomain: readonly [number, number]
}

/** Dots as pixels over the whole frame, drawn once for each colour: fewer, larger and denser ones where there are few. */
export function scatter({ x, y, xDomain, yDomain }: Scatter, frame: Frame): (theme: Theme) => Markish {
  const width = innerWidth(frame)
  const height = innerHeight(frame)
  const many = x.length > 2500
  const images = new Map<string, string>()
  return ({ dot }) => {
    let src = images.get(dot)
    if (src === undefined) {
      src = dotsImage({
        x: placed(x, xDomain, width),
        y: placed(y, yDomain, height).map(up => height - up),
        width,
        height,
        radius: many ? 0.9 : 1.6,
        colour: dot,
        opacity: many ? 0.42 : 0.6,
      })
      images.set(dot, src)
    }
    return image([0], { src, frameAnchor: 'middle', width, height, preserveAspectRatio: 'none' })
  }
}

function placed(
  values: ArrayLike<number>,
  [low, high]: readonly [number, number],
  length: number,
): Float64Array {
  return Float64Array.from(values, value => ((value - low) / (high - low)) * length)
}
