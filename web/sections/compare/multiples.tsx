import { useMemo } from 'preact/hooks'
import { type Entrant, entrantsOf, type NamedRun } from '../../../src/findings/comparison/entrants.ts'
import { caretPanel } from '../../../src/plots/caret.ts'
import { seriesAxis } from '../../../src/plots/lag-axis.ts'
import { PlaceLink } from '../../parts/link.tsx'
import { Near } from '../../plot/near.tsx'
import { PlotView } from '../../plot/plot-view.tsx'
import { language } from '../../state/language.ts'

const frame = { width: 248, height: 156, top: 12, right: 16, bottom: 24, left: 44 }

/** A small caret of every series and model, in rows of one series. */
export function Multiples({ runs }: { readonly runs: readonly NamedRun[] }) {
  const entrants = entrantsOf(runs)
  const series = [...new Set(entrants.flatMap(({ matrices }) => matrices.map(({ series: { id } }) => id)))]
  return (
    <div class="multiples">
      {series.map(id => (
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
                <Near aspect={frame.width / frame.height}>{() => <Small asked={asked} />}</Near>
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}

function Small({ asked: { matrix, series } }: { readonly asked: Entrant['matrices'][number] }) {
  const spokenLanguage = language.value
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
        pairs: 'density',
        axis: { ...seriesAxis(series, spokenLanguage), label: '' },
      }),
    [matrix, series, spokenLanguage],
  )
  return <PlotView panel={panel} />
}
