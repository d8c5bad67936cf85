import { useMemo } from 'preact/hooks'
import { trendFigures } from '../../../src/plots/trend.ts'
import { FigureView } from '../../plot/figure-view.tsx'
import { language } from '../../state/language.ts'
import { runs } from '../../state/runs.ts'

/** Models that the runs of the page follow through their training; nothing where there is none. */
export function Trends() {
  const named = runs.value
  const spokenLanguage = language.value
  const figures = useMemo(() => trendFigures(named, spokenLanguage), [named, spokenLanguage])
  return (
    <>
      {figures.map(figure => (
        <section key={figure.id} id={figure.id}>
          <h2>{figure.title}</h2>
          <FigureView figure={figure} />
        </section>
      ))}
    </>
  )
}
