import { mean } from '../../src/math/quantile.ts'
import { concordance } from '../../src/measures/concordance.ts'
import { pairedDifference } from '../../src/measures/paired.ts'
import { firstOf, resampleMeasures, resamplesOf } from '../../src/measures/resamples.ts'
import { type Difference, decided } from '../../src/usecases/check/decision.ts'
import { embedder, type Truth, truths } from './truths.ts'

export const checkTitle = '## Gates'

/** Gates against a baseline in one check. */
const gates = 9
/** Pairs of models that are drawn. */
const pairs = { alarms: 200, power: 40 }
/** Models that are drawn to know how far they differ: those of two truths on the same draws. */
const known = 40
const resamples = 200
/** How much worse a model is whose gate should fail. */
const worse = 0.05

/** What one part of the simulation found. */
export type GatesFound =
  | {
      readonly kind: 'alarms'
      readonly truth: string
      readonly n: number
      readonly pairs: number
      /** Checks of equal models in which a gate failed. */
      readonly red: number
    }
  | {
      readonly kind: 'power'
      readonly truth: string
      readonly n: number
      readonly pairs: number
      /** Of the two models, over many draws. */
      readonly concordance: readonly [then: number, now: number]
      /** Checks in which the gate failed: alone, and beside eight that nothing has changed for. */
      readonly alone: number
      readonly beside: number
    }

const powerTruths = { 'weak order': [1, 0.6], 'strong order': [0.25, 0.6] } as const

/** The parts. */
export const checkParts: readonly string[] = [
  ...['weak order', 'strong order', 'reranker'].map(truth => `check alarms 30 ${truth}`),
  ...[100, 366].flatMap(n => Object.keys(powerTruths).map(truth => `check power ${n} ${truth}`)),
  'check alarms 100 weak order',
]

/** One part by its name. */
export function checkedGates(part: string): GatesFound {
  const [, kind, count, ...words] = part.split(' ')
  const [n, truth] = [Number(count), words.join(' ')]
  return kind === 'alarms'
    ? falseAlarms(truth, n, pairs.alarms)
    : power(truth as keyof typeof powerTruths, n, pairs.power)
}

/** Checks of equal models: each has nine series, on each of which both are drawn from one truth. */
export function falseAlarms(name: string, n: number, count: number): GatesFound {
  const { draw } = truths.find(each => each.name === name)!
  let red = 0
  for (let pair = 0; pair < count; pair++) {
    const differences = Array.from({ length: gates }, (_, gate) =>
      drawnDifference(draw, draw, n, gates * pair + gate),
    )
    if (decided(differences).some(({ outcome }) => outcome === 'fail')) red++
  }
  return { kind: 'alarms', truth: name, n, pairs: count, red }
}

/** Checks of a model that is worse by 0.05, on one series of nine. */
function power(truth: keyof typeof powerTruths, n: number, count: number): GatesFound {
  const [own, path] = powerTruths[truth]
  const then = embedder(own, path)
  const now = embedder(own, worsePath(own, path))
  // What equal models differ by does not depend on how many documents there are, once it is a p-value.
  const equal = Array.from({ length: 8 * pairs.power }, (_, at) =>
    drawnDifference(then, then, 30, 100_000 + at),
  )
  let [alone, beside] = [0, 0]
  for (let pair = 0; pair < count; pair++) {
    const own = drawnDifference(now, then, n, pair)
    const others = Array.from({ length: gates - 1 }, (_, at) => equal[(8 * pair + at) % equal.length])
    if (decided([own])[0].outcome === 'fail') alone++
    if (decided([own, ...others])[0].outcome === 'fail') beside++
  }
  const both = [meanOf(then, n), meanOf(now, n)] as const
  return { kind: 'power', truth, n, pairs: count, concordance: both, alone, beside }
}

/** Two drawn models on one series, on the same draws of documents, as a check compares them. */
export function drawnDifference(
  now: Truth['draw'],
  then: Truth['draw'],
  n: number,
  seed: number,
): Difference {
  const draws = firstOf(resamplesOf('simulated', n, seed + 1), resamples)
  const [a, b] = [now(n, 2_000_000 + 2 * seed), then(n, 2_000_001 + 2 * seed)].map(scored => ({
    value: concordance.compute(scored).value,
    values: resampleMeasures(scored, draws, [concordance]).get(concordance.id)!.values,
  }))
  const { difference, interval } = pairedDifference(concordance, a, b)
  const about = { gate: 'simulated', model: 'simulated' }
  return { about, difference, interval: interval ?? [difference, difference], n, delta: 0 }
}

/** The part of the order with which a model has a concordance that is lower by 0.05. */
export function worsePath(own: number, path: number): number {
  const wanted = meanOf(embedder(own, path), 100) - worse
  let [low, high] = [0, path]
  for (let step = 0; step < 9; step++) {
    const middle = (low + high) / 2
    if (meanOf(embedder(own, middle), 100) < wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function meanOf(draw: Truth['draw'], n: number): number {
  return mean(Array.from({ length: known }, (_, at) => concordance.compute(draw(n, 3_000_000 + at)).value))
}

/** The section of the page. */
export function checkSection(found: readonly GatesFound[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const order = (a: GatesFound, b: GatesFound) => a.n - b.n || (a.truth < b.truth ? -1 : 1)
  const alarms = found
    .toSorted(order)
    .flatMap(each =>
      each.kind === 'alarms'
        ? [`| ${each.truth} | ${each.n} | ${each.red} of ${each.pairs} (${percent(each.red / each.pairs)}) |`]
        : [],
    )
  const powers = found.toSorted(order).flatMap(each => {
    if (each.kind === 'alarms') return []
    const [then, now] = each.concordance
    return [
      `| ${each.truth} | ${each.n} | ${then.toFixed(3)} | ${now.toFixed(3)} | ${percent(each.alone / each.pairs)} | ${percent(each.beside / each.pairs)} |`,
    ]
  })
  return `${checkTitle}

[\`numeracy check\`](commands/check.md) with nine gates against a baseline, one for each of nine series, and two models of one truth: in how many checks does a gate fail, though nothing has changed? At most 5 % is what it promises. Written by \`node scripts/validity/run.ts --only check\`.

| truth | documents in each series | red |
|---|---|---|
${alarms.join('\n')}

And how often does a gate fail that should, for a model whose concordance on one series is lower by 0.05: as the only gate, and as one of nine? ${pairs.power} pairs of models each, so a share is known to ± ${Math.round(100 * 1.96 * Math.sqrt(0.25 / pairs.power))} points.

| truth | documents | before | now | alone | one of nine |
|---|---|---|---|---|---|
${powers.join('\n')}

Here the two models know nothing of each other. Those of two trainings that began alike find the same documents hard, and then less is enough: what both share is no part of the difference.
`
}
