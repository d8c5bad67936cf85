import type { Answers, PublishedAnalysis, PublishedResult, PublishedValue } from '../index.ts'
import { type Features, mean, pickFeatures, seededRandom } from '../statistics.ts'
import { counting } from './asking.ts'
import { fourFifths, kernelProbe, meanSquare, ridgeProbe } from './probes.ts'

/** The ranges of the paper, and how often each is cut again into train and test. */
const ranges = [
  { max: 99, splits: 5, random: 28.9 },
  { max: 999, splits: 5, random: 288.7 },
  { max: 9999, splits: 1, random: 2886.8 },
]

const largest = 9999

const characters: PublishedValue = {
  value: 'an untrained CNN of characters reads numbers better than BERT',
  model: 'BERT, CNN',
  where: 'table 4',
}

/** Trained within, tested without. */
const inner = 500
const outer = 2000

export const wallace2019: PublishedAnalysis = {
  id: 'wallace-2019',
  title: 'Do NLP models know numbers? Decoding',
  source: {
    authors: 'Wallace, Wang, Li, Singh, Gardner',
    year: 2019,
    reference: 'arXiv 1909.07940; code of the authors',
  },
  kinds: ['embedder'],
  setting:
    'All whole numbers of [0, 99], [0, 999] and [0, 9999]; four fifths to train on, a fifth to test on; the root of the mean squared error of the number that is read off the vector. Extrapolation: trained on four fifths of [−500, 500], tested on the rest of them and on [−2000, 2000] beyond.',
  differs:
    'The paper reads numbers off word vectors by a network of three layers, which it stops where the error on the test part is least. Here a ridge regression (linear) and a regression on distances to 400 of the numbers (kernel) do it, with their strength chosen inside the training part, so that the test part stays unseen; the paper’s code has both a linear and a deep probe, so both kinds are run. Mean of five cuts, of the largest range one.',
  asks: () => ({ texts: { document: [...new Set([...upTo(largest), ...between(-outer, outer)])] } }),
  results: answers => [
    ...ranges.flatMap(range => decoding(answers, range)),
    ...(['linear', 'kernel'] as const).flatMap(probe => extrapolation(answers, probe)),
  ],
}

function upTo(max: number): string[] {
  return counting(0, max + 1).map(String)
}

function between(low: number, high: number): string[] {
  return counting(low, high - low + 1).map(String)
}

type ProbeName = 'linear' | 'kernel'
const probes = { linear: ridgeProbe, kernel: kernelProbe } as const

export function decoding(
  { vectors, seed }: Answers,
  { max, splits, random }: (typeof ranges)[number],
): PublishedResult[] {
  const values = counting(0, max + 1)
  const rows = vectors(values.map(String))
  const published: PublishedValue = {
    value: random,
    model: 'random vectors',
    where: 'standard deviation of a uniform',
  }
  const errorOf = (probe: ProbeName, features: Features) =>
    mean(
      Array.from({ length: splits }, (_, split) => {
        const { train, test } = fourFifths(values.length, seed + split, `wallace ${max}`)
        return rootError(probe, features, values, train, test, seed)
      }),
    )
  const result = (condition: string, value: number, more: readonly PublishedValue[]): PublishedResult => ({
    quantity: 'RMSE',
    condition: `[0, ${max}], ${condition}`,
    value,
    interval: null,
    chance: Math.sqrt(((max + 1) ** 2 - 1) / 12),
    published: more,
  })
  return [
    result('linear', errorOf('linear', rows), []),
    result('kernel', errorOf('kernel', rows), max === largest ? [characters] : []),
    result('random vectors, linear', errorOf('linear', noise(rows, seed)), [published]),
  ]
}

/** Vectors of the same size in which nothing is. */
function noise({ count, dimensions }: Features, seed: number): Features {
  const random = seededRandom(seed, 'wallace noise')
  return { count, dimensions, data: Float64Array.from({ length: count * dimensions }, () => random() - 0.5) }
}

export function extrapolation({ vectors, seed }: Answers, probe: ProbeName): PublishedResult[] {
  const values = counting(-outer, 2 * outer + 1)
  const rows = vectors(values.map(String))
  const within = [...values.keys()].filter(place => Math.abs(values[place]) <= inner)
  const beyond = [...values.keys()].filter(place => Math.abs(values[place]) > inner)
  const cut = fourFifths(within.length, seed, 'wallace extrapolation')
  const train = cut.train.map(at => within[at])
  const test = cut.test.map(at => within[at])
  const error = (places: readonly number[]) => rootError(probe, rows, values, train, places, seed)
  const chance = (places: readonly number[]) => Math.sqrt(mean(places.map(place => values[place] ** 2)))
  const result = (condition: string, places: readonly number[], said: string): PublishedResult => ({
    quantity: 'RMSE',
    condition: `${condition}, ${probe}`,
    value: error(places),
    interval: null,
    chance: chance(places),
    published: [{ value: said, model: 'all models of the paper', where: 'figure 1' }],
  })
  return [result('[−500, 500], held out', test, 'succeeds'), result('beyond, to ±2000', beyond, 'fails')]
}

function rootError(
  probe: ProbeName,
  rows: Features,
  values: readonly number[],
  train: readonly number[],
  test: readonly number[],
  seed: number,
): number {
  // In units of the training part: the strengths of a probe are made for targets of about 1.
  const scale = Math.max(...train.map(place => Math.abs(values[place])))
  const targets = train.map(place => values[place] / scale)
  const predict = probes[probe](pickFeatures(rows, train), targets, seed).predict
  const found = predict(pickFeatures(rows, test))
  return (
    scale *
    Math.sqrt(
      meanSquare(
        found,
        test.map(place => values[place] / scale),
      ),
    )
  )
}
