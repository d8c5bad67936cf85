import { useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { type CaretInput, type CaretOverlay, caretPanel } from '../../../src/plots/caret.ts'
import { type Frame, innerWidth } from '../../../src/plots/frame.ts'
import type { LagAxis } from '../../../src/plots/lag-axis.ts'
import { placedDots } from '../../../src/plots/scatter.ts'
import { innerBox } from '../../plot/inner-box.ts'
import { PlotView } from '../../plot/plot-view.tsx'
import { spoken } from '../../state/language.ts'
import { hovered, type Pair, pin, pinned } from '../../state/pair.ts'
import { isPrinting } from '../../state/print.ts'
import { pairKeys } from './keys.ts'
import { PairMarks } from './pair-marks.tsx'
import { RowLines } from './row-lines.tsx'

/** How the pairs are drawn: as dots, as a density, or as one line for each anchor. */
export type PairStyle = 'dots' | 'density' | 'rows'

interface Props {
  readonly input: CaretInput
  readonly axis: LagAxis
  readonly domain: readonly [low: number, high: number]
  readonly style: PairStyle
  readonly overlays: readonly CaretOverlay[]
  readonly onBrush: (domain: readonly [low: number, high: number]) => void
}

/** A dot answers when the pointer is this near, in CSS pixels. */
const reach = 28
/** A shorter drag is a click. */
const shortestBrush = 6
/** Two stand beside each other on paper, in CSS pixels. */
const paperWidth = 350

/** The article's plot to work with: point at a dot, pick it, walk by arrow keys, or pull over a part to look closer. */
export function CaretView({ input, axis, domain, style, overlays, onBrush }: Props) {
  const words = spoken(caretViewWords)
  const [element, width] = useWidth<HTMLDivElement>()
  const brush = useSignal<readonly [from: number, to: number] | null>(null)
  const downAt = useRef<number | null>(null)
  const shownWidth = isPrinting.value ? paperWidth : width
  const panel = useMemo(() => {
    const pairs = style === 'rows' ? 'none' : style
    return caretPanel({ ...input, frame: frameOf(shownWidth), axis, domain, overlays, pairs })
  }, [input, shownWidth, axis, domain, overlays, style])
  const { frame } = panel
  const scatter = panel.scatter!
  const placed = useMemo(() => placedDots(scatter, frame), [scatter, frame])
  const pairAt = (event: PointerEvent): Pair | null => {
    const { left, top } = boxOf(event)
    return nearest(placed, event.clientX - left, event.clientY - top, input.n)
  }
  const valueAt = (across: number) => domain[0] + (across / innerWidth(frame)) * (domain[1] - domain[0])
  return (
    <div ref={element} class="caret-view">
      {shownWidth > 0 && (
        <PlotView panel={panel}>
          {style === 'rows' && <RowLines scatter={scatter} frame={frame} n={input.n} />}
          <PairMarks placed={placed} frame={frame} n={input.n} />
          <div
            class="plot-touch"
            style={innerBox(frame)}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk over the dots
            tabIndex={0}
            role="application"
            aria-label={words.label(input.title)}
            onPointerDown={event => {
              event.currentTarget.setPointerCapture(event.pointerId)
              downAt.current = event.clientX - boxOf(event).left
            }}
            onPointerMove={event => {
              const across = event.clientX - boxOf(event).left
              const from = downAt.current
              if (from !== null && Math.abs(across - from) > shortestBrush) brush.value = [from, across]
              else if (brush.value === null) hovered.value = pairAt(event)
            }}
            onPointerUp={event => {
              const pulled = brush.value
              downAt.current = null
              brush.value = null
              if (pulled === null) pin(pairAt(event))
              else {
                const [low, high] = pulled.toSorted((a, b) => a - b).map(valueAt)
                onBrush([Math.max(low, domain[0]), Math.min(high, domain[1])])
              }
            }}
            onPointerCancel={() => {
              downAt.current = null
              brush.value = null
            }}
            onPointerLeave={() => {
              hovered.value = null
            }}
            onKeyDown={pairKeys(input.n)}
            onBlur={() => {
              if (pinned.value !== null) hovered.value = null
            }}
          >
            {brush.value !== null && <Brushed from={brush.value[0]} to={brush.value[1]} />}
          </div>
        </PlotView>
      )}
    </div>
  )
}

function Brushed({ from, to }: { readonly from: number; readonly to: number }) {
  const style = { left: `${Math.min(from, to)}px`, width: `${Math.abs(to - from)}px` }
  return <div class="brush" style={style} />
}

function frameOf(width: number): Frame {
  const height = Math.round(Math.max(240, Math.min(width * 0.7, 460)))
  return { width: Math.max(width, 260), height, top: 22, right: 14, bottom: 42, left: 46 }
}

function boxOf({ currentTarget }: Event): DOMRect {
  return (currentTarget as HTMLElement).getBoundingClientRect()
}

/** The pair whose dot is nearest to a place; null when none is near. O(dots). */
function nearest(
  { x, y, width, height }: ReturnType<typeof placedDots>,
  across: number,
  down: number,
  n: number,
) {
  let best = -1
  let least = reach ** 2
  for (let at = 0; at < x.length; at++) {
    const apart = (x[at] - across) ** 2 + (y[at] - down) ** 2
    if (apart < least && x[at] >= 0 && x[at] <= width && y[at] >= 0 && y[at] <= height) {
      least = apart
      best = at
    }
  }
  return best < 0 ? null : { anchor: Math.floor(best / n), document: best % n }
}

const caretViewWords = {
  en: {
    label: (name: string) =>
      `Plot of ${name}. Arrow keys: up and down change the anchor, left and right the document; Enter pins the pair, Escape releases it.`,
  },
  zh: {
    label: (name: string) => `${name} 的图。方向键：上下换锚点，左右换文档；回车选定这一对，Esc 取消。`,
  },
}

/** The width of an element in whole CSS pixels, as the page changes; 0 before it is known. */
function useWidth<Kind extends HTMLElement>(): [RefObject<Kind>, number] {
  const element = useRef<Kind>(null)
  const width = useSignal(0)
  useLayoutEffect(() => {
    const measure = () => {
      width.value = Math.floor(element.current?.clientWidth ?? 0)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element.current!)
    return () => observer.disconnect()
  }, [width])
  return [element as RefObject<Kind>, width.value]
}
