import type { SearchKind } from '../../../src/experiments/search/field.ts'
import { percent } from '../../../src/findings/number.ts'
import { domainName, domainsOf, searchColumns } from '../../../src/findings/search-parts.ts'
import { kindNames } from '../../../src/plots/search.ts'
import type { RunUse } from '../../../src/store/run.ts'
import { TitledTable } from '../../parts/titled-table.tsx'
import { language, spoken } from '../../state/language.ts'

/** A score in each domain and kind of question, shaded from guessing to perfect. */
export function DomainTable({ uses }: { readonly uses: readonly RunUse[] }) {
  const words = spoken(domainWords)
  const columns = searchColumns(uses)
  const beside = [
    { name: words.all, valueIn: ({ use }: (typeof columns)[number]) => use.value },
    { name: words.bm25, valueIn: ({ details }: (typeof columns)[number]) => details.references.bm25 ?? null },
    { name: words.chance, valueIn: ({ details }: (typeof columns)[number]) => details.chance },
  ]
  return (
    <>
      <h3>{words.title}</h3>
      <p class="about">{words.about}</p>
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
              <Cell value={details.domains[domain]?.value ?? null} chance={details.chance} />
            ))}
          </tr>
        ))}
        {beside.map(({ name, valueIn }, at) => (
          <tr class={at === 0 ? 'total' : ''}>
            <th scope="row">{name}</th>
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

function Cell({ value, chance }: { readonly value: number | null; readonly chance: number }) {
  if (value === null) return <td class="number about">–</td>
  const shade = Math.round(45 * Math.max(0, (value - chance) / (1 - chance)))
  return (
    <td class="number" style={{ background: `color-mix(in srgb, var(--good) ${shade}%, transparent)` }}>
      {percent(value)}
    </td>
  )
}

const domainWords = {
  en: {
    title: 'By what the records are about',
    about:
      'The more colour, the farther above guessing. A dash: this kind of question does not fit the records.',
    domain: 'records',
    all: 'all',
    bm25: 'keyword search (BM25), all',
    chance: 'guessing, all',
  },
  zh: {
    title: '按记录的内容',
    about: '颜色越深，超出猜测越多。横线表示这种问题不适合这些记录。',
    domain: '记录',
    all: '全部',
    bm25: '关键词检索（BM25），全部',
    chance: '猜测，全部',
  },
}
