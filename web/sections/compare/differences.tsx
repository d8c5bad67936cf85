import { textWidth } from '../../../src/base/text-width.ts'
import type { Comparison } from '../../../src/findings/comparison/comparison.ts'
import { shownNames } from '../../../src/findings/shown-names.ts'
import { Folded } from '../../parts/folded.tsx'
import { Glossed } from '../../parts/glossed.tsx'
import { interval, number } from '../../parts/number.ts'
import { TitledTable } from '../../parts/titled-table.tsx'
import { spoken } from '../../state/language.ts'

const width = 150
/** More pairs of models than this on a series: only those with the first are shown. */
const maxPairs = 6

/** Names of more letters stand in lines, so that the table is no wider than a page. */
const maxLetters = 40

/** More rows than this are folded away. */
const maxRows = 40

/** What separates each two models, with its paired interval, drawn about zero. */
export function Differences({ comparison }: { readonly comparison: Comparison }) {
  const words = spoken(differenceWords)
  const { entrants, series } = comparison
  const labels = new Map(entrants.map(({ id, label }) => [id, label]))
  const rows = series.flatMap(({ series: id, differences, scores }) => {
    const first = scores.find(({ rank }) => rank === 1)?.entrant
    const shown =
      differences.length > maxPairs
        ? differences.filter(({ a, b }) => a === first || b === first)
        : differences
    return shown.map(pair => ({ id, ...pair }))
  })
  const reach = Math.max(
    1e-9,
    ...rows.flatMap(({ interval: ends, difference }) => [...(ends ?? []), difference].map(Math.abs)),
  )
  const at = (value: number) => width / 2 + (value / reach) * (width / 2 - 6)
  const table = () => (
    <TitledTable label={words.title} columns={words.columns} kind="differences">
      {rows.map(({ id, a, b, difference, interval: ends, adjusted, significant }) => (
        <tr>
          <th scope="row">{id}</th>
          {[a, b].map(id => (
            <td class={textWidth(labels.get(id)!) > maxLetters ? 'long' : ''}>{labels.get(id)}</td>
          ))}
          <td>
            <svg
              width={width}
              height="16"
              viewBox={`0 0 ${width} 16`}
              aria-hidden="true"
              class={significant ? 'significant' : ''}
            >
              <line class="zero" x1={width / 2} x2={width / 2} y1="0" y2="16" />
              {ends !== null && <line x1={at(ends[0])} x2={at(ends[1])} y1="8" y2="8" />}
              <circle cx={at(difference)} cy="8" r="4" />
            </svg>
          </td>
          <td class="number">{number(difference, 3)}</td>
          <td class="interval">{interval(ends, 3)}</td>
          <td class="number">{adjusted < 0.001 ? '<0.001' : adjusted.toFixed(3)}</td>
          <td>{significant ? words.higher(difference > 0 ? 'A' : 'B') : words.open}</td>
        </tr>
      ))}
    </TitledTable>
  )
  return (
    <>
      <h3>{words.title}</h3>
      <p class="about">
        <Glossed text={words.about} />
      </p>
      {rows.length > maxRows ? <Folded title={words.folded(rows.length)}>{table}</Folded> : table()}
    </>
  )
}

const differenceWords = {
  en: {
    title: 'Differences',
    about: 'A minus B with its 95 % interval, drawn about zero.',
    columns: ['series', 'A', 'B', '', 'A − B', shownNames.interval.en, shownNames.adjustedP.en, ''],
    higher: (name: string) => `${name} is higher`,
    open: 'no clear difference',
    folded: (count: number) => `${count} differences, each with the first on its series`,
  },
  zh: {
    title: '差异',
    about: 'A 减 B 及其 95 % 区间，以零为中心画出。',
    columns: ['序列', 'A', 'B', '', 'A − B', shownNames.interval.zh, shownNames.adjustedP.zh, ''],
    higher: (name: string) => `${name} 更高`,
    open: '看不出差异',
    folded: (count: number) => `${count} 个差异，均与该序列的第一名相比`,
  },
}
