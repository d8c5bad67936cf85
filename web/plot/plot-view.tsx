import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Panel } from '../../src/plots/figure.ts'
import { panelElement } from '../../src/plots/svg.ts'
import { appTheme } from '../../src/plots/theme.ts'
import { DotsCanvas } from './dots-canvas.tsx'
import { type LabelTerm, LabelTerms, labelTerms } from './label-terms.tsx'

interface Props {
  readonly panel: Panel
  /** What lies over the plot, in shares of its size. */
  readonly children?: ComponentChildren
}

/** A panel as it stands in the page: axes and lines as SVG, its dots on a canvas beneath them, its words explained. */
export function PlotView({ panel, children }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [terms, setTerms] = useState<readonly LabelTerm[]>([])
  useLayoutEffect(() => {
    const drawing = panelElement(panel, appTheme, document) as unknown as SVGElement
    place.current!.replaceChildren(drawing)
    setTerms(labelTerms(drawing))
  }, [panel])
  return (
    <div class="plot" style={{ aspectRatio: `${panel.frame.width} / ${panel.frame.height}` }}>
      {panel.scatter?.isShown && <DotsCanvas scatter={panel.scatter} frame={panel.frame} />}
      <div class="plot-lines" ref={place} />
      {children}
      <LabelTerms terms={terms} />
    </div>
  )
}
