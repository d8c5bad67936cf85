import type { Figure } from '../../src/plots/figure.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Folded } from '../parts/folded.tsx'
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
            <p class="scores">{panel.subtitle}</p>
            <Near aspect={panel.frame.width / panel.frame.height}>{() => <PlotView panel={panel} />}</Near>
            <Folded title={words.numbers}>
              {() => <DataTable table={panel.table()} name={`${figure.id} ${panel.title}`} />}
            </Folded>
          </div>
        ))}
      </div>
      <figcaption>
        <strong>{figure.title}.</strong> {figure.caption}
      </figcaption>
      <FigureDownloads figure={() => figure} />
    </figure>
  )
}

const figureWords = {
  en: { numbers: 'The numbers behind this plot' },
  zh: { numbers: '图中的数据' },
}
