import { type ArticleRow, articleAbout, articleTable } from '../../src/findings/article.ts'
import type { Run } from '../../src/store/run.ts'
import { PlaceLink } from '../parts/link.tsx'
import { Section } from '../parts/section.tsx'
import { TitledTable } from '../parts/titled-table.tsx'
import { language, spoken } from '../state/language.ts'

/** What the article of 2024 saw, looked for in each model. */
export function Article({ run }: { readonly run: Run }) {
  const words = spoken(articleWords)
  const spokenLanguage = language.value
  const groups = [...Map.groupBy(articleTable(run), ({ model }) => model.en).values()]
  if (groups.length === 0) return null
  return (
    <Section id="article" title={words.title} about={articleAbout[language.value]}>
      {groups.map(rows => (
        <>
          <h3>{rows[0].model[spokenLanguage]}</h3>
          <TitledTable label={rows[0].model[spokenLanguage]} columns={words.columns} kind="article">
            {rows.map(row => (
              <Row row={row} />
            ))}
          </TitledTable>
        </>
      ))}
    </Section>
  )
}

function Row({ row: { saw, answer, shows, evidence } }: { readonly row: ArticleRow }) {
  const words = spoken(articleWords)
  const [first] = evidence
  return (
    <tr>
      <td>{saw[language.value]}</td>
      <td class={`answer ${answer}`}>{words.answers[answer]}</td>
      <td>
        {first === undefined ? (
          <PlaceLink to="cases">{shows[language.value]}</PlaceLink>
        ) : (
          <PlaceLink to="series" changes={{ series: first.series, pair: null, x: null }}>
            {shows[language.value]}
          </PlaceLink>
        )}
      </td>
    </tr>
  )
}

const articleWords = {
  en: {
    title: 'What the article saw',
    columns: ['the article saw', 'this model', 'evidence'],
    answers: { confirmed: 'confirmed', refuted: 'refuted', undecided: 'undecided' },
  },
  zh: {
    title: '那篇文章看到了什么',
    columns: ['文章所见', '本模型', '证据'],
    answers: { confirmed: '证实', refuted: '否定', undecided: '未定' },
  },
}
