import type { SearchKind } from '../../../src/experiments/search/field.ts'
import { partNames, searchColumns, searchParts } from '../../../src/findings/search-parts.ts'
import { kindNames } from '../../../src/plots/search.ts'
import type { RunUse } from '../../../src/store/run.ts'
import { TitledTable } from '../../parts/titled-table.tsx'
import { language, spoken } from '../../state/language.ts'

/** The same scores by how records and questions are worded. */
export function PartTable({ uses }: { readonly uses: readonly RunUse[] }) {
  const words = spoken(partWords)
  const columns = searchColumns(uses).map(({ use, details }) => ({
    name: kindNames[use.use as SearchKind][language.value],
    parts: searchParts(details, language.value),
  }))
  return (
    <>
      <h3>{words.title}</h3>
      <p class="about">{words.about}</p>
      <TitledTable
        label={words.title}
        columns={[words.part, ...columns.map(({ name }) => name)]}
        kind="heat-table"
      >
        {partNames(columns.map(({ parts }) => parts)).map(name => (
          <tr>
            <th scope="row">{name}</th>
            {columns.map(({ parts }) => (
              <td class="number">{parts.find(part => part.name === name)?.value ?? '–'}</td>
            ))}
          </tr>
        ))}
      </TitledTable>
    </>
  )
}

const partWords = {
  en: {
    title: 'By how records and questions are worded',
    about:
      'Where the records share every word but the number, nothing else can help. nDCG@10 and mean reciprocal rank are between 0 and 1, and 1 is best.',
    part: 'part',
  },
  zh: {
    title: '按记录和问题的写法',
    about: '记录除数字外用词相同时，别的什么都帮不上忙。nDCG@10 和平均倒数排名在 0 与 1 之间，1 最好。',
    part: '部分',
  },
}
