import { estimateOf, type FactDraws, type FactPair, factDraws, isSame } from '../../measures/fact-pairs.ts'
import { hashOf, noModel } from '../../measures/kept-judge.ts'
import { numberMatters } from '../../measures/number-matters.ts'
import { sameAboveDifferent } from '../../measures/same-above-different.ts'
import { defaultThresholds, type ThresholdVerdict, thresholdCurve } from '../../measures/threshold-curve.ts'
import { identityText } from '../../models/identity.ts'
import type { AnswerCache } from '../../store/answer-cache.ts'
import { codeFingerprint } from '../../store/code-fingerprint.ts'
import { keptJson } from '../../store/derived.ts'
import type { RunFactPair, RunUse } from '../../store/run.ts'
import type { ThresholdDetails } from '../../store/threshold-details.ts'
import type { Answered } from '../ask.ts'
import type { Fact } from './facts.ts'
import { type Guard, guardedCurve, guardOf } from './guard.ts'
import { answeredPairs, askedFacts, oraclePairs, spellingPairs } from './pairs.ts'

const verdicts: Readonly<Record<ThresholdVerdict, RunUse['verdict']>> = {
  safe: 'yes',
  risky: 'unclear',
  'no safe threshold': 'no',
}

/** What same or different adds to a run: the pairs of each model, and whether it may merge above a threshold. */
export interface SameResults {
  readonly pairs: readonly RunFactPair[]
  readonly uses: readonly RunUse[]
}

/** The results of all models that were asked, kept; null where none was. */
export async function sameResults(
  answered: readonly Answered[],
  seed: number,
  cache: AnswerCache,
): Promise<SameResults | null> {
  const asked = answered.filter(each => askedFacts(each).length > 0)
  if (asked.length === 0) return null
  const facts = askedFacts(asked[0])
  let guard: Guard | undefined
  const pairs: RunFactPair[] = []
  const uses: RunUse[] = []
  for (const each of asked) {
    const own = answeredPairs(each)
    const { id, model } = each.named
    const parts = [
      'same',
      codeFingerprint(import.meta.url),
      String(seed),
      JSON.stringify(facts),
      hashOf(Float64Array.from(own, ({ similarity }) => similarity)),
      scaleOf(model, own),
    ]
    const use = await keptJson(cache, identityText(model.id), parts, async () => {
      guard ??= guardOf(facts)
      const references = (await keptReferenceScores(asked, cache))!
      return thresholdUse(each, own, { references, guard, draws: factDraws(own, seed) })
    })
    pairs.push(...own)
    uses.push({ ...use, model: id })
  }
  return { pairs, uses }
}

interface Beside {
  readonly references: ReferenceScores
  readonly guard: Guard
  readonly draws: FactDraws
}

function thresholdUse(
  { named }: Answered,
  pairs: readonly RunFactPair[],
  { references, guard, draws }: Beside,
): RunUse {
  const scale = scaleOf(named.model, pairs)
  const thresholds = scale === 'open' ? [] : defaultThresholds
  const curve = thresholdCurve(pairs, draws, { thresholds })
  const details: ThresholdDetails = {
    ...curve,
    scale,
    chance: sameAboveDifferent.chance,
    facts: draws.places.size,
    numberMatters: estimateOf(numberMatters, pairs, draws),
    kinds: kindsOf(pairs, draws),
    changes: changesOf(pairs, draws),
    references: references.all,
    guard: guardedCurve(pairs, draws, { guard, thresholds }),
  }
  return {
    model: named.id,
    prompt: null,
    use: 'threshold',
    ...estimateOf(sameAboveDifferent, pairs, draws),
    baseline: references.best,
    verdict: verdicts[curve.verdict],
    details: details as unknown as NonNullable<RunUse['details']>,
  }
}

/** Cosines and probabilities have a scale that is the same for all models; other scores have none. */
function scaleOf(model: Answered['named']['model'], pairs: readonly FactPair[]): ThresholdDetails['scale'] {
  if (model.kind === 'embedder') return 'cosine'
  const inside = pairs.every(({ similarity }) => similarity >= 0 && similarity <= 1)
  return model.scoreSpace !== 'logit' && inside ? 'probability' : 'open'
}

/** Within each kind of fact: its pairs of one fact against its pairs of different facts. */
function kindsOf(pairs: readonly FactPair[], draws: FactDraws): ThresholdDetails['kinds'] {
  return Object.fromEntries(
    [...Map.groupBy(pairs, ({ kind }) => kind)].map(([kind, own]) => [
      kind,
      {
        facts: new Set(own.map(({ fact }) => fact)).size,
        sameAboveDifferent: estimateOf(sameAboveDifferent, own, draws),
        numberMatters: estimateOf(numberMatters, own, draws),
      },
    ]),
  )
}

/** For each change: all pairs of one fact against the pairs with that change. */
function changesOf(pairs: readonly FactPair[], draws: FactDraws): ThresholdDetails['changes'] {
  const alike = pairs.filter(isSame)
  const changed = Map.groupBy(
    pairs.filter(({ pair }) => pair === 'different'),
    ({ change }) => change!,
  )
  return Object.fromEntries(
    [...changed]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([change, own]) => [
        change,
        { pairs: own.length, sameAboveDifferent: estimateOf(sameAboveDifferent, [...alike, ...own], draws) },
      ]),
  )
}

/** The string matcher that gets most on some facts, with what it gets. */
export function bestSpelling(facts: readonly Fact[]): ReferenceScores['best'] {
  return referenceScores(facts).best
}

interface ReferenceScores {
  readonly all: Readonly<Record<string, number>>
  /** The string matcher that gets most. */
  readonly best: NonNullable<RunUse['baseline']>
}

/** What the references score on the facts that models were asked, kept; null where none was asked. */
export async function keptReferenceScores(
  answered: readonly Pick<Answered, 'inquiries'>[],
  cache: AnswerCache,
): Promise<ReferenceScores | null> {
  const facts = answered.map(askedFacts).find(({ length }) => length > 0)
  if (facts === undefined) return null
  const parts = ['same references', codeFingerprint(import.meta.url), JSON.stringify(facts)]
  return keptJson(cache, noModel, parts, () => referenceScores(facts))
}

function referenceScores(facts: readonly Fact[]): ReferenceScores {
  const spelling = spellingPairs(facts).map(pairs => ({ name: pairs[0].model, value: plain(pairs) }))
  const named = [
    { name: 'chance', value: sameAboveDifferent.chance },
    { name: 'reference:oracle', value: plain(oraclePairs(facts)) },
    ...spelling,
  ]
  return {
    all: Object.fromEntries(named.map(({ name, value }) => [name, value])),
    best: spelling.reduce((best, each) => (each.value > best.value ? each : best)),
  }
}

function plain(pairs: readonly FactPair[]): number {
  const places = new Map(pairs.map(({ fact }) => [fact, 0]))
  return sameAboveDifferent.under(pairs, places)([1])
}
