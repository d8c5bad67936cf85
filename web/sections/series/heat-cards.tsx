import { useMemo } from 'preact/hooks'
import { heatmapPanel } from '../../../src/plots/heatmap.ts'
import type { RunSeries } from '../../../src/store/run.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Folded } from '../../parts/folded.tsx'
import { FigureDownloads } from '../../plot/figure-downloads.tsx'
import { spoken } from '../../state/language.ts'
import { HeatView } from './heat-view.tsx'
import type { ShownMatrix } from './shown-matrix.ts'

interface Props {
  readonly series: RunSeries
  readonly matrices: readonly ShownMatrix[]
}

/** The matrices of a series as heat maps, side by side. */
export function HeatCards({ series, matrices }: Props) {
  const words = spoken(heatCardWords)
  return (
    <>
      <h3>{words.title}</h3>
      <p class="about">
        {words.about}
        <span class="hint"> {words.click}</span>
      </p>
      <div class="panels">
        {matrices.map(shown => (
          <HeatCard series={series} shown={shown} />
        ))}
      </div>
    </>
  )
}

function HeatCard({ series, shown: { input } }: { readonly series: RunSeries; readonly shown: ShownMatrix }) {
  const words = spoken(heatCardWords)
  const heat = useMemo(() => ({ ...input, documents: series.texts }), [input, series])
  const id = `heatmap-${series.id}`
  return (
    <div class="heat">
      <p class="panel">{input.title}</p>
      <HeatView input={heat} />
      <Folded title={words.numbers}>
        {() => <DataTable table={heatmapPanel(heat).table()} name={`${id} ${input.title}`} />}
      </Folded>
      <FigureDownloads
        figure={() => ({ id, kind: 'heatmap', title: series.id, panels: [heatmapPanel(heat)] })}
      />
    </div>
  )
}

const heatCardWords = {
  en: {
    title: 'As a matrix',
    about:
      'Anchor from top to bottom, candidate from left to right. A model that sees distance is bright along the diagonal and fades evenly away from it. Blocks and stripes come from shared digits.',
    click: 'Click a cell to pick its pair.',
    numbers: 'Some of these numbers',
  },
  zh: {
    title: '矩阵',
    about:
      '从上到下是锚点，从左到右是候选。看得出距离的模型沿对角线最亮，并向两侧均匀变暗；方块和条纹来自相同的数字字符。',
    click: '点击单元格可选定这一对。',
    numbers: '部分数据',
  },
}
