import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { NearestResult } from '../../../src/experiments/nearest-answer.ts'
import { nearestInRun } from '../../../src/experiments/nearest-in-run.ts'
import { probedModels } from '../../../src/findings/examined.ts'
import { invisibleNotes } from '../../../src/findings/invisible-characters.ts'
import type { Run } from '../../../src/store/run.ts'
import { Choice } from '../../parts/choice.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Section } from '../../parts/section.tsx'
import { address, addressed } from '../../state/address.ts'
import { type AskedModel, confirmed, specsOf, standings } from '../../state/consent.ts'
import { inEach, language, spoken } from '../../state/language.ts'
import { isLive, post } from '../../state/live.ts'
import { type Problem, problemIn, problemOf } from '../../state/problem.ts'
import { Answers } from './answers.tsx'

/** What the texts of a question stand for; `auto` reads it from them. */
const readings = ['auto', 'number', 'version', 'date', 'time', 'money'] as const

/** Which candidate is nearest? A saved report answers from its matrices; a live one asks the models, any text. */
export function Ask({ run }: { readonly run: Run }) {
  const words = spoken(askWords)
  const texts = textsIn(addressed('ask')) ?? defaultTexts(run)
  const as = readings.find(each => each === addressed('read')) ?? 'auto'
  const asked = texts.map(text => text.trim()).filter(text => text !== '')
  const answer = useSignal<NearestResult | null>(null)
  const problems = useSignal<readonly Problem[]>([])
  const busy = useSignal(false)
  const ask = async () => {
    const [anchor, ...candidates] = asked
    problems.value = []
    answer.value = null
    if (candidates.length < 2) {
      problems.value = [problemOf(inEach(askWords, each => each.few))]
      return
    }
    if (!isLive) {
      const saved = nearestInRun(run, { anchor, candidates }, addressed('series'))
      if ('missing' in saved) {
        const { missing } = saved
        problems.value = [problemOf(inEach(askWords, each => each.missing(missing)))]
      } else answer.value = saved
      return
    }
    busy.value = true
    try {
      // A model that may not be asked is reported; the others answer.
      const standing = await standings(askedModels(run))
      const refused = standing.filter(model => model.state === 'refused')
      const others = standing.filter(model => model.state !== 'refused')
      problems.value = refused.map(({ why }) => problemOf(why))
      if (standing.length > 0 && others.length === 0) return
      if (await confirmed(others))
        answer.value = await post('ask', {
          anchor,
          candidates,
          ...(as !== 'auto' && { as }),
          ...specsOf(others),
        })
      else problems.value = [...problems.value, problemOf(inEach(askWords, each => each.declined))]
    } catch (error) {
      problems.value = [...problems.value, problemIn(error)]
    } finally {
      busy.value = false
    }
  }
  useEffect(() => {
    if (!isLive) ask()
  }, [run, addressed('ask')])
  const put = (next: readonly string[]) => address({ ask: JSON.stringify(next) })
  return (
    <Section
      id="ask"
      title={words.title}
      about={isLive ? words.about : `${words.about}${words.saved}`}
      hint={isLive ? words.typeAny : words.typeSaved}
    >
      <form
        class="ask-form"
        onSubmit={event => {
          event.preventDefault()
          ask()
        }}
      >
        {texts.map((text, at) => (
          <label key={String(at)}>
            <span>{at === 0 ? words.anchor : words.candidate(at)}</span>
            <input
              type="text"
              value={text}
              list={isLive ? undefined : 'numeracy-documents'}
              onInput={event => put(texts.with(at, event.currentTarget.value))}
            />
          </label>
        ))}
        <button type="button" disabled={texts.length > 8} onClick={() => put([...texts, ''])}>
          {words.more}
        </button>
        {isLive && (
          <>
            <Choice
              label={words.as}
              options={readings.map(value => ({ value, text: words.readings[value] }))}
              value={as}
              onChange={value => address({ read: value === 'auto' ? null : value })}
            />
            <button type="submit" class="primary" disabled={busy.value}>
              {busy.value ? words.busy : words.ask}
            </button>
          </>
        )}
      </form>
      {!isLive && <Documents run={run} />}
      <div aria-live="polite">
        {problems.value.map(problem => (
          <ProblemNote problem={problem} />
        ))}
        {answer.value !== null && <Answers run={run} result={answer.value} />}
        {invisibleNotes(asked, language.value).map(note => (
          <p class="about">{note}</p>
        ))}
      </div>
    </Section>
  )
}

/** What can be asked of a saved report, offered while typing. */
function Documents({ run }: { readonly run: Run }) {
  const asked = run.series.find(({ id }) => id === addressed('series')) ?? run.series[0]
  if (asked === undefined) return null
  return (
    <datalist id="numeracy-documents">
      {asked.texts.slice(0, 400).map(text => (
        <option value={text} />
      ))}
    </datalist>
  )
}

function askedModels(run: Run): AskedModel[] {
  return probedModels(run).flatMap(({ kind, spec }) => (kind === 'reference' ? [] : [{ kind, spec }]))
}

function textsIn(json: string | null): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(json ?? 'null')
    return Array.isArray(value) && value.length > 2 && value.every(text => typeof text === 'string')
      ? value
      : null
  } catch {
    return null
  }
}

/** Three documents that lie close together, so that the question is not a trivial one. */
function defaultTexts(run: Run): readonly string[] {
  const texts = run.series.find(({ texts }) => texts.length >= 40)?.texts ??
    run.series[0]?.texts ?? ['', '', '']
  const at = Math.floor(texts.length / 4)
  return [texts[at], texts[Math.min(at + 3, texts.length - 1)], texts[Math.min(at * 3, texts.length - 1)]]
}

const askWords = {
  en: {
    title: 'Ask',
    about: 'Which candidate is closest to the anchor?',
    saved: ' The answers come from the similarities in this report.',
    typeSaved:
      'Type documents of one of its series. To ask the models any text, open the report with “numeracy view”.',
    typeAny: 'Type any text; the models of this run are asked.',
    anchor: 'Anchor',
    candidate: (at: number) => `Candidate ${at}`,
    more: 'Add a candidate',
    as: 'Read as',
    readings: {
      auto: 'as they read',
      number: 'numbers',
      version: 'versions',
      date: 'dates',
      time: 'times',
      money: 'money',
    },
    ask: 'Ask',
    busy: 'Asking…',
    few: 'Enter an anchor and at least two candidates.',
    declined: 'Nothing was asked.',
    missing: (texts: readonly string[]) =>
      `No series of this report holds all of these texts; missing: ${texts.join(', ')}. Open the report with “numeracy view” to ask the models any text.`,
  },
  zh: {
    title: '提问',
    about: '哪个最接近？',
    saved: '答案来自本报告中的相似度。',
    typeSaved: '请输入某个序列里的文档。要向模型询问任意文本，请用 “numeracy view” 打开报告。',
    typeAny: '可输入任意文本；将询问本次运行的模型。',
    anchor: '锚点',
    candidate: (at: number) => `候选 ${at}`,
    more: '增加候选',
    as: '读作',
    readings: {
      auto: '自动',
      number: '数字',
      version: '版本',
      date: '日期',
      time: '时间',
      money: '金额',
    },
    ask: '提问',
    busy: '询问中…',
    few: '至少需要一个锚点和两个候选。',
    declined: '没有询问任何模型。',
    missing: (texts: readonly string[]) =>
      `本报告没有哪个序列包含全部这些文本；缺少：${texts.join('、')}。用 “numeracy view” 打开报告可询问任意文本。`,
  },
}
