import type { PlotOptions, ScaleOptions } from '@observablehq/plot'
import { letterWidth, textWidth } from '../base/text-width.ts'
import { written } from '../findings/number.ts'
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
  return { label, labelArrow: 'none', tickSize: 4, ticks: verticalTicks, ...options }
}

/** About so many ticks has a vertical axis. */
const verticalTicks = 5

/** How an axis of scores writes them: those of a very large or very small scale with an exponent, such as `2.5e9`. */
export function scoreTicks(domain: readonly [low: number, high: number]): Pick<ScaleOptions, 'tickFormat'> {
  return isPlainScale(domain) ? {} : { tickFormat: (score: number) => exponentText(score) }
}

/** Whether scores between two ends are written without an exponent. */
export function isPlainScale([low, high]: readonly [low: number, high: number]): boolean {
  const largest = Math.max(Math.abs(low), Math.abs(high))
  return largest >= 1e-3 && largest < 1e5
}

/** A number as `−2.5e9`, of as many digits as it has, and at most some. */
export function exponentText(value: number, digits = 6): string {
  if (value === 0) return '0'
  return Number(value.toPrecision(digits)).toExponential().replace('e+', 'e').replaceAll('-', '\u2212')
}

/** A frame with room for the scores at its vertical axis, where they are longer than usual. */
export function withScoreRoom(frame: Frame, [low, high]: readonly [low: number, high: number]): Frame {
  const step = tickStep((high - low) / verticalTicks)
  const ticks = [Math.ceil(low / step) * step, Math.floor(high / step) * step]
  const decimals = Math.max(0, -Math.floor(Math.log10(step)))
  const texts = isPlainScale([low, high])
    ? ticks.map(tick => written(tick, Math.min(decimals, 100)))
    : ticks.flatMap(tick => [exponentText(tick), exponentText(tick + step)])
  const longest = Math.max(...texts.map(text => text.length))
  return { ...frame, left: Math.max(frame.left, Math.ceil(9 + 6.5 * longest)) }
}

/** The step of ticks that is nearest to another, as d3 chooses it: 1, 2 or 5 of some power of ten. */
function tickStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted))
  const times = wanted / power
  return power * (times >= Math.sqrt(50) ? 10 : times >= Math.sqrt(10) ? 5 : times >= Math.SQRT2 ? 2 : 1)
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
