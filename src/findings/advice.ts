import type { FormScore } from '../experiments/advice/score-form.ts'
import type { Advice, AdvisedForm, ModelAdvice, SubjectAdvice } from '../experiments/advice.ts'
import { searchMeasures } from '../measures/search.ts'
import { verdictWords } from '../measures/verdict.ts'
import type { RunModel } from '../store/run.ts'
import { inAll, type Language, modelName, shortSpec, type Translations } from './finding.ts'
import { ends, percent, signed, written } from './number.ts'

/** Advice with what it comes to in words. */
export interface AdviceReport extends Omit<Advice, 'models'> {
  readonly models: readonly (Omit<ModelAdvice, 'subjects'> & {
    readonly subjects: readonly (SubjectAdvice & {
      /** How to write. */
      readonly text: Translations
      /** What comes of asking for a range. */
      readonly question: Translations
    })[]
  })[]
}

export function adviceReport(advice: Advice): AdviceReport {
  return {
    ...advice,
    models: advice.models.map(model => ({
      ...model,
      subjects: model.subjects.map(subject => ({
        ...subject,
        text: inAll(language => howToWrite(subject, language)),
        question: inAll(language => ofQuestion(subject, language)),
      })),
    })),
  }
}

/** A model of advice as a sentence names it. */
export function adviceName({ spec }: Pick<AdviceReport, 'spec'>, model: AdvisedModel): string {
  return modelName({ models: [runModel(spec, model)] }, model.model)
}

/** What was asked for, in short: of a folder its name. */
export function adviceTitle({ spec, models }: Pick<AdviceReport, 'spec' | 'models'>): string {
  return shortSpec({ models: [] }, runModel(spec, models[0]))
}

type AdvisedModel = Pick<ModelAdvice, 'model' | 'kind' | 'standIn'>

function runModel(spec: string, { model, kind, standIn }: AdvisedModel): RunModel {
  return { id: model, label: null, spec, kind, standIn, identity: {} }
}

/** The form that a subject should be written in: the chosen one where its gain is significant, else the plain one. */
export function advisedForm({ forms, chosen }: SubjectAdvice): AdvisedForm {
  return (chosen.significant && forms.find(({ id }) => id === chosen.id)) || forms[0]
}

/** A form by its example; with its name where another form writes this example alike. */
export function formLabel({ id, example, question }: AdvisedForm, { forms }: SubjectAdvice): string {
  if (question !== null) return question.below
  const isShared = forms.some(form => form.id !== id && form.question === null && form.example === example)
  return isShared ? `${example} (${id})` : example
}

function howToWrite(advice: SubjectAdvice, language: Language): string {
  const form = advisedForm(advice)
  const parts = [
    formToWrite(advice, language),
    verdictOn(form, language),
    conclusionOn('near', form.usual, language),
  ]
  return parts.filter(part => part !== '').join(language === 'en' ? ' ' : '')
}

/** The same conclusion as that of the five lines: what the values in this form may be used for. */
function conclusionOn(
  use: 'near' | 'range',
  { interval }: Pick<FormScore, 'interval'>,
  language: Language,
): string {
  if (interval === null) return ''
  const { limit } = searchMeasures[use]
  const answer = interval[0] >= limit ? 'yes' : interval[1] < limit ? 'no' : 'unclear'
  return conclusions[use][language][answer]
}

const conclusions = {
  near: {
    en: {
      yes: 'You may rank by closeness of values written so.',
      no: 'Still, do not rank by closeness: sort on a number field.',
      unclear: 'Whether you may rank by closeness is unclear: sort on a number field.',
    },
    zh: {
      yes: '这样书写的数值可以按接近程度排序。',
      no: '但仍不可按接近程度排序：请按数值字段排序。',
      unclear: '能否按接近程度排序尚不确定：请按数值字段排序。',
    },
  },
  range: {
    en: {
      yes: 'You may filter in words.',
      no: 'Do not filter in words: read the limit out of the question and filter on a field.',
      unclear:
        'Whether you may filter in words is unclear: read the limit out of the question and filter on a field.',
    },
    zh: {
      yes: '可以用文字筛选。',
      no: '不可用文字筛选：请从问题中读出界限，并按字段筛选。',
      unclear: '能否用文字筛选尚不确定：请从问题中读出界限，并按字段筛选。',
    },
  },
} as const

function formToWrite(advice: SubjectAdvice, language: Language): string {
  const { subject: id, chosen, forms, ranges } = advice
  const [plain] = forms
  const form = advisedForm(advice)
  const words = sentences[language]
  // A series of the reader's own has no other range.
  const subject = ranges.heldOut === null ? words.valuesOf(id) : words.named(id)
  if (chosen.gain === null)
    return `${words.plainIsBest(subject, plain.id, plain.example)}${othersShown(advice, language)}`
  const best = forms.find(({ id }) => id === chosen.id)!
  if (!chosen.significant) {
    const gain = `${signed(chosen.gain.difference)} ${between(chosen.gain.corrected, language)}`
    return `${words.notShown(subject, plain.id, plain.example, best.example, gain)}${othersShown(advice, language)}`
  }
  const step = (from: FormScore, to: FormScore) => `${written(from.value)} → ${written(to.value)}`
  const elsewhere =
    plain.heldOut && form.heldOut && chosen.heldOut
      ? words.elsewhere(
          `${ranges.heldOut}: ${step(plain.heldOut, form.heldOut)} ${between(chosen.heldOut.interval, language)}`,
        )
      : ''
  const gain = `${step(plain.usual, form.usual)} ${between(chosen.gain.corrected, language)}`
  return words.write(subject, form.example, form.id, gain) + elsewhere
}

/** Forms that were not chosen, and yet shown to be better than the plain one. */
function othersShown({ forms, chosen }: SubjectAdvice, language: Language): string {
  const shown = forms.flatMap(({ id, example, gain }) =>
    id !== chosen.id && gain !== null && gain.adjusted <= 0.05 && (gain.corrected?.[0] ?? 0) > 0
      ? [`“${example}” ${signed(gain.difference)} ${between(gain.corrected, language)}`]
      : [],
  )
  return shown.length === 0 ? '' : sentences[language].others(shown)
}

function verdictOn({ usual: { verdict } }: AdvisedForm, language: Language): string {
  if (verdict === null) return ''
  return sentences[language].verdict(verdictWords[verdict][language === 'en' ? 'short' : 'zh'])
}

function ofQuestion({ forms }: SubjectAdvice, language: Language): string {
  const { question, usual } = forms[forms.length - 1]
  const range =
    usual.interval === null ? '' : ` ${bracketed(ends(usual.interval, percent, language), language)}`
  const asked = sentences[language].asked(question!, percent(usual.value) + range)
  return `${asked}${language === 'en' ? ' ' : ''}${conclusionOn('range', usual, language)}`
}

/** An interval of a change; with more digits where it would else seem to end at 0. */
function between(interval: readonly [number, number] | null, language: Language): string {
  if (interval === null) return ''
  const digits = interval.some(bound => !/[1-9]/.test(written(bound))) ? 3 : 2
  return bracketed(
    ends(interval, bound => signed(bound, digits), language),
    language,
  )
}

function bracketed(range: string, language: Language): string {
  return language === 'en' ? `(${range})` : `（${range}）`
}

const sentences = {
  en: {
    named: (subject: string) => subject,
    valuesOf: (series: string) => `the values of ${series}`,
    write: (subject: string, example: string, id: string, gain: string) =>
      `Write ${subject} as “${example}” (${id}): concordance ${gain}.`,
    elsewhere: (there: string) => ` In ${there}.`,
    notShown: (subject: string, plainly: string, plain: string, best: string, gain: string) =>
      `Write ${subject} ${plainly}, as “${plain}”: the best other form, “${best}”, is not clearly better, ${gain} on values that were not used to choose it.`,
    plainIsBest: (subject: string, plainly: string, plain: string) =>
      `Write ${subject} ${plainly}, as “${plain}”: no other form scored higher on the values that were used to choose.`,
    others: (shown: readonly string[]) =>
      ` Also clearly better there, though not chosen: ${shown.join('; ')}.`,
    verdict: (verdict: string) => `Verdict of this form: ${verdict}.`,
    asked: ({ below, above }: Question, share: string) =>
      `Asked “${below}” and “${above}”, it scores a value inside the range above one outside in ${share} of the pairs; guessing gets 50 %.`,
  },
  zh: {
    named: chinese,
    valuesOf: (series: string) => ` ${series} 中的数值`,
    write: (subject: string, example: string, _: string, gain: string) =>
      `${subject}请写成“${example}”：一致率 ${gain}。`,
    elsewhere: (there: string) => `${there}。`,
    notShown: (subject: string, _: string, plain: string, best: string, gain: string) =>
      `${subject}照原样写成“${plain}”即可：选出的“${best}”未被证明更好，在未参与挑选的数值上的增益为 ${gain}。`,
    plainIsBest: (subject: string, _: string, plain: string) =>
      `${subject}照原样写成“${plain}”即可：在用于挑选的数值上没有其他写法得分更高。`,
    others: (shown: readonly string[]) => `未被选中但被证明更好的：${shown.join('；')}。`,
    verdict: (verdict: string) => `这种写法的结论：${verdict}。`,
    asked: ({ below, above }: Question, share: string) =>
      `以“${below}”和“${above}”提问时，范围内的值得分高于范围外的比例为 ${share}；猜测为 50 %。`,
  },
}

type Question = NonNullable<AdvisedForm['question']>

function chinese(subject: string): string {
  return { numbers: '数字', prices: '价格', dates: '日期', times: '时间' }[subject] ?? subject
}
