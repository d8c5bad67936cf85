import { digitOrder } from '../measures/digit-order.ts'
import type { FlooredMeasure } from '../measures/floor.ts'
import { sampledDraws } from '../measures/sampled.ts'
import {
  besideFloor,
  candidatesFloor,
  floorAnchors,
  type SampledFloor,
  sampledFloor,
} from '../measures/sampled-floor.ts'
import { verdictOf } from '../measures/verdict.ts'
import { candidatesOf, isSampled, sampledAnchors } from '../series/sampled-anchors.ts'
import type { Series } from '../series/series.ts'
import { codeFingerprint } from '../store/code-fingerprint.ts'
import { keptJson } from '../store/derived.ts'
import type { RunMeasure, RunVerdict } from '../store/run.ts'
import type { NamedModel } from './ask.ts'
import { breathe } from './judged.ts'
import { dependsOn, type SampledOptions, type SampledPart } from './sampled.ts'

/** Of each large series what string references score: beside embedders, and beside rerankers. Kept. */
export function sampledFloors({ seed, cache, signal }: SampledOptions) {
  const known = new Map<string, Promise<SampledFloor>>()
  return (series: Series, kind: 'embedder' | 'reranker'): Promise<SampledFloor> => {
    const key = `${kind} ${series.id}`
    const before = known.get(key)
    if (before !== undefined) return before
    const parts = ['sampled floor', codeFingerprint(import.meta.url), kind, ...dependsOn(series, seed)]
    const made = keptJson(cache, 'references', parts, () => {
      const anchors = sampledAnchors(series, kind, seed)
      const draws = sampledDraws(series.id, series.texts.length, seed)
      if (kind === 'embedder')
        return sampledFloor(series, floorAnchors(anchors, series), draws, () => breathe(signal))
      const all = anchors.map(anchor => candidatesOf(series, anchor, seed))
      return candidatesFloor(series, all, draws, () => breathe(signal))
    })
    known.set(key, made)
    return made
  }
}

/** What a run holds of a model on large series. */
export async function sampledResults(
  { id: model, model: { kind } }: NamedModel,
  parts: readonly SampledPart[],
  floors: ReturnType<typeof sampledFloors>,
): Promise<{ readonly measures: readonly RunMeasure[]; readonly verdicts: readonly RunVerdict[] }> {
  const measures: RunMeasure[] = []
  const verdicts: RunVerdict[] = []
  for (const { series, prompt, score } of parts) {
    const about = { series: series.id, model, prompt }
    const floored = besideFloor(score, await floors(series, kind))
    measures.push(...floored.map(measure => ({ ...about, ...measure })))
    const verdict = verdictFrom(floored)
    if (verdict !== null) verdicts.push({ ...about, verdict })
  }
  return { measures, verdicts }
}

function verdictFrom(measures: readonly FlooredMeasure[]) {
  const { interval, floor } = measures.find(({ id }) => id === 'concordance')!
  const order = measures.find(({ id }) => id === digitOrder.id)!
  if (interval === null || !floor?.interval) return null
  return verdictOf({
    concordance: interval,
    margin: floor.interval,
    digitOrder: order.interval,
    selectivity: null,
  })
}

/** What string references and rough size score on large series beside embedders, as a run holds it. */
export async function sampledReferenceMeasures(
  series: readonly Series[],
  floors: ReturnType<typeof sampledFloors>,
): Promise<RunMeasure[]> {
  const all = await Promise.all(
    series.filter(isSampled).map(async each => ({ each, floor: await floors(each, 'embedder') })),
  )
  return all.flatMap(({ each, floor: { anchors, references, magnitude } }) =>
    [...references, ...(magnitude === null ? [] : [magnitude])].map(({ id, value, draws }) => ({
      series: each.id,
      model: id,
      prompt: null,
      id: 'concordance',
      value,
      interval: null,
      chance: 0.5,
      floor: null,
      details: { anchors, documents: each.texts.length, resamples: draws.length },
    })),
  )
}
