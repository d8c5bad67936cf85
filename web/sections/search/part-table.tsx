import type { SearchKind } from '../../../src/experiments/search/field.ts'
import {
  kindNames,
  partNames,
  questionCounts,
  rankingScores,
  searchColumns,
  searchParts,
} from '../../../src/findings/search-parts.ts'
import { heads } from '../../../src/findings/shown-names.ts'
import type { RunUse } from '../../../src/store/run.ts'
import { Glossed } from '../../parts/glossed.tsx'
import { number } from '../../parts/number.ts'
import { TitledTable } from '../../parts/titled-table.tsx'
import { language, spoken } from '../../state/language.ts'
import { PartCell } from './part-cell.tsx'

/** The same scores by how records and questions are worded, and the measures of the whole ranking. */
export function PartTable({ uses }: { readonly uses: readonly RunUse[] }) {
  const words = spoken(partWords)
  const columns = searchColumns(uses).map(({ use, details }) => ({
    name: kindNames[use.use as SearchKind][language.value],
    chance: details.chance,
    parts: searchParts(details, language.value),
    ranking: rankingScores(details, language.value),
  }))
  const all = columns.flatMap(({ parts }) => parts.map(({ score }) => score))
  const ranking = columns.flatMap(column => column.ranking.map(score => ({ ...score, kind: column.name })))
  return (
    <>
      <h3>{words.title}</h3>
      <p class="about">
        <Glossed text={words.about(questionCounts(all, language.value))} />
      </p>
      <TitledTable
        label={words.title}
        columns={[words.part, ...columns.map(({ name }) => name)]}
        kind="heat-table"
      >
        {partNames(columns.map(({ parts }) => parts)).map(name => (
          <tr>
            <th scope="row">{name}</th>
            {columns.map(({ parts, chance }) => (
              <PartCell score={parts.find(part => part.name === name)?.score} chance={chance} />
            ))}
          </tr>
        ))}
      </TitledTable>
      {ranking.length > 0 && (
        <>
          <h3>{words.ranking}</h3>
          <p class="about">
            <Glossed text={words.aboutRanking} />
          </p>
          <TitledTable
            label={words.ranking}
            columns={heads(language.value, 'question', 'measure', 'model', 'keywords', 'guessing')}
            kind="heat-table rankings"
          >
            {ranking.map(({ kind, name, value, bm25, chance }) => (
              <tr>
                <th scope="row">{kind}</th>
                <td class="measure-name">{name}</td>
                {[value, bm25, chance].map(score => (
                  <td class="number">{score === null ? '–' : number(score)}</td>
                ))}
              </tr>
            ))}
          </TitledTable>
        </>
      )}
    </>
  )
}

const partWords = {
  en: {
    title: 'By how records and questions are worded',
    about: (questions: string) =>
      `Where the records share every word but the number, nothing else can help. ${questions} questions in each cell, with the 95 % interval below; coloured where the whole interval is above guessing.`,
    part: 'part',
    ranking: 'The whole ranking',
    aboutRanking: 'Not shares but scores between 0 and 1, where 1 is best.',
  },
  zh: {
    title: '按记录和问题的写法',
    about: (questions: string) =>
      `记录除数字外用词相同时，别的什么都帮不上忙。每格 ${questions} 个问题，下方是 95 % 区间；整个区间都高于猜测时着色。`,
    part: '部分',
    ranking: '整个排名',
    aboutRanking: '不是比例，而是 0 与 1 之间的分数，1 最好。',
  },
}
