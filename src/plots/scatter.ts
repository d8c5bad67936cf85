import { image, type Markish } from '@observablehq/plot'
import { type Frame, innerHeight, innerWidth } from './frame.ts'
import { type Dots, dotsImage } from './pixels.ts'
import type { Theme } from './theme.ts'

export interface Scatter {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  /** What the left and the right end of the frame stand for. */
  readonly xDomain: readonly [number, number]
  readonly yDomain: readonly [number, number]
}

/** Dots as pixels over the whole frame, drawn once for each theme; none where the theme has no colour for them. */
export function scatterMark(scatter: Scatter, frame: Frame): (theme: Theme) => Markish {
  const images = new Map<string, string>()
  return ({ dot, dotDensity }) => {
    if (dot === null) return null
    const key = `${dot} ${dotDensity}`
    const src = images.get(key) ?? dotsImage(placedDots(scatter, frame), dotDensity, dot)
    images.set(key, src)
    const [width, height] = [innerWidth(frame), innerHeight(frame)]
    return image([0], { src, frameAnchor: 'middle', width, height, preserveAspectRatio: 'none' })
  }
}

/** The dots of a scatter plot in CSS pixels from the top left of its drawing: larger and denser ones where there are few. */
export function placedDots({ x, y, xDomain, yDomain }: Scatter, frame: Frame): Dots {
  const [width, height] = [innerWidth(frame), innerHeight(frame)]
  const many = x.length > 2500
  return {
    x: placed(x, xDomain, width),
    y: placed(y, yDomain, height).map(up => height - up),
    width,
    height,
    radius: many ? 0.9 : 1.6,
    opacity: many ? 0.42 : 0.6,
  }
}

function placed(
  values: ArrayLike<number>,
  [low, high]: readonly [number, number],
  length: number,
): Float64Array {
  const places = new Float64Array(values.length)
  for (let at = 0; at < places.length; at++) places[at] = ((values[at] - low) / (high - low)) * length
  return places
}
