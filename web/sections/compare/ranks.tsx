import type { Comparison } from '../../../src/findings/comparison/comparison.ts'
import { interval, number } from '../../parts/number.ts'
import { TitledTable } from '../../parts/titled-table.tsx'
import { spoken } from '../../state/language.ts'

/** The rank of each model on each series; those that cannot be told apart share one. */
export function Ranks({ comparison: { entrants, series } }: { readonly comparison: Comparison }) {
  const words = spoken(rankWords)
  const compared = series.filter(({ scores }) => scores.length > 1)
  return (
    <>
      <h3>{words.title}</h3>
      <p class="about">{words.about}</p>
      <TitledTable label={words.title} columns={[words.series, ...entrants.map(({ label }) => label)]}>
        {compared.map(({ series: id, scores }) => (
          <tr>
            <th scope="row">{id}</th>
            {entrants.map(entrant => {
              const score = scores.find(each => each.entrant === entrant.id)
              if (score === undefined) return <td>–</td>
              return (
                <td>
                  <span class={score.rank === 1 ? 'rank first' : 'rank'}>{score.rank}</span>{' '}
                  {number(score.value, 3)} <span class="about">{interval(score.interval)}</span>
                </td>
              )
            })}
          </tr>
        ))}
      </TitledTable>
    </>
  )
}

const rankWords = {
  en: {
    title: 'Ranks',
    about: 'Models without a clear difference from the first of a rank share it.',
    series: 'series',
  },
  zh: { title: '名次', about: '与某名次第一者无法区分的模型并列。', series: '序列' },
}
