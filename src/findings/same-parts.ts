import { factChanges } from '../experiments/same/changes.ts'
import { factKinds } from '../experiments/same/kinds.ts'
import type { AtThreshold } from '../measures/threshold.ts'
import { thresholdDetailsOf } from '../measures/threshold-details.ts'
import type { Run, RunFactPair } from '../store/run.ts'
import type { ThresholdDetails } from '../store/threshold-details.ts'
import type { Language } from './finding.ts'
import { percent } from './number.ts'

/** A kind of fact as a reader meets it; of a run of another version its id. */
export function factKindName(id: string, language: Language): string {
  return factKinds.find(kind => kind.id === id)?.name[language] ?? id
}

/** What was done to a value, as a reader meets it; of a run of another version its id. */
export function factChangeName(id: string, language: Language): string {
  return Object.hasOwn(factChanges, id) ? factChanges[id as keyof typeof factChanges][language] : id
}

/** The pairs of facts of one model, with what thresholds do to them. */
export interface ModelPairs {
  readonly model: string
  readonly pairs: readonly RunFactPair[]
  readonly details: ThresholdDetails
}

/** Every model of a run that was asked same or different, in the order of the run. */
export function modelPairs(run: Pick<Run, 'uses' | 'same'>): ModelPairs[] {
  const all = Map.groupBy(run.same ?? [], ({ model }) => model)
  return (run.uses ?? []).flatMap(use => {
    const details = thresholdDetailsOf(use)
    const pairs = all.get(use.model)
    return details === null || pairs === undefined ? [] : [{ model: use.model, pairs, details }]
  })
}

/** Texts that differ in a number alone and that a model finds most alike, one pair of each fact. */
export function worstPairs(pairs: readonly RunFactPair[], count: number): RunFactPair[] {
  const sorted = pairs
    .filter(({ pair }) => pair === 'different')
    .toSorted((a, b) => b.similarity - a.similarity)
  return [...Map.groupBy(sorted, ({ fact }) => fact).values()].map(([worst]) => worst).slice(0, count)
}

/** The same fact in other words, where a model finds the texts least alike: duplicates that a threshold loses first. */
export function missedPairs(pairs: readonly RunFactPair[], count: number): RunFactPair[] {
  const sorted = pairs
    .filter(({ pair }) => pair === 'same-words' || pair === 'same-format')
    .toSorted((a, b) => a.similarity - b.similarity)
  return [...Map.groupBy(sorted, ({ fact }) => fact).values()].map(([worst]) => worst).slice(0, count)
}

/** What a threshold does, as a sentence: At 0.90: finds 93 % of the duplicates, merges 97 % of the changed numbers. */
export function thresholdSentence(
  threshold: string,
  { kept, falseMerges }: AtThreshold,
  language: Language,
): string {
  return language === 'en'
    ? `At ${threshold}: finds ${percent(kept)} of the duplicates, merges ${percent(falseMerges)} of the changed numbers.`
    : `阈值 ${threshold}：找到 ${percent(kept)} 的重复项，合并 ${percent(falseMerges)} 的数字改动。`
}
