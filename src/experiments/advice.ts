import { canonicalJson } from '../base/json.ts'
import { hashOf } from '../measures/kept-judge.ts'
import { resamplesOf } from '../measures/resamples.ts'
import { identityText } from '../models/identity.ts'
import type { Subject } from '../series/subject.ts'
import { codeFingerprint } from '../store/code-fingerprint.ts'
import { keptJson } from '../store/derived.ts'
import { type Chosen, type Contender, chooseForms, type Gain } from './advice/choose.ts'
import { type AdviceItem, adviceItems, type SubjectValues, type ValueSet, valuesOf } from './advice/plan.ts'
import {
  concordanceOf,
  type FormScore,
  type JudgedForm,
  judgedForm,
  type Resampled,
  scoredForm,
} from './advice/score-form.ts'
import { type AskOptions, askBlocks, type NamedModel } from './ask.ts'

/** Where the subjects come from that are given; their forms are functions, which no hash of data sees. */
const subjectModules = ['../series/subjects.ts']

/** One form of a subject, and how well a model places values that are written so. */
export interface AdvisedForm {
  readonly id: string
  /** A value in this form; of a range question, a document. */
  readonly example: string
  /** A range question in both directions; null for a form of documents. */
  readonly question: { readonly below: string; readonly above: string } | null
  /** Concordance on the values that the form is chosen by. */
  readonly choice: number
  readonly usual: JudgedForm
  /** Null for a reader's own series, as there is no other range. */
  readonly heldOut: FormScore | null
  /** Above the plain form; null for the plain form itself and for a question, which asks something else. */
  readonly gain: Gain | null
}

/** How to write values of one subject for one model. */
export interface SubjectAdvice {
  readonly subject: string
  /** The two ranges in words. */
  readonly ranges: { readonly usual: string; readonly heldOut: string | null }
  readonly values: SubjectValues
  /** The plain form first, the range question last. */
  readonly forms: readonly AdvisedForm[]
  readonly chosen: Chosen
}

export interface ModelAdvice {
  readonly model: string
  readonly kind: 'embedder' | 'reranker'
  readonly standIn: boolean
  readonly subjects: readonly SubjectAdvice[]
}

/** All that was found of a spec. */
export interface Advice {
  readonly format: 'numeracy-advice'
  readonly version: 1
  readonly spec: string
  readonly seed: number
  readonly models: readonly ModelAdvice[]
  /** Roles in which the model was asked and never answered. */
  readonly refused: readonly { readonly kind: ModelAdvice['kind']; readonly message: string }[]
}

export interface AdviceOptions extends Omit<AskOptions, 'roles' | 'onMatrix'> {
  readonly seed: number
}

/** What a model is asked for advice: first the forms, then the range questions, to which it may have another role. */
export function adviceAskings(
  { model: { kind } }: NamedModel,
  subjects: readonly Subject[],
  seed: number,
): { readonly forms: readonly AdviceItem[]; readonly questions: readonly AdviceItem[] } {
  const items = subjects.flatMap(subject => adviceItems(subject, valuesOf(subject, kind, seed), kind))
  return {
    forms: items.filter(({ asked }) => asked.ask === null),
    questions: items.filter(({ asked }) => asked.ask !== null),
  }
}

/**
 * Asks a model about the same values in every form, and says how to write them. The result is kept under the answers.
 * O(forms · resamples · n² log n).
 */
export async function adviseModel(
  named: NamedModel,
  subjects: readonly Subject[],
  options: AdviceOptions,
): Promise<ModelAdvice> {
  const { model, id } = named
  const { seed, listen, signal, cache } = options
  const { forms, questions } = adviceAskings(named, subjects, seed)
  const answers = new Map<AdviceItem, Float64Array>()
  for (const [items, roles] of [
    [forms, 'same'],
    [questions, 'query-document'],
  ] as const) {
    const blocks = items.map(({ block }) => block)
    const answered = await askBlocks(named, blocks, { ...options, roles })
    for (const [at, item] of items.entries()) answers.set(item, answered.answers[at])
  }
  const parts = [
    'advice',
    codeFingerprint(import.meta.url, subjectModules),
    String(seed),
    ...[...answers.keys()].map(({ asked, series, block }) =>
      canonicalJson([
        series.id,
        series.ruler,
        series.period,
        series.values,
        block.queries,
        block.documents,
        asked.form.id,
      ]),
    ),
    ...[...answers.values()].map(hashOf),
  ]
  const kept = await keptJson(cache, identityText(model.id), parts, async () => {
    const scored: ScoredSubject[] = []
    for (const [done, subject] of subjects.entries()) {
      listen({ type: 'measured', model: id, done, total: subjects.length, label: subject.id })
      await new Promise(resolve => setImmediate(resolve))
      signal?.throwIfAborted()
      scored.push(scoredSubject(subject, answers, model.kind, seed))
    }
    listen({ type: 'measured', model: id, done: subjects.length, total: subjects.length, label: '' })
    const choices = chooseForms(
      scored.map(({ forms }) => forms.filter(({ question }) => question === null).map(contender)),
    )
    return {
      kind: model.kind,
      standIn: model.kind === 'reranker' && model.standIn,
      subjects: scored.map(({ forms, ...about }, at) => ({
        ...about,
        forms: forms.map(({ usual, heldOut, ...form }, place) => ({
          ...form,
          usual: usual.score,
          heldOut: heldOut?.score ?? null,
          gain: choices[at].gains[place] ?? null,
        })),
        chosen: choices[at].chosen,
      })),
    }
  })
  return { model: id, ...kept }
}

interface ScoredSubject extends Omit<SubjectAdvice, 'forms' | 'chosen'> {
  readonly forms: readonly (Omit<AdvisedForm, 'usual' | 'heldOut' | 'gain'> & {
    readonly usual: Resampled<JudgedForm>
    readonly heldOut: Resampled<FormScore> | null
  })[]
}

function contender({ id, choice, usual, heldOut }: ScoredSubject['forms'][number]): Contender {
  return { id, choice, usual: usual.drawn, heldOut: heldOut?.drawn ?? null }
}

/** @param items of all subjects, with their similarities */
function scoredSubject(
  subject: Subject,
  items: ReadonlyMap<AdviceItem, Float64Array>,
  kind: 'embedder' | 'reranker',
  seed: number,
): ScoredSubject {
  const values = valuesOf(subject, kind, seed)
  const own = [...items].filter(([item]) => item.subject === subject)
  const resamplesIn = (set: ValueSet) => resamplesOf(`${subject.id}:${set}`, values[set].length, seed)
  const usual = resamplesIn('usual')
  const heldOut = subject.heldOut === null ? null : resamplesIn('heldOut')
  const value = exampleOf(subject, values.usual)
  const forms = [...Map.groupBy(own, ([{ asked }]) => asked.form.id).values()].map(sets => {
    const [{ asked }] = sets[0]
    const symmetric = kind === 'embedder' && asked.ask === null
    const of = (set: ValueSet) => sets.find(([item]) => item.set === set)!
    return {
      id: asked.form.id,
      example: asked.form.write(value),
      question: asked.ask && { below: asked.ask.below(value), above: asked.ask.above(value) },
      choice: concordanceOf(...of('choice'), symmetric),
      usual: judgedForm(...of('usual'), symmetric, usual),
      heldOut: heldOut && scoredForm(...of('heldOut'), symmetric, heldOut),
    }
  })
  const ranges = { usual: subject.usual.title, heldOut: subject.heldOut?.title ?? null }
  return { subject: subject.id, ranges, values, forms }
}

/** A value that is neither short nor the longest, and shows the forms apart where one does. */
function exampleOf({ forms }: Subject, values: readonly number[]): number {
  const long = values.slice(Math.floor((values.length * 3) / 4))
  const shown = (value: number) => new Set(forms.map(({ write }) => write(value))).size
  return long.reduce((best, value) => (shown(value) > shown(best) ? value : best))
}
