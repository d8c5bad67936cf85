import type { Figure } from '../../src/plots/figure.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Folded } from '../parts/folded.tsx'
import { Glossed } from '../parts/glossed.tsx'
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
            <Near aspect={panel.frame.width / panel.frame.height}>{() => <PlotView panel={panel} />}</Near>
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

/** A panel by its title, and by what stands under it where another has the same title. */
function nameIn({ panels }: Figure, { title, subtitle }: Figure['panels'][number]): string {
  return panels.filter(panel => panel.title === title).length > 1 ? `${title}, ${subtitle}` : title
}

const figureWords = {
  en: { numbers: 'The numbers behind this plot' },
  zh: { numbers: '图中的数据' },
}
