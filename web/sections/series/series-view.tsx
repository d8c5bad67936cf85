import { useMemo } from 'preact/hooks'
import { type LagRuler, lagRulers, rulerAxis } from '../../../src/plots/lag-axis.ts'
import { matricesOf } from '../../../src/plots/run-parts.ts'
import { pairedSeries } from '../../../src/report/summary.ts'
import { isEvenlySpaced } from '../../../src/series/lags.ts'
import type { Run, RunSeries } from '../../../src/store/run.ts'
import { Section } from '../../parts/section.tsx'
import { addressed } from '../../state/address.ts'
import { language, spoken } from '../../state/language.ts'
import { isPrinting } from '../../state/print.ts'
import { CaretCard } from './caret-card.tsx'
import type { PairStyle } from './caret-view.tsx'
import { Controls } from './controls.tsx'
import { domainIn } from './domain.ts'
import { HeatCards } from './heat-cards.tsx'
import { Neighbours } from './neighbours.tsx'
import { PairCard } from './pair-card.tsx'
import { SeriesNumbers } from './series-numbers.tsx'
import { SeriesPicker } from './series-picker.tsx'
import { shownMatrix } from './shown-matrix.ts'

/** More documents than this are shown as a density at first. */
const maxDots = 400
/** More matrices than this do not fit side by side; a list chooses among them. */
const maxPanels = 2

/** One series at a time: the article's pair of plots to work with, its heat maps, and every number of it. */
export function SeriesSection({ run }: { readonly run: Run }) {
  const words = spoken(seriesWords)
  const all = pairedSeries(run)
  const series = all.find(({ id }) => id === addressed('series')) ?? all[0]
  if (series === undefined) return null
  return (
    <Section id="series" title={words.title} about={words.about}>
      <SeriesPicker run={run} all={all} chosen={series.id} />
      <SeriesView key={series.id} run={run} series={series} />
    </Section>
  )
}

function SeriesView({ run, series }: { readonly run: Run; readonly series: RunSeries }) {
  const spokenLanguage = language.value
  const isCentred = addressed('centred') === 'yes'
  const everything = matricesOf(run, series.id, 'pairs')
  const shown = chosenMatrices(everything.length)
  const shownKey = shown.join()
  const matrices = useMemo(
    () => shown.map(at => shownMatrix(run, series, everything[at], { language: spokenLanguage, isCentred })),
    [run, series, spokenLanguage, isCentred, shownKey],
  )
  const n = series.texts.length
  const ruler = lagRulers.find(each => each === addressed('ruler')) ?? 'lag'
  const axis = useMemo(
    () => rulerAxis(series, ruler, spokenLanguage) ?? rulerAxis(series, 'lag', spokenLanguage)!,
    [series, ruler, spokenLanguage],
  )
  const range = addressed('x')
  const domain = useMemo(() => domainIn(axis.domain, range), [axis, range])
  const style = styleOf(n)
  const over = addressed('over')?.split(' ') ?? []
  return (
    <>
      <Controls
        rulers={possibleRulers(series)}
        isEven={isEvenlySpaced(series)}
        ruler={ruler}
        style={style}
        isCentred={isCentred}
        over={over}
        domain={domain}
        whole={axis.domain}
        matrices={everything}
        shown={shown}
        run={run}
      />
      <div class="panels">
        {matrices.map((each, at) => (
          <CaretCard
            key={at}
            run={run}
            series={series}
            shown={each}
            other={matrices[(at + 1) % matrices.length]}
            axis={axis}
            domain={domain}
            style={style}
            over={over}
          />
        ))}
      </div>
      <PairCard series={series} matrices={matrices} />
      <Neighbours series={series} matrices={matrices} />
      <HeatCards series={series} matrices={matrices} />
      <SeriesNumbers run={run} series={series} />
    </>
  )
}

function chosenMatrices(count: number): number[] {
  const named = (addressed('models') ?? '')
    .split('.')
    .map(Number)
    .filter(at => at < count)
  // Paper has no list to choose from.
  const most = isPrinting.value ? count : maxPanels
  const first = Array.from({ length: Math.min(count, most) }, (_, at) => at)
  return addressed('models') !== null && named.length > 0 ? named.slice(0, maxPanels) : first
}

function possibleRulers(series: RunSeries): LagRuler[] {
  return series.values.some(value => value <= 0) || series.period !== null
    ? ['lag', 'linear']
    : ['lag', 'linear', 'log']
}

function styleOf(n: number): PairStyle {
  const named = addressed('as')
  if (named === 'dots' || named === 'density' || named === 'rows') return named
  return n > maxDots ? 'density' : 'dots'
}

const seriesWords = {
  en: {
    title: 'Series',
    about:
      'Each pair of documents is a dot, placed by their distance and by how similar the model finds them. A good model draws a caret, ^.',
  },
  zh: {
    title: '序列',
    about: '每一对文档是一个点：横轴是相隔多远，纵轴是模型认为有多相似。好的模型画出一个尖角 ^。',
  },
}
