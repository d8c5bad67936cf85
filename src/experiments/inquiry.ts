import type { Block } from '../matrix/block.ts'
import type { DigitPermutation } from '../series/digit-permutation.ts'
import { anchorsOf, indexAnchors } from '../series/index-suite.ts'
import type { Series } from '../series/series.ts'
import { pairsBlock } from './caret.ts'
import { caseFamilies, type HardCase } from './case-families.ts'
import { caseBlock } from './cases.ts'
import { type Experiment, type ExperimentPlan, usualExperiments } from './experiment.ts'
import { zeroBlock, zeroPrompt } from './zero.ts'

/** One thing to ask a model: the block of similarities, and what it is for. */
export type Inquiry = { readonly block: Block; readonly prompt: string | null } & (
  | { readonly experiment: 'pairs' | 'zero'; readonly series: Series }
  /** Some documents of a series of the index against all of them. */
  | { readonly experiment: 'index'; readonly series: Series }
  | { readonly experiment: 'case'; readonly hardCase: HardCase }
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
}

/** What the experiments on series and the hard cases ask a model of one kind, in the order of the run file. */
export function inquiriesFor(kind: 'embedder' | 'reranker', plan: InquiryPlan): Inquiry[] {
  const { series, zeroSeries, suite, experiments = usualExperiments(suite) } = plan
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
    ...asked('cases', caseFamilies).flatMap(({ cases }) =>
      cases.map(hardCase => ({
        experiment: 'case' as const,
        hardCase,
        prompt: prompts[0],
        block: caseBlock(hardCase, prompts[0]),
      })),
    ),
  ]
}

/** @param inPart some documents of the series against all of them */
function pairsInquiry(series: Series, prompt: string | null, inPart: boolean): Inquiry {
  const block = pairsBlock(series, prompt)
  if (!inPart) return { experiment: 'pairs', series, prompt, block }
  const queries = anchorsOf(series.texts.length, indexAnchors).map(anchor => block.queries[anchor])
  return { experiment: 'index', series, prompt, block: { ...block, queries } }
}
