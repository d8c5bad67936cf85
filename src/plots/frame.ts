import type { PlotOptions, ScaleOptions } from '@observablehq/plot'
import { letterWidth, textWidth } from '../base/text-width.ts'
import { extent } from '../math/extent.ts'
import type { Theme } from './theme.ts'

/** The outer size of a plot and the room its axes take, in CSS pixels. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** The frame of a scatter plot. */
export const scatterFrame: Frame = { width: 440, height: 320, top: 22, right: 16, bottom: 42, left: 48 }

/** Of all letters of a plot but the smallest, in CSS pixels. */
export const fontSize = 13

/** Width of the drawing between the axes. */
export function innerWidth({ width, left, right }: Frame): number {
  return width - left - right
}

/** Height of the drawing between the axes. */
export function innerHeight({ height, top, bottom }: Frame): number {
  return height - top - bottom
}

/** What all plots have in common. */
export function framed({ width, height, top, right, bottom, left }: Frame, theme: Theme): PlotOptions {
  return {
    width,
    height,
    marginTop: top,
    marginRight: right,
    marginBottom: bottom,
    marginLeft: left,
    style: { fontFamily: theme.font, fontSize: `${fontSize}px`, color: theme.ink, background: 'transparent' },
  }
}

/** A horizontal axis with its name in the middle. */
export function horizontal(label: string, options: ScaleOptions): ScaleOptions {
  return { label, labelAnchor: 'center', labelArrow: 'none', tickSize: 4, ...options }
}

/** A vertical axis with its name at the top. */
export function vertical(label: string, options: ScaleOptions): ScaleOptions {
  return { label, labelArrow: 'none', tickSize: 4, ticks: 5, ...options }
}

/** A shorter domain has no ticks: their distance is below what a float can be divided by. */
const minLength = 1e-300

/** The smallest and the largest number, a little apart where they are equal. */
export function extentOf(values: ArrayLike<number>): [low: number, high: number] {
  const [low, high] = extent(values)
  return high - low < minLength ? [low - 0.5, high + 0.5] : [low, high]
}

/** A domain with room on both sides, as a share of its length. */
export function padded([low, high]: readonly [number, number], share: number): [number, number] {
  const room = (high - low) * share
  return [low - room, high + room]
}

/** A document as an axis shows it. @param length in letters; a wide one, such as Chinese has, counts as two */
export function shortened(text: string, length = 11): string {
  if (textWidth(text) <= length) return text
  const points = Array.from(text)
  let room = length - 1
  const fitting = points.findIndex(point => {
    room -= letterWidth(point)
    return room < 0
  })
  return `${points.slice(0, fitting).join('')}…`
}

/** At most `count` positions from 0 to n − 1 at equal steps, both ends among them. */
export function thinned(n: number, count: number): number[] {
  if (n <= count) return Array.from({ length: n }, (_, i) => i)
  return Array.from({ length: count }, (_, i) => Math.round((i * (n - 1)) / (count - 1)))
}
