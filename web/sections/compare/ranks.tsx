import type { ComparedSeries, Comparison } from '../../../src/findings/comparison/comparison.ts'
import { interval, number } from '../../parts/number.ts'
import { TitledTable } from '../../parts/titled-table.tsx'
import { spoken } from '../../state/language.ts'
import { maxModelColumns } from '../../state/models.ts'

/** The rank of each model on each series; those that cannot be told apart share one. */
export function Ranks({ comparison: { entrants, series } }: { readonly comparison: Comparison }) {
  const words = spoken(rankWords)
  const compared = series.filter(({ scores }) => scores.length > 1)
  return (
    <>
      <h3>{words.title}</h3>
      <p class="about">{words.about}</p>
      {entrants.length > maxModelColumns ? (
        <TitledTable
          label={words.title}
          columns={[words.model, ...compared.map(({ series: id }) => id)]}
          kind="models-table"
        >
          {bestFirst(entrants, compared).map(({ id, label }) => (
            <tr>
              <th scope="row">{label}</th>
              {compared.map(each => (
                <RankCell of={each} entrant={id} kind="cell-interval" />
              ))}
            </tr>
          ))}
        </TitledTable>
      ) : (
        <TitledTable label={words.title} columns={[words.series, ...entrants.map(({ label }) => label)]}>
          {compared.map(each => (
            <tr>
              <th scope="row">{each.series}</th>
              {entrants.map(({ id }) => (
                <RankCell of={each} entrant={id} kind="about" />
              ))}
            </tr>
          ))}
        </TitledTable>
      )}
    </>
  )
}

/** Models by the mean of their ranks on the series that they were asked. */
function bestFirst(
  entrants: Comparison['entrants'],
  compared: readonly ComparedSeries[],
): Comparison['entrants'] {
  const meanRank = (id: string) => {
    const ranks = compared.flatMap(({ scores }) =>
      scores.flatMap(({ entrant, rank }) => (entrant === id ? rank : [])),
    )
    return ranks.length === 0 ? Infinity : ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length
  }
  const means = new Map(entrants.map(({ id }) => [id, meanRank(id)]))
  return entrants.toSorted((a, b) => means.get(a.id)! - means.get(b.id)!)
}

interface RankCellProps {
  readonly of: ComparedSeries
  readonly entrant: string
  /** How the interval stands: beside the score or below it. */
  readonly kind: 'about' | 'cell-interval'
}

function RankCell({ of: { scores }, entrant, kind }: RankCellProps) {
  const score = scores.find(each => each.entrant === entrant)
  if (score === undefined) return <td>–</td>
  return (
    <td>
      <span class={score.rank === 1 ? 'rank first' : 'rank'}>{score.rank}</span> {number(score.value, 3)}{' '}
      <span class={kind}>{interval(score.interval)}</span>
    </td>
  )
}

const rankWords = {
  en: {
    title: 'Ranks',
    about: 'Models without a clear difference from the first of a rank share it.',
    series: 'series',
    model: 'model',
  },
  zh: { title: '名次', about: '与某名次第一者无法区分的模型并列。', series: '序列', model: '模型' },
}
