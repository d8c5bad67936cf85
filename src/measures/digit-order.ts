import { percentileInterval } from '../math/bootstrap.ts'
import { type ItemTriples, tripleShare } from '../math/triple-share.ts'
import { drawKernel } from '../math/vector-draws.ts'
import { type DigitGroup, digitGroups } from '../series/digit-groups.ts'
import type { Measure, Outcome } from './measure.ts'
import type { Interval } from './resamples.ts'
import type { Scored } from './scored.ts'

/** Fewer triples than this are too few for a value. */
export const fewestTriples = 30

/** What the digits of one place score. */
export type DigitPlace = {
  /** Counted in characters from the right, 1 = the last; null for the leading digits, wherever they stand. */
  readonly place: number | null
  readonly value: number
  readonly triples: number
  /** 95 %, by resampling documents. */
  readonly interval: Interval | null
}

/** Triples of documents i, j, k, of which j is closer to i than k is: 1 where j scores above k, ½ where equal, else 0. */
interface Triples extends ItemTriples {
  readonly place: number | null
}

/**
 * Which of two digits is closer? Over documents i, j, k of equal length that differ from one another in one place
 * only, the same one, by a digit each, where the digits of j and k stand nowhere else and j is closer to i: 1
 * where j scores above k, ½ where equal. Who only compares characters gets exactly 0.5: renaming the digits of j
 * and k into each other turns one pair into the other. The value is that of the last place that varies, where
 * the digit is not the leading one (1–9 stands before it); the other places, and the leading digits apart, are in
 * the details. Where some rows alone were asked, i is one of these. O(n) groups of at most ten documents.
 */
export const digitOrder: Measure = {
  id: 'digit-order',
  title: 'Does it know which digit is larger?',
  better: 'higher',
  range: [0, 1],
  chance: () => 0.5,
  resampling: 'items',
  compute: scored => outcomeOf(triplesOf(scored)),
  weighted(scored) {
    const { last } = triplesOf(scored)
    return draw => (last === null ? Number.NaN : draw.share(last))
  },
  resampledDetails: (scored, draws) =>
    sureDetails(triplesOf(scored), triples => drawKernel().tripleShares(triples, draws)),
}

/** What the measure is counted from: scores and distances of an anchor with the documents that differ from it in a digit. */
export interface TripleSource {
  /** The documents that are anchors; null: all. */
  readonly anchors: ReadonlySet<number> | null
  /** Rounded, so that near-ties are ties. */
  score(anchor: number, document: number): number
  distance(anchor: number, document: number): number
}

/** The measure with its interval where the rows of some anchors are known, and no matrix. */
export function digitOrderOf(
  source: TripleSource,
  groups: readonly DigitGroup[],
  draws: readonly ArrayLike<number>[],
): Outcome {
  const all = triplesFrom(source, groups)
  const outcome = outcomeOf(all)
  if (Number.isNaN(outcome.value)) return outcome
  const sharesOf = (triples: ItemTriples) => Float64Array.from(draws, draw => tripleShare(triples, draw))
  return {
    value: outcome.value,
    interval: percentileInterval(sharesOf(all.last!)),
    details: { ...sureDetails(all, sharesOf), resamples: draws.length },
  }
}

function outcomeOf({ last, places, leading }: AllTriples): Outcome {
  const details = {
    places: places.map(triples => ({ ...named(triples), value: tripleShare(triples) })),
    leading: leading && { ...named(leading), value: tripleShare(leading) },
  }
  if (last === null)
    return { value: Number.NaN, reason: 'No three documents differ in a single digit, the same one.' }
  if (last.items.length / 3 < fewestTriples)
    return { value: Number.NaN, reason: tooFew(last, leading), details }
  return { value: tripleShare(last), details }
}

function sureDetails({ places, leading }: AllTriples, sharesOf: (triples: ItemTriples) => Float64Array) {
  const measured = (triples: Triples): DigitPlace => ({
    ...named(triples),
    value: tripleShare(triples),
    interval: percentileInterval(sharesOf(triples)),
  })
  return { places: places.map(measured), leading: leading && measured(leading) }
}

/**
 * The documents i, j, k of each triple that the value is counted over, j closer to i than k, one triple after another.
 * Which they are depends on the documents alone. Null where they are too few for a value.
 */
export function digitTriples(scored: Scored): readonly number[] | null {
  const { last } = triplesOf(scored)
  return last === null || last.items.length / 3 < fewestTriples ? null : [...last.items]
}

function named({ place, items }: Triples) {
  return { place, triples: items.length / 3 }
}

function tooFew({ place, items }: Triples, leading: Triples | null): string {
  const count = items.length / 3
  if (count === 0 && leading !== null)
    return `In the last place that varies (${place} from the right) all digits are leading ones.`
  return `The last place that varies (${place} from the right) has ${count} triples of documents; ${fewestTriples} are needed.`
}

interface AllTriples {
  /** Of the last place that varies, without leading digits; null where no place does. */
  readonly last: Triples | null
  /** Of each place that has any, from the right, without leading digits. */
  readonly places: readonly Triples[]
  /** Of leading digits in all places; null where there are none. */
  readonly leading: Triples | null
}

const known = new WeakMap<Scored, AllTriples>()

function triplesOf(scored: Scored): AllTriples {
  const before = known.get(scored)
  if (before !== undefined) return before
  const { n, rounded, distances, anchors, series } = scored
  const source: TripleSource = {
    anchors: anchors === undefined ? null : new Set(anchors),
    score: (i, j) => rounded[i * n + j],
    distance: (i, j) => distances[i * n + j],
  }
  const found = triplesFrom(source, digitGroups(series.texts))
  known.set(scored, found)
  return found
}

function triplesFrom(source: TripleSource, groups: readonly DigitGroup[]): AllTriples {
  const places = Map.groupBy(groups, ({ place }) => place)
  const all = [...places.keys()]
    .sort((a, b) => a - b)
    .map(place => ({
      inner: triplesIn(
        source,
        place,
        places.get(place)!.filter(group => !group.isLeading),
      ),
      leading: triplesIn(
        source,
        null,
        places.get(place)!.filter(group => group.isLeading),
      ),
    }))
    .filter(({ inner, leading }) => inner.outcomes.length + leading.outcomes.length > 0)
  const leading = {
    place: null,
    items: Uint32Array.from(all.flatMap(each => [...each.leading.items])),
    outcomes: Float64Array.from(all.flatMap(each => [...each.leading.outcomes])),
  }
  return {
    last: all[0]?.inner ?? null,
    places: all.map(({ inner }) => inner).filter(({ outcomes }) => outcomes.length > 0),
    leading: leading.outcomes.length > 0 ? leading : null,
  }
}

function triplesIn(
  { anchors, score, distance }: TripleSource,
  place: number | null,
  groups: readonly DigitGroup[],
): Triples {
  const items: number[] = []
  const outcomes: number[] = []
  for (const { rest, documents } of groups) {
    const fresh = documents.filter(({ digit }) => !rest.includes(digit))
    for (const { item: i } of documents) {
      if (anchors !== null && !anchors.has(i)) continue
      for (const { item: j } of fresh) {
        for (const { item: k } of fresh) {
          if (i === j || i === k || !(distance(i, j) < distance(i, k))) continue
          const apart = score(i, j) - score(i, k)
          items.push(i, j, k)
          outcomes.push(apart > 0 ? 1 : apart === 0 ? 0.5 : 0)
        }
      }
    }
  }
  return { place, items: Uint32Array.from(items), outcomes: Float64Array.from(outcomes) }
}
