import { type UseLine, useHeading, useLines } from '../../src/findings/use-lines.ts'
import type { Run } from '../../src/store/run.ts'
import { Glossed } from '../parts/glossed.tsx'
import { PlaceLink } from '../parts/link.tsx'
import { language } from '../state/language.ts'

/** What each model may be used for: the five lines that a reader meets first. */
export function Uses({ run }: { readonly run: Run }) {
  const models = [...Map.groupBy(useLines(run, language.value), ({ model }) => model)]
  return (
    <>
      {models.map(([model, lines]) => (
        <section class="uses" key={model}>
          <p class="uses-model">{useHeading(run, model, language.value)}</p>
          <ul>
            {lines.map((line, at) => (
              <Line key={line.use} line={line} isFirst={at === 0} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** @param isFirst its words are explained, for all lines of a model */
function Line({ line, isFirst }: { readonly line: UseLine; readonly isFirst: boolean }) {
  const { use, verdict, sign, answer, question, score, advice } = line
  return (
    <li class={`use ${verdict}`}>
      <span class="use-sign" aria-hidden="true">
        {sign}
      </span>
      <span class="use-question">
        <PlaceLink to={use === 'threshold' ? 'same' : 'search'}>{question}</PlaceLink>{' '}
        <strong>
          {answer}
          {language.value === 'zh' ? '。' : '.'}
        </strong>
      </span>
      <span class="use-score">{isFirst ? <Glossed text={score} /> : score.replaceAll(' %', '\u00a0%')}</span>
      {advice !== null && <span class="use-advice">{advice}</span>}
    </li>
  )
}
