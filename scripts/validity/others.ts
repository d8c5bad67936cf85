import { type Random, seededRandom, standardNormal } from '../../src/base/random.ts'
import { holm } from '../../src/math/holm.ts'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { pairedDifference } from '../../src/measures/paired.ts'
import { firstOf, resampledConcordance, resamplesOf } from '../../src/measures/resamples.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { rowsOf } from '../../src/models/embedder.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { blendOf, outcomesOn } from './cheaters.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { numbered, type Truth } from './truths.ts'

/** Student's t with three degrees of freedom, of variance 1: now and then an item lies far off. */
function heavyTailed(random: Random): number {
  const squares = [standardNormal(random), standardNormal(random), standardNormal(random)].reduce(
    (sum, each) => sum + each ** 2,
    0,
  )
  return standardNormal(random) / Math.sqrt(squares)
}

/** An embedder of few dimensions: a curve of the value, and an item's own part by another rule than ours. */
function lowRank(dimensions: number, own: number, jitter: (random: Random) => number): Truth['draw'] {
  return (n, seed) => {
    const random = seededRandom(seed, 'other truth', String(dimensions), String(own), String(n))
    const data = Float32Array.from(
      Array.from({ length: n }, (_, place) => {
        const angle = (Math.PI * place) / n
        const curve = Array.from({ length: dimensions }, (_, at) => Math.cos((at + 1) * angle) / (at + 1))
        return curve.map(value => value + own * jitter(random))
      }).flat(),
    )
    const vectors = rowsOf({ count: n, dimensions, data })
    const similarity = { n, data: cosineMatrix(vectors, vectors), symmetric: true, gram: true }
    return scoredSeries(similarity, numbered(n), seed)
  }
}

/** A reranker whose queries differ in level and in scale, so that its rows share none. */
function rowEffects(n: number, seed: number) {
  const random = seededRandom(seed, 'row effects', String(n))
  const level = Array.from({ length: n }, () => 3 * heavyTailed(random))
  const scale = Array.from({ length: n }, () => Math.exp(standardNormal(random)))
  const document = Array.from({ length: n }, () => standardNormal(random))
  const data = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n]
    const seen = -Math.log1p(Math.abs(i - j)) + 0.7 * document[j] + 0.7 * standardNormal(random)
    return level[i] + scale[i] * seen
  })
  return scoredSeries({ n, data, symmetric: false, gram: false }, numbered(n), seed)
}

/** Models by other rules than those that the intervals were tried on first. */
export const otherTruths: readonly Truth[] = [
  {
    name: 'heavy tails',
    about: 'an embedder whose items are off by Student’s t with three degrees of freedom: some lie far off',
    draw: lowRank(16, 0.15, heavyTailed),
  },
  {
    name: 'low rank',
    about: 'vectors of three dimensions on a curve, so that all similarities depend on a few directions',
    draw: lowRank(3, 0.25, standardNormal),
  },
  {
    name: 'row effects',
    about:
      'a reranker whose queries differ in level (heavy tails) and in scale, and whose documents have parts of their own',
    draw: rowEffects,
  },
]

const coverageMeasures = measureCatalogue.filter(({ id }) =>
  ['concordance', 'rank-correlation', 'digit-order', 'ndcg@10'].includes(id),
)

/** How often a random blend of string matchers gets a verdict beyond comparing characters, with digits permuted and without. */
export interface FalsePartly {
  readonly series: string
  readonly blends: number
  /** Null where digits are not permuted. */
  readonly permuted: number | null
  readonly unpermuted: number
}

export function falsePartly(id: string, blends: number, draws: number): FalsePartly {
  const series = catalogueSeries(id)
  const random = seededRandom(1, 'blends', id)
  // Exponential weights: a random point of the simplex, some matchers nearly alone.
  const readers = Array.from({ length: blends }, () =>
    blendOf(spellingReferences.map(() => -Math.log(1 - random()))),
  )
  const resamples = firstOf(resamplesOf(id, series.texts.length, 1), draws)
  const outcomes = outcomesOn(series, readers, resamples)
  const beyond = (verdict: unknown) => verdict === 'partly' || verdict === 'understands'
  const isPermuted = outcomes.some(({ selectivity }) => selectivity !== null)
  return {
    series: id,
    blends,
    permuted: isPermuted ? outcomes.filter(({ verdict }) => beyond(verdict)).length : null,
    unpermuted: outcomes.filter(({ unpermuted }) => beyond(unpermuted)).length,
  }
}

/** How many comparisons of several models of one truth on several series have any significant difference (Holm, 5 %). */
export function familyAlarms(
  truth: Truth,
  { n, models, series, sets, resamples }: Record<'n' | 'models' | 'series' | 'sets' | 'resamples', number>,
): number {
  const headline = measureCatalogue.find(({ id }) => id === 'concordance')!
  let alarms = 0
  for (let set = 0; set < sets; set++) {
    const values: number[] = []
    for (let at = 0; at < series; at++) {
      const draws = firstOf(resamplesOf('simulated', n, set * series + at + 1), resamples)
      const drawn = Array.from({ length: models }, (_, model) =>
        resampledConcordance(truth.draw(n, 700_000 + (set * series + at) * models + model), draws),
      )
      for (const [first, a] of drawn.entries())
        for (const b of drawn.slice(first + 1)) values.push(pairedDifference(headline, a, b).p)
    }
    if (holm(values).some(p => p <= 0.05)) alarms++
  }
  return alarms
}

export const othersTitle = '## Other generators'

export interface OthersSize {
  /** Models of each truth, each with an interval. */
  readonly sets: number
  /** Documents. */
  readonly sizes: readonly number[]
  readonly blends: number
  /** Runs of `compare` without any difference. */
  readonly families: number
}

const resamples = 200
const compared = { n: 30, models: 3, series: 5 }

/** What the section holds, in parts that need nothing of each other. */
export interface OthersFound {
  readonly covered: readonly Coverage[]
  readonly blended: readonly FalsePartly[]
  readonly alarms: readonly { readonly truth: string; readonly count: number }[]
}

/** The parts by name: a truth each, and the blends. */
export const othersParts: readonly string[] = [...otherTruths.map(({ name }) => name), 'blends']

/** One part of what the section holds, the rest empty. */
export function othersPart(part: string, { sets, sizes, blends, families }: OthersSize): OthersFound {
  const truth = otherTruths.find(({ name }) => name === part)
  if (truth === undefined) {
    const series = ['integers', 'offset', 'floats', 'currency', 'dates', 'times']
    return { covered: [], blended: series.map(id => falsePartly(id, blends, 100)), alarms: [] }
  }
  const covered = sizes.flatMap(n => {
    // The longest take as long as all others together.
    const own = n > 200 ? Math.max(4, Math.round(sets / 5)) : sets
    return coverageOf(truth, {
      n,
      sets: own,
      known: 3 * own,
      resamples: n > 200 ? 100 : resamples,
      bca: [],
      measures: coverageMeasures,
    })
  })
  const count = familyAlarms(truth, { ...compared, sets: families, resamples: 100 })
  return { covered, blended: [], alarms: [{ truth: part, count }] }
}

/** A section of docs/validity.md. */
export function othersSection(parts: readonly OthersFound[], { sets, blends, families }: OthersSize): string {
  const covered = parts.flatMap(part => part.covered)
  const blended = parts.flatMap(part => part.blended)
  const alarms = parts.flatMap(part => part.alarms)
  return `${othersTitle}

The models above are drawn by the rules that the intervals were first tried on. These are drawn by other rules:

${otherTruths.map(({ name, about }) => `- **${name}**: ${about}.`).join('\n')}

| measure | documents | truth | its value | models | coverage |
|---|---|---|---|---|---|
${covered
  .map(
    ({ measure, n, truth, value, sets: count, coverage }) =>
      `| \`${measure}\` | ${n} | ${truth} | ${value.toFixed(3)} | ${count} | ${(100 * coverage).toFixed(1)} % |`,
  )
  .join('\n')}

Of ${sets} models a coverage of 95 % is known to ± ${(196 * Math.sqrt((0.95 * 0.05) / sets)).toFixed(1)} points, and of fewer to less.${sets < 300 ? ` This is a reduced run: \`node scripts/validity/run.ts --only others --sets ${sets}\`, with a fifth of the models at 366 documents; the whole one takes 300.` : ''}

### False *partly*

Random blends of the six string matchers, which only compare characters: how many of ${blends} get a verdict beyond that? With the digits permuted, and, as for a model that is paid for, without.

| series | digits permuted | not permuted |
|---|---|---|
${blended
  .map(({ series, permuted, unpermuted }) => `| \`${series}\` | ${permuted ?? 'never'} | ${unpermuted} |`)
  .join('\n')}

### Several comparisons

\`numeracy compare\` of ${compared.models} models of one truth on ${compared.series} series of ${compared.n} documents, where there is no difference: how many of ${families} such runs report a significant one? Holm's method promises at most one in twenty.

| truth | runs with a false difference |
|---|---|
${alarms.map(({ truth, count }) => `| ${truth} | ${count} of ${families} |`).join('\n')}
`
}
