import { parseArgs } from 'node:util'
import { type Random, seededRandom, standardNormal } from '../../src/base/random.ts'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { rhythm } from '../../src/measures/rhythm.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { rowsOf } from '../../src/models/embedder.ts'

/** How often `rhythm` is at or below 0.05 where there is no rhythm. */
export interface FalseAlarms {
  readonly truth: string
  readonly n: number
  readonly seeds: number
  readonly alarms: number
  readonly rate: number
}

/** n × dimensions coordinates without a rhythm. */
type Walk = (n: number, dimensions: number, random: Random) => Float32Array

interface Truth {
  readonly name: string
  readonly n: number
  readonly circular?: boolean
  /** A part of the similarities that is noise, one number for each ordered pair: a reranker. */
  readonly noise?: number
  readonly vectors: Walk
}

/** Each seed takes the next. */
const dimensions = [2, 3, 4, 8, 16, 32, 64]

const truths: readonly Truth[] = [
  { name: 'random walk', n: 100, vectors: randomWalk },
  { name: 'random walk, each item with a part of its own', n: 100, vectors: withOwnPart(randomWalk, 0.05) },
  { name: 'smooth Gaussian vectors, 4 places wide', n: 100, vectors: smoothed(3) },
  { name: 'smooth Gaussian vectors, 14 places wide', n: 100, vectors: smoothed(10) },
  { name: 'smooth Gaussian vectors, 42 places wide', n: 100, vectors: smoothed(30) },
  { name: 'smooth Gaussian vectors round a circle', n: 96, circular: true, vectors: smoothed(5, true) },
  { name: 'random walk, scores with noise of their own', n: 100, noise: 0.2, vectors: randomWalk },
  { name: 'independent vectors', n: 100, vectors: independent },
]

/**
 * The false alarms of `rhythm` at the 5 % level on vectors that have no rhythm, of 2 to 64 dimensions.
 * @param names of the truths; left out, all
 */
export async function rhythmFalseAlarms(seeds: number, names?: readonly string[]): Promise<FalseAlarms[]> {
  return truths
    .filter(({ name }) => names?.includes(name) ?? true)
    .map(truth => {
      let alarms = 0
      for (let seed = 1; seed <= seeds; seed++) if (isAlarm(truth, seed)) alarms++
      return { truth: truth.name, n: truth.n, seeds, alarms, rate: alarms / seeds }
    })
}

function isAlarm({ name, n, circular = false, noise = 0, vectors }: Truth, seed: number): boolean {
  const random = seededRandom(seed, 'rhythm without', name)
  const coordinates = dimensions[seed % dimensions.length]
  const made = rowsOf({ count: n, dimensions: coordinates, data: vectors(n, coordinates, random) })
  const data = cosineMatrix(made, made).map(cosine =>
    noise === 0 ? cosine : cosine + noise * standardNormal(random),
  )
  const values = Array.from({ length: n }, (_, at) => at + 1)
  const place = circular
    ? ({ family: 'time', ruler: 'circular', period: n } as const)
    : ({ family: 'number', ruler: 'linear', period: null } as const)
  const scored = scoredSeries(
    { n, data, symmetric: noise === 0, gram: noise === 0 },
    { id: name, texts: values.map(String), values, ...place },
    seed,
  )
  return rhythm.compute(scored).value <= 0.05
}

function randomWalk(n: number, dimensions: number, random: Random): Float32Array {
  const data = independent(n, dimensions, random)
  for (let at = dimensions; at < data.length; at++) data[at] += data[at - dimensions]
  return data
}

function independent(n: number, dimensions: number, random: Random): Float32Array {
  return Float32Array.from({ length: n * dimensions }, () => standardNormal(random))
}

/** Independent values under a bell of that width: the vectors' covariance is a bell √2 times as wide. */
function smoothed(width: number, circular = false): Walk {
  return (n, dimensions, random) => {
    const reach = 4 * width
    const length = circular ? n : n + 2 * reach
    const source = independent(length, dimensions, random)
    const data = new Float32Array(n * dimensions)
    for (let at = 0; at < n; at++) {
      for (let apart = -reach; apart <= reach; apart++) {
        const from = circular ? (at + apart + n) % n : at + apart + reach
        const share = Math.exp(-((apart / width) ** 2) / 2)
        for (let k = 0; k < dimensions; k++)
          data[at * dimensions + k] += share * source[from * dimensions + k]
      }
    }
    return data
  }
}

/** @param share of the variance */
function withOwnPart(vectors: Walk, share: number): Walk {
  return (n, dimensions, random) => {
    const data = vectors(n, dimensions, random)
    const own = Math.sqrt((share * data.reduce((sum, value) => sum + value * value, 0)) / data.length)
    return data.map(value => value + own * standardNormal(random))
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1000' } } })
  console.log(JSON.stringify(await rhythmFalseAlarms(Number(values.seeds)), null, 2))
}
