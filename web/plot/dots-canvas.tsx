import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Frame } from '../../src/plots/frame.ts'
import { dotsCoverage } from '../../src/plots/pixels.ts'
import { placedDots, type Scatter } from '../../src/plots/scatter.ts'
import { isDark } from '../state/appearance.ts'
import { dotColour } from './dot-colour.ts'
import { innerBox } from './inner-box.ts'

interface Props {
  readonly scatter: Scatter
  readonly frame: Frame
}

/** The dots of a scatter plot, however many: one pass over them, then one picture. */
export function DotsCanvas({ scatter, frame }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const dark = isDark.value
  useLayoutEffect(() => {
    const density = Math.max(1, Math.min(3, devicePixelRatio))
    const { columns, rows, opacity } = dotsCoverage(placedDots(scatter, frame), density)
    const context = prepared(canvas.current!, columns, rows)
    const picture = context.createImageData(columns, rows)
    const [red, green, blue] = dotColour()
    for (let at = 0; at < opacity.length; at++) {
      if (opacity[at] === 0) continue
      picture.data[4 * at] = red
      picture.data[4 * at + 1] = green
      picture.data[4 * at + 2] = blue
      picture.data[4 * at + 3] = opacity[at] * 255
    }
    context.putImageData(picture, 0, 0)
  }, [scatter, frame, dark])
  return <canvas ref={canvas} class="plot-dots" style={innerBox(frame)} />
}

function prepared(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  canvas.width = width
  canvas.height = height
  return canvas.getContext('2d')!
}
