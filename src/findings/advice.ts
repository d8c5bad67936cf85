import type { Advice, AdvisedForm, ModelAdvice, SubjectAdvice } from '../experiments/advice.ts'
import { verdictWords } from '../measures/verdict.ts'
import type { RunModel } from '../store/run.ts'
import { inAll, type Language, modelName, shortSpec } from './finding.ts'
import { changed, percent, signed, written } from './number.ts'

/** A sentence in each language. */
export type Translations = Readonly<Record<Language, string>>

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

function howToWrite(advice: SubjectAdvice, language: Language): string {
  return `${formToWrite(advice, language)} ${verdictOn(advisedForm(advice), language)}`.trim()
}

function formToWrite(advice: SubjectAdvice, language: Language): string {
  const { subject, chosen, forms, ranges } = advice
  const [plain] = forms
  const form = advisedForm(advice)
  const words = sentences[language]
  if (chosen.gain === null)
    return `${words.plainIsBest(subject, plain.example)}${othersShown(advice, language)}`
  const best = forms.find(({ id }) => id === chosen.id)!
  if (!chosen.significant) {
    const gain = `${changed(chosen.gain.difference)} ${between(chosen.gain.corrected)}`
    return `${words.notShown(subject, plain.example, best.example, gain)}${othersShown(advice, language)}`
  }
  const step = (set: 'usual' | 'heldOut') => `${written(plain[set].value)} → ${written(form[set].value)}`
  const there = `${step('heldOut')} ${between(chosen.heldOut!.interval)}`
  return words.write(
    subject,
    form.example,
    form.id,
    `${step('usual')} ${between(chosen.gain.corrected)}`,
    `${ranges.heldOut}: ${there}`,
  )
}

/** Forms that were not chosen, and yet shown to be better than the plain one. */
function othersShown({ forms, chosen }: SubjectAdvice, language: Language): string {
  const shown = forms.flatMap(({ id, example, gain }) =>
    id !== chosen.id && gain !== null && gain.adjusted <= 0.05 && (gain.corrected?.[0] ?? 0) > 0
      ? [`“${example}” ${changed(gain.difference)} ${between(gain.corrected)}`]
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
  const range = usual.interval === null ? '' : ` [${usual.interval.map(percent).join(', ')}]`
  return sentences[language].asked(question!, percent(usual.value) + range)
}

/** An interval of a change; with more digits where it would else seem to end at 0. */
function between(interval: readonly [number, number] | null): string {
  if (interval === null) return ''
  const digits = interval.some(bound => !/[1-9]/.test(written(bound))) ? 3 : 2
  return `[${interval.map(bound => signed(bound, digits)).join(', ')}]`
}

const sentences = {
  en: {
    write: (subject: string, example: string, id: string, gain: string, elsewhere: string) =>
      `Write ${subject} as “${example}” (${id}): ${gain}. In ${elsewhere}.`,
    notShown: (subject: string, plain: string, best: string, gain: string) =>
      `Write ${subject} plain, as “${plain}”: the form that was chosen, “${best}”, is not shown to be better, ${gain} on values that it was not chosen by.`,
    plainIsBest: (subject: string, plain: string) =>
      `Write ${subject} plain, as “${plain}”: no other form scored higher on the values to choose by.`,
    others: (shown: readonly string[]) =>
      ` Shown to be better there, though not chosen: ${shown.join('; ')}.`,
    verdict: (verdict: string) => `So written, the model is: ${verdict}.`,
    asked: ({ below, above }: Question, share: string) =>
      `Asked “${below}” and “${above}”, it scores one in the range above one outside ${share} of the time; chance, and not reading the question, is 50 %.`,
  },
  zh: {
    write: (subject: string, example: string, _: string, gain: string, elsewhere: string) =>
      `${chinese(subject)}请写成“${example}”：${gain}。${elsewhere}。`,
    notShown: (subject: string, plain: string, best: string, gain: string) =>
      `${chinese(subject)}照原样写成“${plain}”即可：选出的“${best}”未被证明更好，在未参与挑选的数值上的增益为 ${gain}。`,
    plainIsBest: (subject: string, plain: string) =>
      `${chinese(subject)}照原样写成“${plain}”即可：在用于挑选的数值上没有其他写法得分更高。`,
    others: (shown: readonly string[]) => `未被选中但被证明更好的：${shown.join('；')}。`,
    verdict: (verdict: string) => `这样书写时，该模型：${verdict}。`,
    asked: ({ below, above }: Question, share: string) =>
      `以“${below}”和“${above}”提问时，范围内的得分高于范围外的比例为 ${share}；随机或不理会问题为 50 %。`,
  },
}

type Question = NonNullable<AdvisedForm['question']>

function chinese(subject: string): string {
  return { numbers: '数字', prices: '价格', dates: '日期', times: '时间' }[subject] ?? subject
}
