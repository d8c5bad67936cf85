import { wordsOf } from '../../src/report/words.ts'
import { Section } from '../parts/section.tsx'
import { language, spoken } from '../state/language.ts'
import { runs } from '../state/runs.ts'

/** Every word that the page explains where it stands, in one list: for paper, and for whoever wants to read them in turn. */
export function Words() {
  const words = spoken(sectionWords)
  return (
    <Section id="words" title={words.title}>
      <dl class="words">
        {wordsOf(runs.value.map(({ run }) => run)).map(({ id, forms, means }) => (
          <div key={id}>
            <dt>{forms[language.value][0]}</dt>
            <dd id={`word-${id}`}>{means[language.value]}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

const sectionWords = { en: { title: 'Words' }, zh: { title: '用语' } }
