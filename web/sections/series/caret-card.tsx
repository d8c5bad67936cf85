import { useMemo } from 'preact/hooks'
import { caretPanel } from '../../../src/plots/caret.ts'
import type { LagAxis } from '../../../src/plots/lag-axis.ts'
import type { Run, RunSeries } from '../../../src/store/run.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Folded } from '../../parts/folded.tsx'
import { Glossed } from '../../parts/glossed.tsx'
import { FigureDownloads } from '../../plot/figure-downloads.tsx'
import { spoken } from '../../state/language.ts'
import { CaretView, type PairStyle } from './caret-view.tsx'
import { type Domain, showDomain } from './domain.ts'
import { overlayKinds, overlayOf } from './overlays.ts'
import type { ShownMatrix } from './shown-matrix.ts'

interface Props {
  readonly run: Run
  readonly series: RunSeries
  readonly shown: ShownMatrix
  /** The matrix beside it, whose means may be laid over. */
  readonly other: ShownMatrix
  readonly axis: LagAxis
  readonly domain: Domain
  readonly style: PairStyle
  readonly over: readonly string[]
}

/** The caret of one model with its numbers and its files. */
export function CaretCard({ run, series, shown: { input }, other, axis, domain, style, over }: Props) {
  const words = spoken(cardWords)
  const overKey = over.join()
  const overlays = useMemo(
    () =>
      overlayKinds
        .filter(kind => over.includes(kind))
        .map(kind => overlayOf(kind, run, series, input.data, other.input.data)),
    [run, series, input, other, overKey],
  )
  const panel = () =>
    caretPanel({ ...input, axis, domain, overlays, ...(style !== 'rows' && { pairs: style }) })
  const id = `caret-${series.id}`
  return (
    <div>
      <p class="panel">{input.title}</p>
      <p class="scores">
        <Glossed text={input.subtitle} />
      </p>
      <CaretView
        input={input}
        axis={axis}
        domain={domain}
        style={style}
        overlays={overlays}
        onBrush={showDomain}
      />
      <Folded title={words.numbers}>
        {() => <DataTable table={panel().table()} name={`${id} ${input.title}`} />}
      </Folded>
      <FigureDownloads figure={() => ({ id, kind: 'caret', title: series.id, panels: [panel()] })} />
    </div>
  )
}

const cardWords = {
  en: { numbers: 'The numbers behind this plot' },
  zh: { numbers: '图中的数据' },
}
