import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Panel } from '../../src/plots/figure.ts'
import { panelElement } from '../../src/plots/svg.ts'
import { appTheme } from '../../src/plots/theme.ts'
import { DotsCanvas } from './dots-canvas.tsx'

interface Props {
  readonly panel: Panel
  /** What lies over the plot, in shares of its size. */
  readonly children?: ComponentChildren
}

/** A panel as it stands in the page: axes and lines as SVG, and its dots on a canvas beneath them. */
export function PlotView({ panel, children }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    place.current!.replaceChildren(panelElement(panel, appTheme, document) as unknown as SVGElement)
  }, [panel])
  return (
    <div class="plot" style={{ aspectRatio: `${panel.frame.width} / ${panel.frame.height}` }}>
      {panel.scatter?.isShown && <DotsCanvas scatter={panel.scatter} frame={panel.frame} />}
      <div class="plot-lines" ref={place} />
      {children}
    </div>
  )
}
