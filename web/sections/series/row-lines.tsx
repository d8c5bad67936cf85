import { useLayoutEffect, useRef } from 'preact/hooks'
import { type Frame, innerHeight, innerWidth } from '../../../src/plots/frame.ts'
import { placedDots, type Scatter } from '../../../src/plots/scatter.ts'
import { dotColour } from '../../plot/dot-colour.ts'
import { innerBox } from '../../plot/inner-box.ts'
import { isDark } from '../../state/appearance.ts'

interface Props {
  readonly scatter: Scatter
  readonly frame: Frame
  readonly n: number
}

/** One line for each anchor, through its candidates from left to right. */
export function RowLines({ scatter, frame, n }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const dark = isDark.value
  useLayoutEffect(() => {
    const density = Math.max(1, Math.min(3, devicePixelRatio))
    const { current } = canvas
    current!.width = Math.round(innerWidth(frame) * density)
    current!.height = Math.round(innerHeight(frame) * density)
    const context = current!.getContext('2d')!
    context.scale(density, density)
    context.lineWidth = 0.8
    context.strokeStyle = `rgb(${dotColour().join(' ')} / ${Math.max(0.05, Math.min(0.5, 24 / n))})`
    const { x, y } = placedDots(scatter, frame)
    for (let row = 0; row < n; row++) {
      const places = Array.from({ length: n }, (_, column) => row * n + column).sort((a, b) => x[a] - x[b])
      context.beginPath()
      for (const at of places) context.lineTo(x[at], y[at])
      context.stroke()
    }
  }, [scatter, frame, n, dark])
  return <canvas ref={canvas} class="plot-dots" style={innerBox(frame)} />
}
