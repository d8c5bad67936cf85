import type { Block } from '../matrix/block.ts'
import type { DigitPermutation } from '../series/digit-permutation.ts'
import { anchorsOf, indexAnchors } from '../series/index-suite.ts'
import type { Candidates } from '../series/sampled-anchors.ts'
import type { Series } from '../series/series.ts'
import { pairsBlock } from './caret.ts'
import { caseFamilies, type HardCase } from './case-families.ts'
import { caseBlock } from './cases.ts'
import { defaultExperiments, type Experiment, type ExperimentPlan, type Size } from './experiment.ts'
import { drawFacts, type Fact, factBlock } from './same/facts.ts'
import { type SearchQuestion, searchQuestions } from './search/questions.ts'
import { zeroBlock, zeroPrompt } from './zero.ts'

/** One thing to ask a model: the block of similarities, and what it is for. */
export type Inquiry = { readonly block: Block; readonly prompt: string | null } & (
  | { readonly experiment: 'pairs' | 'zero'; readonly series: Series }
  /** Some documents of a series of the index against all of them. */
  | { readonly experiment: 'index'; readonly series: Series }
  /** Sampled documents of a series too large for all pairs: against all of them, or one against some candidates. */
  | { readonly experiment: 'anchors'; readonly series: Series; readonly anchors: readonly number[] }
  | { readonly experiment: 'candidates'; readonly series: Series; readonly candidates: Candidates }
  | { readonly experiment: 'case'; readonly hardCase: HardCase }
  /** A question to records, the question as a query and the records as documents. */
  | { readonly experiment: 'search'; readonly question: SearchQuestion }
  /** A fact against the other texts of it: both sides are documents. */
  | { readonly experiment: 'same'; readonly fact: Fact }
  /** A control: the series with its digits permuted. */
  | { readonly experiment: 'digits'; readonly series: Series; readonly digits: DigitPermutation }
  /** A control: the series under another question, or with its documents in another order. */
  | { readonly experiment: 'wording' | 'order'; readonly series: Series }
)

export interface InquiryPlan extends ExperimentPlan {
  /** Series of the main experiment. */
  readonly series: readonly Series[]
  /** Series of the zero experiment. */
  readonly zeroSeries: readonly Series[]
  /** Questions to rerankers, each with {d}; the first is also put to the hard cases. At least one. */
  readonly prompts: readonly string[]
  /** Cases of one's own beside the hard cases. */
  readonly cases?: readonly HardCase[] | undefined
}

/** What the experiments on series and the hard cases ask a model of one kind, in the order of the run file. */
export function inquiriesFor(kind: 'embedder' | 'reranker', plan: InquiryPlan): Inquiry[] {
  const { series, zeroSeries, suite, experiments = defaultExperiments(suite) } = plan
  const asked = <T>(experiment: Experiment, all: readonly T[]) =>
    experiments.includes(experiment) ? all : []
  const prompts = kind === 'embedder' ? [null] : plan.prompts
  const zero = kind === 'embedder' ? null : zeroPrompt
  return [
    ...asked('pairs', series).flatMap(each =>
      prompts.map(prompt => pairsInquiry(each, prompt, suite === 'index' && kind === 'reranker')),
    ),
    ...asked('zero', zeroSeries).map(series => ({
      experiment: 'zero' as const,
      series,
      prompt: zero,
      block: zeroBlock(series, zero),
    })),
    ...asked('cases', casesOf(plan)).map(hardCase => ({
      experiment: 'case' as const,
      hardCase,
      prompt: prompts[0],
      block: caseBlock(hardCase, prompts[0]),
    })),
  ]
}

/** Every case that a run asks: those of all families, then one's own. */
export function casesOf({ cases = [] }: Pick<InquiryPlan, 'cases'>): readonly HardCase[] {
  return [...caseFamilies.flatMap(family => family.cases), ...cases]
}

/** What same or different asks of a model of any kind: no question is put round the texts. */
export function sameInquiries({ size, seed }: { size?: Size | undefined; seed: number }): Inquiry[] {
  return drawFacts(seed, size).map(fact => ({
    experiment: 'same' as const,
    fact,
    prompt: null,
    block: factBlock(fact),
  }))
}

/** @param inPart some documents of the series against all of them */
function pairsInquiry(series: Series, prompt: string | null, inPart: boolean): Inquiry {
  const block = pairsBlock(series, prompt)
  if (!inPart) return { experiment: 'pairs', series, prompt, block }
  const queries = anchorsOf(series.texts.length, indexAnchors).map(anchor => block.queries[anchor])
  return { experiment: 'index', series, prompt, block: { ...block, queries } }
}

/** What the experiment search asks every model: the questions as they are, to a reranker too. */
export function searchInquiries({
  seed,
  size = 'usual',
}: ExperimentPlan & { readonly seed: number }): Inquiry[] {
  return searchQuestions(seed, size).map(question => ({
    experiment: 'search',
    question,
    prompt: null,
    block: { queries: [question.text], documents: question.candidates.map(({ text }) => text) },
  }))
}
