import {
  type Answers,
  type PublishedAnalysis,
  type PublishedResult,
  type PublishedValue,
  spellingReferences,
} from '../index.ts'
import {
  editDistance,
  percentileInterval,
  randomInteger,
  resampleItems,
  resamplesFor,
  roundSignificant,
  seededRandom,
  shapleyShares,
} from '../statistics.ts'
import { counting, questionOf } from './asking.ts'
import { meanOver, overPairs } from './statistics.ts'

const texts = counting(0, 1000).map(String)

const blend: PublishedValue = {
  value: 'both together explain the judgements best',
  model: 'six large language models',
  where: 'abstract',
}
const swayed: PublishedValue = {
  value: 'swayed by spelling, more so in long numbers',
  model: 'large language models',
  where: 'abstract',
}

/** An anchor, a number that is near, and one that is spelled alike and far. */
export interface CloseTriplet {
  readonly anchor: number
  readonly near: number
  readonly alike: number
}

const lengths = [3, 5]
const tripletCount = 300

export const marjieh2025: PublishedAnalysis = {
  id: 'marjieh-2025',
  title: 'What is a number, that a large language model may know it?',
  source: {
    authors: 'Marjieh, Veselovsky, Griffiths, Sucholutsky',
    year: 2025,
    reference: 'arXiv 2502.01540; code of the authors',
  },
  kinds: ['embedder', 'reranker'],
  setting:
    'All pairs of 0 … 999: R² of similarity on the Levenshtein and on the Log-Linear distance |ln(a + 0.0001) − ln(b + 0.0001)|, and on both. Close triplets: is 785 closer to 791, or to 685, which is spelled almost the same?',
  differs:
    'The paper asks language models for ratings; here similarity is the cosine, or the relevance to “what is the closest item to {d}?”. Whether the paper takes distances or the similarities 1 − lev/length and exp(−distance) is open, and both are run. The paper’s triplets are not to be had: ours have a neighbour up to 9 away that differs in two digits at least, and a number that differs in the first digit alone. R² is of embedders alone, because the rows of a reranker share no scale.',
  asks: (kind, seed) => ({
    ...(kind === 'embedder' ? { texts: { document: texts } } : {}),
    blocks: lengths.flatMap(length => closeTriplets(length, seed).map(triplet => blockOf(triplet, kind))),
  }),
  results: answers => [
    ...(answers.kind === 'embedder' ? regressions(answers) : []),
    ...lengths.map((length, at) => tripletResult(answers, length, at * tripletCount)),
  ],
}

function blockOf({ anchor, near, alike }: CloseTriplet, kind: Answers['kind']) {
  // In alphabetical order, which gives nothing away to a model that reads the whole list.
  return { queries: [questionOf(kind, String(anchor))], documents: [String(near), String(alike)].sort() }
}

/** Triplets of numbers with so many digits. */
export function closeTriplets(length: number, seed: number): CloseTriplet[] {
  const random = seededRandom(seed, 'close triplets', String(length))
  const least = 10 ** (length - 1)
  const triplets = new Map<number, CloseTriplet>()
  while (triplets.size < tripletCount) {
    const anchor = least + randomInteger(random, 9 * least)
    const near = anchor + (random() < 0.5 ? -1 : 1) * (1 + randomInteger(random, 9))
    const alike = anchor + (random() < 0.5 ? -least : least)
    const fits = [near, alike].every(number => String(number).length === length && number > 0)
    if (fits && editDistance(String(anchor), String(near)) >= 2) triplets.set(anchor, { anchor, near, alike })
  }
  return [...triplets.values()]
}

function tripletResult({ blocks, seed }: Answers, length: number, start: number): PublishedResult {
  const right = closeTriplets(length, seed).map(({ near, alike }, at) => {
    const [low, high] = blocks[start + at]
    const [own, other] = String(near) < String(alike) ? [low, high] : [high, low]
    return own > other ? 1 : own === other ? 0.5 : 0
  })
  return {
    quantity: 'takes the closer one',
    condition: `close triplets of ${length} digits`,
    ...meanOver(right, seed, `marjieh ${length}`),
    chance: 0.5,
    spelling: 0,
    published: [swayed],
  }
}

function regressions({ vectors, seed }: Answers): PublishedResult[] {
  // What rounding leaves of equal cosines would else be explained.
  const pairs = pairsOf(vectors(texts)).map(value => roundSignificant(value, 6))
  const n = texts.length
  const count = resamplesFor(n)
  const draws = resampleItems(n, count, seededRandom(seed, 'marjieh'))
  return (['distances', 'similarities'] as const).flatMap(as => {
    const columns = predictors(as)
    const whole = rSquares(pairs, columns, new Uint16Array(n).fill(1))
    const drawn = Array.from({ length: count }, (_, draw) =>
      rSquares(pairs, columns, draws.subarray(draw * n, (draw + 1) * n)),
    )
    return (['string', 'log-linear', 'both'] as const).map(term => ({
      quantity: `R² of ${term}`,
      condition: `0 … 999, ${as}`,
      value: whole[term],
      interval: percentileInterval(drawn.map(each => each[term])),
      chance: 0,
      published: term === 'both' ? [blend] : [],
    }))
  })
}

/** Cosines of all pairs i < j. */
function pairsOf({ count, dimensions, data }: ReturnType<Answers['vectors']>): Float64Array {
  const lengths = counting(0, count).map(row =>
    Math.hypot(...data.subarray(row * dimensions, (row + 1) * dimensions)),
  )
  return overPairs(count, (i, j) => {
    let sum = 0
    for (let at = 0; at < dimensions; at++) sum += data[i * dimensions + at] * data[j * dimensions + at]
    return sum / (lengths[i] * lengths[j])
  })
}

function predictors(as: 'distances' | 'similarities'): readonly [string: Float64Array, log: Float64Array] {
  const n = texts.length
  const levenshtein = spellingReferences.find(({ id }) => id === 'reference:levenshtein')!
  const alike = levenshtein.similarities(
    { id: 'marjieh', texts, values: texts.map(Number), ruler: 'linear', period: null },
    0,
  )
  const log = (i: number, j: number) => Math.abs(Math.log(i + 1e-4) - Math.log(j + 1e-4))
  return as === 'distances'
    ? [overPairs(n, (i, j) => editDistance(texts[i], texts[j])), overPairs(n, log)]
    : [overPairs(n, (i, j) => alike[i * n + j]), overPairs(n, (i, j) => Math.exp(-log(i, j)))]
}

interface RSquares {
  readonly string: number
  readonly 'log-linear': number
  readonly both: number
}

/** R² of the similarities on each predictor and on both, each pair weighing w_i · w_j. O(n²). */
function rSquares(
  y: Float64Array,
  [string, log]: readonly [Float64Array, Float64Array],
  weights: ArrayLike<number>,
): RSquares {
  const columns = [string, log, y]
  const sums = new Float64Array(3)
  const products = new Float64Array(9)
  let total = 0
  for (let i = 0, at = 0; i < weights.length; i++) {
    for (let j = i + 1; j < weights.length; j++, at++) {
      const weight = weights[i] * weights[j]
      if (weight === 0) continue
      total += weight
      for (let a = 0; a < 3; a++) {
        const share = weight * columns[a][at]
        sums[a] += share
        for (let b = 0; b <= a; b++) products[3 * a + b] += share * columns[b][at]
      }
    }
  }
  const centred = products.map((_, at) => {
    const [a, b] = [Math.max(Math.floor(at / 3), at % 3), Math.min(Math.floor(at / 3), at % 3)]
    return products[3 * a + b] - (sums[a] * sums[b]) / total
  })
  // Sums of equal numbers less their mean come to 0 except for the last digits.
  const moves = centred[8] > 1e-12 * products[8]
  const single = (a: number) => (moves ? centred[3 * a + 2] ** 2 / (centred[4 * a] * centred[8]) : Number.NaN)
  return {
    string: single(0),
    'log-linear': single(1),
    both: moves ? shapleyShares(centred, 2).reduce((sum, share) => sum + share, 0) : Number.NaN,
  }
}
