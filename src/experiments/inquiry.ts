import type { Block } from '../matrix/block.ts'
import type { DigitPermutation } from '../series/digit-permutation.ts'
import type { Series } from '../series/series.ts'
import { pairsBlock } from './caret.ts'
import { caseFamilies, type HardCase } from './case-families.ts'
import { caseBlock } from './cases.ts'
import { zeroBlock, zeroPrompt } from './zero.ts'

/** One thing to ask a model: the block of similarities, and what it is for. */
export type Inquiry = { readonly block: Block; readonly prompt: string | null } & (
  | { readonly experiment: 'pairs' | 'zero'; readonly series: Series }
  | { readonly experiment: 'case'; readonly hardCase: HardCase }
  /** A control: the series with its digits permuted. */
  | { readonly experiment: 'digits'; readonly series: Series; readonly digits: DigitPermutation }
  /** A control: the series under another question, or with its documents in another order. */
  | { readonly experiment: 'wording' | 'order'; readonly series: Series }
)

export interface InquiryPlan {
  /** Series of the main experiment. */
  readonly series: readonly Series[]
  /** Series of the zero experiment. */
  readonly zeroSeries: readonly Series[]
  /** Questions to rerankers, each with {d}; the first is also put to the hard cases. At least one. */
  readonly prompts: readonly string[]
}

/** All that the three experiments ask a model of one kind, in the order of the run file. */
export function inquiriesFor(kind: 'embedder' | 'reranker', plan: InquiryPlan): Inquiry[] {
  const prompts = kind === 'embedder' ? [null] : plan.prompts
  const zero = kind === 'embedder' ? null : zeroPrompt
  return [
    ...plan.series.flatMap(series =>
      prompts.map(prompt => ({
        experiment: 'pairs' as const,
        series,
        prompt,
        block: pairsBlock(series, prompt),
      })),
    ),
    ...plan.zeroSeries.map(series => ({
      experiment: 'zero' as const,
      series,
      prompt: zero,
      block: zeroBlock(series, zero),
    })),
    ...caseFamilies.flatMap(({ cases }) =>
      cases.map(hardCase => ({
        experiment: 'case' as const,
        hardCase,
        prompt: prompts[0],
        block: caseBlock(hardCase, prompts[0]),
      })),
    ),
  ]
}
