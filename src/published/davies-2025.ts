import type { Answers, PublishedAnalysis, PublishedResult, PublishedValue } from '../index.ts'
import {
  doublyCentred,
  type Features,
  largestEigenPairs,
  mean,
  pickFeatures,
  predicted,
  randomInteger,
  ridgeFits,
  seededRandom,
  shuffled,
  totalVariance,
} from '../statistics.ts'
import { fourFifths, meanSquare } from './probes.ts'

/** Texts of each kind and number of digits, as in the paper’s code. */
const count = 300
const digits = [1, 2, 3, 5, 10, 19]
const folds = 5

type Kind = 'decimals' | 'signed decimals' | 'signed, as many digits before the point'
const kinds: readonly Kind[] = ['decimals', 'signed decimals', 'signed, as many digits before the point']

/** R² and share of the first component, of positive and of signed decimals by digits. */
const theirs: readonly {
  readonly model: string
  readonly kind: Kind
  readonly values: Readonly<Record<number, readonly [rSquared: number, share: number]>>
}[] = [
  {
    model: 'text-embedding-3-large',
    kind: 'decimals',
    values: {
      1: [1, 0.17],
      2: [1, 0.083],
      3: [0.992, 0.065],
      5: [0.983, 0.051],
      10: [0.972, 0.037],
      19: [0.97, 0.032],
    },
  },
  {
    model: 'text-embedding-ada-002',
    kind: 'decimals',
    values: {
      1: [1, 0.162],
      2: [1, 0.104],
      3: [0.991, 0.061],
      5: [0.968, 0.047],
      10: [0.97, 0.045],
      19: [0.949, 0.044],
    },
  },
  {
    model: 'text-embedding-3-large',
    kind: 'signed decimals',
    values: { 1: [1, 0.228], 3: [0.985, 0.189], 5: [0.966, 0.177], 10: [0.961, 0.172], 19: [0.947, 0.156] },
  },
  {
    model: 'text-embedding-ada-002',
    kind: 'signed decimals',
    values: { 1: [1, 0.207], 3: [0.961, 0.137], 5: [0.907, 0.15], 10: [0.868, 0.155], 19: [0.879, 0.151] },
  },
]

export const davies2025: PublishedAnalysis = {
  id: 'davies-2025',
  title: 'How numbers are laid out in text embeddings',
  source: {
    authors: 'Davies, Nzoyem, Ajmeri, Silva Filho',
    year: 2025,
    reference: 'arXiv 2510.08009; code and result files of the authors',
  },
  kinds: ['embedder'],
  setting:
    '300 random numbers of 1 to 19 decimals, positive, signed, and signed with as many digits before the point. R² of a linear reconstruction of the value, the share of variance of the first principal component, and R² on that component alone.',
  differs:
    'Which of the two regressions in the authors’ code the paper prints is open, and both are run: ridge of strength 1 on standardised vectors with four fifths to train on, and least squares in five folds (of least norm, where there are more dimensions than numbers). With one digit there are ten distinct texts, with two a hundred: there the same text stands in both parts, and R² is memory, not reconstruction.',
  asks: (_, seed) => ({
    texts: { document: kinds.flatMap(kind => digits.flatMap(decimals => numbersOf(kind, decimals, seed))) },
  }),
  results: answers =>
    kinds.flatMap(kind => digits.flatMap(decimals => reconstruction(answers, kind, decimals))),
}

/** The random numbers of one kind, as text. */
export function numbersOf(kind: Kind, decimals: number, seed: number): string[] {
  const random = seededRandom(seed, 'davies', kind, String(decimals))
  const some = () => Array.from({ length: decimals }, () => randomInteger(random, 10)).join('')
  return Array.from({ length: count }, () => {
    const sign = kind !== 'decimals' && random() < 0.5 ? '-' : ''
    const whole = kind === 'signed, as many digits before the point' ? some() : '0'
    return `${sign}${whole}.${some()}`
  })
}

function reconstruction({ vectors, seed }: Answers, kind: Kind, decimals: number): PublishedResult[] {
  const texts = numbersOf(kind, decimals, seed)
  const values = scaled(texts.map(Number))
  const rows = vectors(texts)
  const published = (place: 0 | 1): PublishedValue[] =>
    theirs
      .filter(each => each.kind === kind && each.values[decimals] !== undefined)
      .map(each => ({
        value: each.values[decimals][place],
        model: each.model,
        name: each.model,
        where: 'result files of the authors',
      }))
  const result = (quantity: string, value: number, chance: number | null, own: PublishedValue[]) => ({
    quantity,
    condition: `${kind}, ${decimals} ${decimals === 1 ? 'digit' : 'digits'}`,
    value,
    interval: null,
    chance,
    published: own,
  })
  const { share, scores } = firstComponent(rows)
  return [
    result('R², ridge', ridgeScore(rows, values, seed), 0, published(0)),
    result('R², least squares in five folds', foldedScore(rows, values, seed), 0, []),
    result('share of variance of the first component', share, null, published(1)),
    result('R² on the first component', foldedScore(scores, values, seed), 0, []),
  ]
}

/** Of mean 0 and deviation 1, so that a strength of the ridge means the same for all. */
function scaled(values: readonly number[]): number[] {
  const centre = mean(values)
  const deviation = Math.sqrt(mean(values.map(value => (value - centre) ** 2)))
  return values.map(value => (value - centre) / deviation)
}

function ridgeScore(rows: Features, values: readonly number[], seed: number): number {
  const { train, test } = fourFifths(values.length, seed, 'davies')
  const standard = standardised(rows, train)
  const of = (places: readonly number[]) => places.map(place => values[place])
  const [fit] = ridgeFits(pickFeatures(standard, train), of(train), [1])
  return rSquared(predicted(fit, pickFeatures(standard, test)), of(test))
}

/** Each dimension less its mean, over its deviation, both taken on the training part. */
function standardised({ count: rows, dimensions, data }: Features, train: readonly number[]): Features {
  const standard = new Float64Array(rows * dimensions)
  for (let at = 0; at < dimensions; at++) {
    const own = train.map(row => data[row * dimensions + at])
    const centre = mean(own)
    const deviation = Math.sqrt(mean(own.map(value => (value - centre) ** 2)))
    for (let row = 0; row < rows; row++)
      standard[row * dimensions + at] = deviation > 0 ? (data[row * dimensions + at] - centre) / deviation : 0
  }
  return { count: rows, dimensions, data: standard }
}

/** Mean R² of five folds; least squares, as a ridge so weak that it counts for nothing. */
function foldedScore(rows: Features, values: readonly number[], seed: number): number {
  const places = shuffled([...values.keys()], seededRandom(seed, 'davies folds'))
  const weakest = 1e-9 * totalVariance(rows)
  const of = (some: readonly number[]) => some.map(place => values[place])
  return mean(
    Array.from({ length: folds }, (_, fold) => {
      const test = places.filter((_, at) => at % folds === fold)
      const train = places.filter((_, at) => at % folds !== fold)
      const [fit] = ridgeFits(pickFeatures(rows, train), of(train), [weakest])
      return rSquared(predicted(fit, pickFeatures(rows, test)), of(test))
    }),
  )
}

/** As scikit-learn’s: about the mean of the values that are tested. */
function rSquared(found: ArrayLike<number>, values: readonly number[]): number {
  const centre = mean(values)
  return (
    1 -
    meanSquare(found, values) /
      meanSquare(
        values,
        values.map(() => centre),
      )
  )
}

/** The principal component of most variance: its share, and the score of each row on it. */
function firstComponent({ count: n, dimensions, data }: Features): {
  readonly share: number
  readonly scores: Features
} {
  const gram = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let at = 0; at < dimensions; at++) sum += data[i * dimensions + at] * data[j * dimensions + at]
      gram[i * n + j] = sum
      gram[j * n + i] = sum
    }
  }
  const centred = doublyCentred(gram, n)
  const [{ value, vector }] = largestEigenPairs(centred, n, 1)
  const trace = vector.reduce((sum, _, at) => sum + centred[at * n + at], 0)
  return { share: value / trace, scores: { count: n, dimensions: 1, data: vector } }
}
