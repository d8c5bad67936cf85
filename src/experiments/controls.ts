import { seededRandom, shuffled } from '../base/random.ts'
import type { Embedder } from '../models/embedder.ts'
import { isFree } from '../models/prices.ts'
import type { Reranker } from '../models/reranker.ts'
import { digitPermutations, hasDigits, withPermutedDigits } from '../series/digit-permutation.ts'
import type { Series } from '../series/series.ts'
import { articlePrompt, pairsBlock } from './caret.ts'
import type { Inquiry } from './inquiry.ts'

/**
 * Which controls are asked for beside the main experiment.
 * - `free`: of models that cost nothing; of a reranker, which is asked n² pairs each, on one series only, and of an
 *   encoder that stands in as one not at all: nobody will use it as a reranker.
 * - `all`: of every model, on every series.
 * - `none`.
 */
export const controls = ['free', 'all', 'none'] as const
export type Controls = (typeof controls)[number]

export interface ControlPlan {
  /** Series of the main experiment. */
  readonly series: readonly Series[]
  /** Questions to rerankers, the usual one first. */
  readonly prompts: readonly string[]
  readonly controls: Controls
  readonly seed: number
}

/** Permutations of the digits that each series is asked in. */
const permutationCount = 3

/** Questions beside the article's, to see what its wording does. */
const wordings = ['{d}', 'find items similar to {d}']

/** The controls that one model is asked. */
export function controlsOf(model: Embedder | Reranker, plan: ControlPlan): Inquiry[] {
  const { controls, series, prompts } = plan
  const standsIn = model.kind === 'reranker' && model.standIn
  if (controls === 'none' || (controls === 'free' && (standsIn || !isFree(model.id)))) return []
  const digits = series.filter(hasDigits)
  if (model.kind === 'embedder') return permuted(digits, null, plan.seed)
  const few = <T>(all: readonly T[]) => (controls === 'all' ? all : all.slice(0, 1))
  return [
    ...permuted(few(digits), prompts[0], plan.seed),
    ...few(series).flatMap(each => reworded(each, plan)),
  ]
}

function permuted(series: readonly Series[], prompt: string | null, seed: number): Inquiry[] {
  return series.flatMap(each =>
    digitPermutations(seed, permutationCount).map(digits => ({
      experiment: 'digits' as const,
      series: each,
      digits,
      prompt,
      block: pairsBlock(withPermutedDigits(each, digits), prompt),
    })),
  )
}

/** The same series under other questions, and under the first with its documents in another order. */
function reworded(series: Series, { prompts, seed }: ControlPlan): Inquiry[] {
  const [usual] = prompts
  const others = [articlePrompt, ...wordings].filter(prompt => !prompts.includes(prompt))
  const { queries, documents } = pairsBlock(series, usual)
  return [
    ...others.map(prompt => ({
      experiment: 'wording' as const,
      series,
      prompt,
      block: pairsBlock(series, prompt),
    })),
    {
      experiment: 'order' as const,
      series,
      prompt: usual,
      block: { queries, documents: shuffled(documents, seededRandom(seed, 'order of documents')) },
    },
  ]
}
