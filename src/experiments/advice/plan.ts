import { seededRandom } from '../../base/random.ts'
import type { Block } from '../../matrix/block.ts'
import type { Series } from '../../series/series.ts'
import { drawnValues, type Form, type Subject } from '../../series/subject.ts'
import { articlePrompt, pairsBlock } from '../caret.ts'

/** Values of a subject, each set for one purpose; no value is in two. */
export const valueSets = ['choice', 'usual', 'heldOut'] as const
export type ValueSet = (typeof valueSets)[number]

/** The values of a subject that forms are chosen by, those that they are judged by, and those of another range. */
export type SubjectValues = Readonly<Record<ValueSet, readonly number[]>>

/** Values in each set: most where gains are judged. A reranker is asked their squares. */
const setSizes = {
  embedder: { choice: 32, usual: 56, heldOut: 32 },
  reranker: { choice: 20, usual: 32, heldOut: 20 },
} as const

/** A form of a subject, or its range question. */
export interface FormAsked {
  readonly form: Form
  /** What is asked of each value instead of its document, below and above it; null for a form of documents. */
  readonly ask: Pick<Subject['question'], 'below' | 'above'> | null
}

/** One form on one set of values. */
export interface AdviceItem {
  readonly subject: Subject
  readonly set: ValueSet
  readonly asked: FormAsked
  readonly series: Series
  readonly block: Block
}

/** The values that a model of one kind is asked. Those of the usual range are drawn together, then dealt evenly. */
export function valuesOf(subject: Subject, kind: 'embedder' | 'reranker', seed: number): SubjectValues {
  const sizes = setSizes[kind]
  const count = Math.min(sizes.choice + sizes.usual, subject.usual.size ?? Number.POSITIVE_INFINITY)
  const choice = Math.round((count * sizes.choice) / (sizes.choice + sizes.usual))
  const all = drawnValues(subject.usual, count, seededRandom(seed, 'advice', subject.id, 'usual'))
  const isChoice = all.map((_, at) => ((at + 1) * choice) % count < choice)
  const random = seededRandom(seed, 'advice', subject.id, 'held out')
  return {
    choice: all.filter((_, at) => isChoice[at]),
    usual: all.filter((_, at) => !isChoice[at]),
    heldOut: subject.heldOut === null ? [] : drawnValues(subject.heldOut, sizes.heldOut, random),
  }
}

/** The forms of a subject, its range question last. */
function formsAsked({ forms, question }: Subject): FormAsked[] {
  const { write } = forms.find(({ id }) => id === question.of)!
  return [
    ...forms.map(form => ({ form, ask: null })),
    { form: { id: 'range question', write }, ask: question },
  ]
}

/** Every form of a subject on every set of values. */
export function adviceItems(
  subject: Subject,
  values: SubjectValues,
  kind: 'embedder' | 'reranker',
): AdviceItem[] {
  const prompt = kind === 'embedder' ? null : articlePrompt
  return formsAsked(subject).flatMap(asked =>
    valueSets
      .filter(set => values[set].length > 0)
      .map(set => {
        const series = seriesOf(subject, values[set], asked.form, set)
        const block =
          asked.ask === null
            ? pairsBlock(series, prompt)
            : {
                queries: [...values[set].map(asked.ask.below), ...values[set].map(asked.ask.above)],
                documents: series.texts,
              }
        return { subject, set, asked, series, block }
      }),
  )
}

function seriesOf(subject: Subject, values: readonly number[], form: Form, set: ValueSet): Series {
  const { family, ruler, period } = subject
  return {
    id: `${subject.id}:${form.id}:${set}`,
    family,
    description: `${subject.id} as ${form.id}.`,
    source: 'numeracy',
    texts: values.map(form.write),
    values,
    ruler,
    period,
  }
}
