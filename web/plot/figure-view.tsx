import type { Figure, Panel } from '../../src/plots/figure.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Folded } from '../parts/folded.tsx'
import { Glossed } from '../parts/glossed.tsx'
import { Scroll } from '../parts/scroll.tsx'
import { spoken } from '../state/language.ts'
import { FigureDownloads } from './figure-downloads.tsx'
import { Near } from './near.tsx'
import { PlotView } from './plot-view.tsx'

/** A figure with its caption, its numbers and its files. Drawn when it comes near: a page may have dozens. */
export function FigureView({ figure }: { readonly figure: Figure }) {
  const words = spoken(figureWords)
  return (
    <figure class={figure.kind}>
      <div class="panels">
        {figure.panels.map(panel => (
          <div>
            <p class="panel">{panel.title}</p>
            <p class="scores">
              <Glossed text={panel.subtitle} />
            </p>
            <Readable panel={panel} />
            <Folded title={words.numbers}>
              {() => <DataTable table={panel.table()} name={`${figure.id} ${nameIn(figure, panel)}`} />}
            </Folded>
          </div>
        ))}
      </div>
      <figcaption>
        <strong>{figure.title}.</strong> <Glossed text={figure.caption} />
      </figcaption>
      <FigureDownloads figure={() => figure} />
    </figure>
  )
}

/** Wider plots are made no smaller than their letters allow: on a narrow page they scroll instead. */
const widest = 480
const smallest = 0.75

function Readable({ panel }: { readonly panel: Panel }) {
  const { width, height } = panel.frame
  const plot = <Near aspect={width / height}>{() => <PlotView panel={panel} />}</Near>
  if (width <= widest) return plot
  return (
    <Scroll label={panel.title}>
      <div class="readable" style={{ '--least': `${Math.round(smallest * width)}px` }}>
        {plot}
      </div>
    </Scroll>
  )
}

/** A panel by its title, and by what stands under it where another has the same title. */
function nameIn({ panels }: Figure, { title, subtitle }: Figure['panels'][number]): string {
  return panels.filter(panel => panel.title === title).length > 1 ? `${title}, ${subtitle}` : title
}

const figureWords = {
  en: { numbers: 'The numbers behind this plot' },
  zh: { numbers: '图中的数据' },
}
