import { anchorRow, levelsOf } from '../math/anchor-row.ts'
import { roundedToSpread } from '../math/round.ts'
import { magnitude } from '../matrix/references/magnitude.ts'
import { spellingReferences } from '../matrix/references/spelling.ts'
import { referencesOf } from '../matrix/references.ts'
import { referenceRow, referenceRows } from '../matrix/sampled-rows.ts'
import { type Candidates, distancesFrom } from '../series/sampled-anchors.ts'
import type { Series } from '../series/series.ts'
import { bandConcordance } from './band-concordance.ts'
import type { FlooredMeasure } from './floor.ts'
import { intervalOfDraws, type SampledScore, type Tally, tallyDraws, tallyOf } from './sampled.ts'

/** What a reference scores on the anchors of a large series, and on each draw. */
interface SampledReference {
  readonly id: string
  readonly value: number
  readonly draws: readonly (number | null)[]
}

/** What each string reference scores on the anchors of a large series, and what rough size does, which is no part of the floor. */
export interface SampledFloor {
  readonly anchors: number
  readonly references: readonly SampledReference[]
  /** Only where the documents are numbers or prices. */
  readonly magnitude: SampledReference | null
}

/** Anchors that string references are asked for, most and fewest: */
const [maxAnchors, minAnchors] = [200, 20]

/** as many as keep the edit distances within so many cells of their tables. */
const maxCells = 1e9

/** Anchors of which the rows are in memory at once. */
const anchorsAtOnce = 16

/** Those of the anchors on which string references are scored: all, or so many that it takes no hour, evenly spread. */
export function floorAnchors(anchors: readonly number[], { texts }: Pick<Series, 'texts'>): number[] {
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  const cells = (characters / texts.length) * characters
  const most = Math.max(minAnchors, Math.min(maxAnchors, Math.floor(maxCells / cells)))
  if (most >= anchors.length) return [...anchors]
  return Array.from({ length: most }, (_, at) => anchors[Math.floor(((at + 0.5) * anchors.length) / most)])
}

/** The string references on some anchors and all documents. O(anchors · (documents · log documents + edit distances)). */
export async function sampledFloor(
  series: Series,
  anchors: readonly number[],
  draws: readonly ArrayLike<number>[],
  breathe: () => Promise<void>,
): Promise<SampledFloor> {
  const tallies = talliesOf(series, anchors)
  for (let from = 0; from < anchors.length; from += anchorsAtOnce) {
    const some = anchors.slice(from, from + anchorsAtOnce)
    const near = some.map(anchor => levelsOf(withoutAnchor(distancesFrom(series, anchor), anchor)))
    for (const { tally, reference } of tallies) {
      await breathe()
      for (const [at, row] of referenceRows(reference, series, some).entries()) {
        const { concordance, pulls } = anchorRow(roundedToSpread(withoutAnchor(row, some[at])), near[at])
        tally.add({ concordance, pulls })
      }
    }
  }
  return floorOf(tallies, draws)
}

/** The string references on the candidates of each anchor. */
export async function candidatesFloor(
  series: Series,
  all: readonly Candidates[],
  draws: readonly ArrayLike<number>[],
  breathe: () => Promise<void>,
): Promise<SampledFloor> {
  const tallies = talliesOf(
    series,
    all.map(({ anchor }) => anchor),
  )
  for (const candidates of all) {
    await breathe()
    const distances = distancesFrom(series, candidates.anchor)
    const places = candidates.drawn.map(({ place }) => place)
    for (const { tally, reference } of tallies) {
      const scores = referenceRow(reference, series, candidates.anchor, places)
      tally.add({ concordance: bandConcordance(candidates, scores, distances) })
    }
  }
  return floorOf(tallies, draws)
}

function talliesOf(series: Series, anchors: readonly number[]) {
  const applies = new Set(referencesOf(series))
  const scored = [...spellingReferences, magnitude].filter(reference => applies.has(reference))
  return scored.map(reference => ({ reference, tally: tallyOf(series.texts.length, anchors) }))
}

function floorOf(
  tallies: readonly { readonly reference: { readonly id: string }; readonly tally: Tally }[],
  draws: readonly ArrayLike<number>[],
): SampledFloor {
  const all = tallies.map(
    ({ reference: { id }, tally }): SampledReference => ({
      id,
      value: tally.concordance(),
      draws: tallyDraws(tally, draws),
    }),
  )
  return {
    anchors: tallies[0].tally.anchors.length,
    references: all.filter(({ id }) => id !== magnitude.id),
    magnitude: all.find(({ id }) => id === magnitude.id) ?? null,
  }
}

/** A row without the anchor's own place. */
export function withoutAnchor(row: Float64Array, anchor: number): Float64Array {
  const others = new Float64Array(row.length - 1)
  others.set(row.subarray(0, anchor))
  others.set(row.subarray(anchor + 1), anchor)
  return others
}

/** The measures of a model beside the best string reference, which is taken again on each resample. */
export function besideFloor(
  { measures, draws }: SampledScore,
  { anchors, references }: SampledFloor,
): FlooredMeasure[] {
  const best = references.reduce((a, b) => (b.value > a.value ? b : a))
  const margins = draws.map((value, draw) => {
    const floor = references.map(each => each.draws[draw])
    return value === null || floor.includes(null) ? null : value - Math.max(...(floor as number[]))
  })
  return measures.map(measure =>
    measure.id === 'concordance' && measure.value !== null
      ? {
          ...measure,
          details: { ...measure.details, floorAnchors: anchors },
          floor: {
            model: best.id,
            value: best.value,
            margin: measure.value - best.value,
            interval: intervalOfDraws(margins),
          },
        }
      : { ...measure, floor: null },
  )
}
