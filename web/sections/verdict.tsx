import { type Language, modelName } from '../../src/findings/finding.ts'
import { verdictWords } from '../../src/measures/verdict.ts'
import type { Run, RunMeasure, Verdict } from '../../src/store/run.ts'
import { reasonText } from '../parts/reason.ts'
import { spoken } from '../state/language.ts'

/** A verdict in its colour. */
export function VerdictWord({ verdict }: { readonly verdict: Verdict | null }) {
  const words = spoken(wordsOf)
  if (verdict === null) return <span class="about">{words.none}</span>
  return <span class={`verdict ${verdict}`}>{words.short(verdict)}</span>
}

/** Who is judged, and how, in a sentence. */
export function verdictText(
  run: Run,
  { model, prompt, reason }: RunMeasure,
  verdict: Verdict | null,
  language: Language,
) {
  return (
    <>
      {modelName(run, model, language)}
      {prompt !== null && (
        <span class="about">
          {' '}
          “<bdi>{prompt}</bdi>”
        </span>
      )}
      : <VerdictWord verdict={verdict} />{' '}
      <span class="about">
        {verdict === null ? reasonText(reason, language) : wordsOf[language].sentence(verdict)}
      </span>
    </>
  )
}

const wordsOf = {
  en: {
    none: 'no verdict',
    short: (verdict: Verdict) => verdictWords[verdict].short,
    sentence: (verdict: Verdict) => verdictWords[verdict].sentence,
  },
  zh: {
    none: '无判定',
    short: (verdict: Verdict) => verdictWords[verdict].zh,
    sentence: (verdict: Verdict) => verdictWords[verdict].zhSentence,
  },
}
