import { documentsLine } from '../../../src/plots/run-parts.ts'
import { scoreRows } from '../../../src/report/summary.ts'
import type { Run, RunSeries } from '../../../src/store/run.ts'
import { Choice } from '../../parts/choice.tsx'
import { address } from '../../state/address.ts'
import { language, spoken } from '../../state/language.ts'
import { verdictText } from '../verdict.tsx'

interface Props {
  readonly run: Run
  readonly all: readonly RunSeries[]
  readonly chosen: string
}

/** More series than this stand in a list. */
const maxButtons = 14

/** Which series is shown, and what it holds. */
export function SeriesPicker({ run, all, chosen }: Props) {
  const words = spoken(pickerWords)
  const { texts } = all.find(({ id }) => id === chosen)!
  const verdicts = scoreRows(run).filter(({ headline }) => headline.series === chosen)
  const show = (series: string) => address({ series, pair: null, x: null })
  return (
    <>
      {all.length > maxButtons ? (
        <Choice
          label={words.label}
          options={all.map(({ id }) => ({ value: id, text: id }))}
          value={chosen}
          onChange={show}
        />
      ) : (
        <fieldset class="series-picker">
          <legend class="visually-hidden">{words.label}</legend>
          {all.map(({ id }) => (
            <button type="button" aria-pressed={id === chosen} onClick={() => show(id)}>
              {id}
            </button>
          ))}
        </fieldset>
      )}
      <p class="series-head">
        <strong>{chosen}</strong>{' '}
        <span class="about">
          {words.documents(texts.length)} <bdi>{documentsLine(texts)}</bdi>
        </span>
      </p>
      <ul class="verdicts">
        {verdicts.map(({ headline, verdict }) => (
          <li>{verdictText(run, headline, verdict, language.value)}</li>
        ))}
      </ul>
    </>
  )
}

const pickerWords = {
  en: { label: 'Series', documents: (count: number) => `${count} documents:` },
  zh: { label: '序列', documents: (count: number) => `${count} 个文档：` },
}
