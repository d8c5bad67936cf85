import type { SearchKind } from '../../../src/experiments/search/field.ts'
import { percent } from '../../../src/findings/number.ts'
import {
  domainName,
  domainsOf,
  kindNames,
  questionCounts,
  searchColumns,
} from '../../../src/findings/search-parts.ts'
import type { RunUse } from '../../../src/store/run.ts'
import { Glossed } from '../../parts/glossed.tsx'
import { TitledTable } from '../../parts/titled-table.tsx'
import { language, spoken } from '../../state/language.ts'
import { PartCell } from './part-cell.tsx'

/** A score in each domain and kind of question, shaded from guessing to perfect where it is surely above guessing. */
export function DomainTable({ uses }: { readonly uses: readonly RunUse[] }) {
  const words = spoken(domainWords)
  const columns = searchColumns(uses)
  const parts = columns.flatMap(({ details }) => Object.values(details.domains))
  const beside = [
    { name: words.all, valueIn: ({ use }: (typeof columns)[number]) => use.value },
    { name: words.bm25, valueIn: ({ details }: (typeof columns)[number]) => details.references.bm25 ?? null },
    { name: words.chance, valueIn: ({ details }: (typeof columns)[number]) => details.chance },
  ]
  return (
    <>
      <h3>{words.title}</h3>
      <p class="about">
        <Glossed text={words.about(questionCounts(parts, language.value))} />
      </p>
      <TitledTable
        label={words.title}
        columns={[
          words.domain,
          ...columns.map(({ use }) => kindNames[use.use as SearchKind][language.value]),
        ]}
        kind="heat-table"
      >
        {domainsOf(columns).map(domain => (
          <tr>
            <th scope="row">{domainName(domain, language.value)}</th>
            {columns.map(({ details }) => (
              <PartCell score={details.domains[domain]} chance={details.chance} />
            ))}
          </tr>
        ))}
        {beside.map(({ name, valueIn }, at) => (
          <tr class={at === 0 ? 'total' : ''}>
            <th scope="row">
              <Glossed text={name} />
            </th>
            {columns.map(column => {
              const value = valueIn(column)
              return <td class="number">{value === null ? '–' : percent(value)}</td>
            })}
          </tr>
        ))}
      </TitledTable>
    </>
  )
}

const domainWords = {
  en: {
    title: 'By what the records are about',
    about: (questions: string) =>
      `${questions} questions in each cell, with the 95 % interval below. Coloured where the whole interval is above guessing, the more the farther. A dash: this kind of question does not fit the records.`,
    domain: 'records',
    all: 'all',
    bm25: 'keyword search (BM25), all',
    chance: 'guessing, all',
  },
  zh: {
    title: '按记录的内容',
    about: (questions: string) =>
      `每格 ${questions} 个问题，下方是 95 % 区间。整个区间都高于猜测时着色，超出越多颜色越深。横线表示这种问题不适合这些记录。`,
    domain: '记录',
    all: '全部',
    bm25: '关键词检索（BM25），全部',
    chance: '猜测，全部',
  },
}
