import type { CSSProperties } from 'preact'
import { type Frame, innerHeight, innerWidth } from '../../src/plots/frame.ts'

/** Where the drawing between the axes lies, in shares of the plot, so that it scales with it. */
export function innerBox(frame: Frame): CSSProperties {
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`
  return {
    left: share(frame.left, frame.width),
    top: share(frame.top, frame.height),
    width: share(innerWidth(frame), frame.width),
    height: share(innerHeight(frame), frame.height),
  }
}
