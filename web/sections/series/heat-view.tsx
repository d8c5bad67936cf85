import { useMemo } from 'preact/hooks'
import { type Frame, innerHeight, innerWidth } from '../../../src/plots/frame.ts'
import { type HeatmapInput, heatmapPanel } from '../../../src/plots/heatmap.ts'
import { innerBox } from '../../plot/inner-box.ts'
import { PlotView } from '../../plot/plot-view.tsx'
import { spoken } from '../../state/language.ts'
import { hovered, type Pair, pin, shownPair } from '../../state/pair.ts'
import { pairKeys } from './keys.ts'

/** The whole matrix: point at a cell and its dot answers, and the other way round. */
export function HeatView({ input }: { readonly input: HeatmapInput }) {
  const words = spoken(heatWords)
  const panel = useMemo(() => heatmapPanel(input), [input])
  const n = input.documents.length
  const pairAt = (event: PointerEvent): Pair => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    const place = (share: number) => Math.max(0, Math.min(n - 1, Math.floor(share * n)))
    return {
      anchor: place((event.clientY - box.top) / box.height),
      document: place((event.clientX - box.left) / box.width),
    }
  }
  return (
    <PlotView panel={panel}>
      <CellMark n={n} frame={panel.frame} />
      <div
        class="plot-touch"
        style={innerBox(panel.frame)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk over the cells
        tabIndex={0}
        role="application"
        aria-label={words.label(input.title)}
        onPointerMove={event => {
          hovered.value = pairAt(event)
        }}
        onPointerUp={event => pin(pairAt(event))}
        onPointerLeave={() => {
          hovered.value = null
        }}
        onKeyDown={pairKeys(n)}
      />
    </PlotView>
  )
}

/** The row and the column of the pair that is shown. */
function CellMark({ n, frame }: { readonly n: number; readonly frame: Frame }) {
  const pair = shownPair.value
  if (pair === null || pair.anchor >= n || pair.document >= n) return null
  const [width, height] = [innerWidth(frame), innerHeight(frame)]
  const x = ((pair.document + 0.5) / n) * width
  const y = ((pair.anchor + 0.5) / n) * height
  return (
    <svg class="plot-marks" style={innerBox(frame)} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line class="under" x1="0" x2={width} y1={y} y2={y} />
      <line class="under" x1={x} x2={x} y1="0" y2={height} />
      <line x1="0" x2={width} y1={y} y2={y} />
      <line x1={x} x2={x} y1="0" y2={height} />
    </svg>
  )
}

const heatWords = {
  en: {
    label: (name: string) =>
      `Heat map of ${name}. Arrow keys move over the cells; Enter pins the pair, Escape releases it.`,
  },
  zh: { label: (name: string) => `${name} 的热图。方向键移动单元格；回车选定这一对，Esc 取消。` },
}
