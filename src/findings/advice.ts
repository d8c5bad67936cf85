import type { Advice, AdvisedForm, ModelAdvice, SubjectAdvice } from '../experiments/advice.ts'
import { verdictWords } from '../measures/verdict.ts'
import type { RunModel } from '../store/run.ts'
import { inAll, type Language, modelName, shortSpec } from './finding.ts'
import { percent, signed, written } from './number.ts'

/** A sentence in each language. */
export type Told = Readonly<Record<Language, string>>

/** Advice with what it comes to in words. */
export interface ToldAdvice extends Omit<Advice, 'models'> {
  readonly models: readonly (Omit<ModelAdvice, 'subjects'> & {
    readonly subjects: readonly (SubjectAdvice & {
      /** How to write. */
      readonly text: Told
      /** What comes of asking for a range. */
      readonly question: Told
    })[]
  })[]
}

export function toldAdvice(advice: Advice): ToldAdvice {
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
export function adviceName({ spec }: Pick<ToldAdvice, 'spec'>, model: AdvisedModel): string {
  return modelName({ models: [runModel(spec, model)] }, model.model)
}

/** What was asked for, in short: of a folder its name. */
export function adviceTitle({ spec, models }: Pick<ToldAdvice, 'spec' | 'models'>): string {
  return shortSpec({ models: [] }, runModel(spec, models[0]))
}

type AdvisedModel = Pick<ModelAdvice, 'model' | 'kind' | 'standIn'>

function runModel(spec: string, { model, kind, standIn }: AdvisedModel): RunModel {
  return { id: model, spec, kind, standIn, identity: {} }
}

/** The form that a subject should be written in: the chosen one where its gain is told, else the plain one. */
export function advisedForm({ forms, chosen }: SubjectAdvice): AdvisedForm {
  return (chosen.told && forms.find(({ id }) => id === chosen.id)) || forms[0]
}

function howToWrite(advice: SubjectAdvice, language: Language): string {
  const { subject, chosen, forms, ranges } = advice
  const [plain] = forms
  const form = advisedForm(advice)
  const words = sentences[language]
  if (chosen.gain === null) return words.plainIsBest(subject, plain.example)
  const best = forms.find(({ id }) => id === chosen.id)!
  const gain = `${signed(chosen.gain.difference)} ${between(chosen.gain.corrected)}`
  if (!chosen.told) return words.notShown(subject, plain.example, best.example, gain)
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

function ofQuestion({ forms }: SubjectAdvice, language: Language): string {
  const { question, usual } = forms[forms.length - 1]
  const range = usual.interval === null ? '' : ` [${usual.interval.map(percent).join(', ')}]`
  const share = percent(usual.value) + range
  return sentences[language].asked(
    question!,
    share,
    usual.verdict === null ? '' : verdictWords[usual.verdict][language === 'en' ? 'short' : 'zh'],
  )
}

function between(interval: readonly [number, number] | null): string {
  return interval === null ? '' : `[${interval.map(bound => signed(bound)).join(', ')}]`
}

const sentences = {
  en: {
    write: (subject: string, example: string, id: string, gain: string, elsewhere: string) =>
      `Write ${subject} as “${example}” (${id}): ${gain}. In ${elsewhere}.`,
    notShown: (subject: string, plain: string, best: string, gain: string) =>
      `Write ${subject} plain, as “${plain}”: no form was shown to be better. The one chosen, “${best}”, gains ${gain} on values that it was not chosen by.`,
    plainIsBest: (subject: string, plain: string) =>
      `Write ${subject} plain, as “${plain}”: no other form scored higher.`,
    asked: (question: string, share: string, verdict: string) =>
      `Asked “${question}”, it scores one in the range above one outside ${share} of the time; chance is 50 %${verdict === '' ? '' : `: ${verdict}`}.`,
  },
  zh: {
    write: (subject: string, example: string, _: string, gain: string, elsewhere: string) =>
      `${chinese(subject)}请写成“${example}”：${gain}。${elsewhere}。`,
    notShown: (subject: string, plain: string, best: string, gain: string) =>
      `${chinese(subject)}照原样写成“${plain}”即可：没有哪种写法被证明更好。选出的“${best}”在未参与挑选的数值上的增益为 ${gain}。`,
    plainIsBest: (subject: string, plain: string) =>
      `${chinese(subject)}照原样写成“${plain}”即可：没有其他写法得分更高。`,
    asked: (question: string, share: string, verdict: string) =>
      `以“${question}”提问时，范围内的得分高于范围外的比例为 ${share}，随机为 50 %${verdict === '' ? '' : `：${verdict}`}。`,
  },
}

function chinese(subject: string): string {
  return { numbers: '数字', prices: '价格', dates: '日期', times: '时间' }[subject] ?? subject
}
