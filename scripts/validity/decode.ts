import { parseArgs } from 'node:util'
import { seededRandom, standardNormal } from '../../src/base/random.ts'
import { mean } from '../../src/math/quantile.ts'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { decode, decodeExtrapolation, decodeLog } from '../../src/measures/decode.ts'
import type { Measure } from '../../src/measures/measure.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { rowsOf } from '../../src/models/embedder.ts'

/** How often the 95 % interval of a decoding measure holds the value expected over draws of the items. */
export interface DecodeCoverage {
  readonly model: string
  readonly measure: string
  readonly n: number
  readonly seeds: number
  /** Mean of the values of all draws. */
  readonly expected: number
  /** Standard deviation of the values over the draws. */
  readonly deviation: number
  /** Mean width of the intervals. */
  readonly width: number
  readonly covered: number
  /** Share of the intervals that lie below what is expected, and above. */
  readonly below: number
  readonly above: number
}

interface EmbeddingModel {
  readonly name: string
  readonly n: number
  readonly dimensions: number
  /** Coordinates that depend on the value alone; place in [0, 1]. */
  readonly signal: (place: number) => readonly number[]
  /** Standard deviation of the part that each item has of its own, in each dimension. */
  readonly own: number
}

const models: readonly EmbeddingModel[] = [
  { name: 'straight line', n: 100, dimensions: 64, signal: place => [place], own: 0.05 },
  { name: 'straight line, noisy', n: 100, dimensions: 64, signal: place => [place], own: 0.15 },
  { name: 'straight line, hardly there', n: 100, dimensions: 64, signal: place => [place], own: 0.4 },
  { name: 'bent', n: 100, dimensions: 64, signal: place => [Math.log(0.05 + place)], own: 0.2 },
  { name: 'curve', n: 100, dimensions: 64, signal: place => waves(place, 4), own: 0.3 },
  { name: 'straight line, 512 dimensions', n: 100, dimensions: 512, signal: place => [place], own: 0.05 },
  { name: 'nothing', n: 100, dimensions: 64, signal: () => [], own: 1 },
  { name: 'straight line, 40 items', n: 40, dimensions: 64, signal: place => [place], own: 0.1 },
  { name: 'straight line, 200 items', n: 200, dimensions: 64, signal: place => [place], own: 0.15 },
]

/** @param names of the models; left out, all */
export function decodeCoverage(seeds: number, names?: readonly string[]): DecodeCoverage[] {
  const measures = [decode, decodeLog, decodeExtrapolation]
  return models
    .filter(({ name }) => names?.includes(name) ?? true)
    .flatMap(model => {
      const draws = Array.from({ length: seeds }, (_, seed) => {
        const scored = drawn(model, seed + 1)
        return measures.map(measure => measure.compute(scored))
      })
      return measures.map((measure, at) =>
        coverage(
          model,
          measure,
          draws.map(outcomes => outcomes[at]),
        ),
      )
    })
}

function coverage(
  { name, n }: EmbeddingModel,
  { id }: Measure,
  outcomes: readonly ReturnType<Measure['compute']>[],
): DecodeCoverage {
  const values = outcomes.map(({ value }) => value)
  const expected = mean(values)
  const intervals = outcomes.map(({ interval }) => interval!)
  const share = (holds: (interval: readonly [number, number]) => boolean) =>
    intervals.filter(holds).length / intervals.length
  const below = share(([, high]) => high < expected)
  const above = share(([low]) => low > expected)
  return {
    model: name,
    measure: id,
    n,
    seeds: outcomes.length,
    expected,
    deviation: Math.sqrt(mean(values.map(value => (value - expected) ** 2))),
    width: mean(intervals.map(([low, high]) => high - low)),
    covered: 1 - below - above,
    below,
    above,
  }
}

function drawn({ name, n, dimensions, signal, own }: EmbeddingModel, seed: number) {
  const random = seededRandom(seed, 'decode validity', name)
  const data = Float32Array.from({ length: n * dimensions }, () => own * standardNormal(random))
  // What all vectors share keeps the unit length from bending the line.
  for (let item = 0; item < n; item++) {
    data[item * dimensions + dimensions - 1] += 3
    for (const [at, value] of signal(item / (n - 1)).entries()) data[item * dimensions + at] += value
  }
  const vectors = rowsOf({ count: n, dimensions, data })
  const values = Array.from({ length: n }, (_, item) => item + 1)
  return scoredSeries(
    { n, data: cosineMatrix(vectors, vectors), symmetric: true, gram: true },
    { id: name, texts: values.map(String), values, family: null, ruler: 'linear', period: null },
    seed,
  )
}

function waves(place: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => Math.cos(Math.PI * (at + 1) * place))
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { seeds: { type: 'string', default: '400' } } })
  console.log(JSON.stringify(decodeCoverage(Number(values.seeds)), null, 2))
}
