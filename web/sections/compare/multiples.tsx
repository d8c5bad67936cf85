import { useMemo } from 'preact/hooks'
import { type Entrant, entrantsOf, type NamedRun } from '../../../src/findings/comparison/entrants.ts'
import { caretPanel } from '../../../src/plots/caret.ts'
import { extentOf } from '../../../src/plots/frame.ts'
import { seriesAxis } from '../../../src/plots/lag-axis.ts'
import { Folded } from '../../parts/folded.tsx'
import { PlaceLink } from '../../parts/link.tsx'
import { Near } from '../../plot/near.tsx'
import { PlotView } from '../../plot/plot-view.tsx'
import { language, spoken } from '../../state/language.ts'
import { maxModelColumns } from '../../state/models.ts'

const frame = { width: 248, height: 156, top: 12, right: 16, bottom: 24, left: 44 }

/** A small caret of every series and model, in rows of one series; the embedders of a row share one scale. */
export function Multiples({ runs }: { readonly runs: readonly NamedRun[] }) {
  const spokenLanguage = language.value
  const entrants = useMemo(() => entrantsOf(runs, spokenLanguage), [runs, spokenLanguage])
  const rangeOf = useMemo(() => sharedRanges(entrants), [entrants])
  const series = [...new Set(entrants.flatMap(({ matrices }) => matrices.map(({ series: { id } }) => id)))]
  const shown = entrants.length > maxModelColumns ? series.slice(0, 1) : series
  const rest = series.slice(shown.length)
  const rows = (some: readonly string[]) => (
    <div class="multiples">
      {some.map(id => (
        <div class="multiples-row">
          {entrants.map(entrant => {
            const asked = entrant.matrices.find(({ series: of }) => of.id === id)
            if (asked === undefined) return null
            return (
              <div>
                <p class="scores">
                  <PlaceLink to="series" changes={{ run: entrant.run, series: id, pair: null, x: null }}>
                    {id}
                  </PlaceLink>{' '}
                  {entrant.label}
                </p>
                <Near aspect={frame.width / frame.height}>
                  {() => <Small asked={asked} rangeOf={() => rangeOf(entrant, id)} />}
                </Near>
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
  return (
    <>
      {rows(shown)}
      {rest.length > 0 && <Folded title={spoken(multipleWords).more(rest.length)}>{() => rows(rest)}</Folded>}
    </>
  )
}

const multipleWords = {
  en: { more: (count: number) => (count === 1 ? 'One more series' : `${count} more series`) },
  zh: { more: (count: number) => `另外 ${count} 个序列` },
}

type Asked = Entrant['matrices'][number]

type Range = readonly [low: number, high: number]

/**
 * The scale of an answer, found when it is first asked for: cosines of a series share one, relevance scores of
 * different rerankers do not.
 */
function sharedRanges(entrants: readonly Entrant[]): (entrant: Entrant, series: string) => Range {
  const known = new Map<string, Range>()
  return (entrant, series) => {
    const isEmbedder = entrant.kind === 'embedder'
    const key = JSON.stringify([series, isEmbedder ? null : entrant.id])
    const found = known.get(key)
    if (found !== undefined) return found
    const peers = isEmbedder ? entrants.filter(({ kind }) => kind === 'embedder') : [entrant]
    const matrices = peers.flatMap(peer => peer.matrices.filter(({ series: { id } }) => id === series))
    const range = extentOf(matrices.flatMap(({ matrix }) => extentOf(matrix.values)))
    known.set(key, range)
    return range
  }
}

interface SmallProps {
  readonly asked: Asked
  readonly rangeOf: () => Range
}

function Small({ asked: { matrix, series }, rangeOf }: SmallProps) {
  const spokenLanguage = language.value
  const range = rangeOf()
  const panel = useMemo(
    () =>
      caretPanel({
        title: '',
        subtitle: '',
        data: matrix.values,
        n: series.texts.length,
        unit: '',
        language: spokenLanguage,
        frame,
        range,
        pairs: 'density',
        axis: { ...seriesAxis(series, spokenLanguage), label: '' },
      }),
    [matrix, series, spokenLanguage, range],
  )
  return <PlotView panel={panel} />
}
