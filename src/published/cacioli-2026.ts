import type { Answers, PublishedAnalysis, PublishedResult, PublishedValue } from '../index.ts'
import {
  fitLine,
  isConstant,
  mean,
  roundSignificant,
  seededRandom,
  shuffled,
  spearman,
} from '../statistics.ts'
import { overPairs } from './statistics.ts'

interface Domain {
  readonly id: string
  /** How magnitudes are written, and their values in one unit. */
  readonly magnitudes: readonly (readonly [text: string, value: number])[]
  /** Sentences with {d}. */
  readonly carriers: readonly string[]
  /** Spearman with log and with linear distance, layers 16 to 31 of Llama-3-8B-Instruct, by cosine. */
  readonly theirs: { readonly log: string; readonly linear: string }
}

const minute = 60
const hour = 3600
const day = 86_400

const domains: readonly Domain[] = [
  {
    id: 'numbers',
    magnitudes: [
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100, 150, 200, 300, 500, 700, 1000,
    ].map(value => [String(value), value]),
    carriers: [
      'The number {d} is a quantity.',
      'There are {d} items.',
      '{d} was the value.',
      'The count reached {d}.',
      'Exactly {d} were measured.',
    ],
    theirs: { log: '0.921 to 0.940', linear: '0.514 to 0.693' },
  },
  {
    id: 'durations',
    magnitudes: [
      ['1 second', 1],
      ['2 seconds', 2],
      ['5 seconds', 5],
      ['10 seconds', 10],
      ['30 seconds', 30],
      ['1 minute', minute],
      ['2 minutes', 2 * minute],
      ['5 minutes', 5 * minute],
      ['10 minutes', 10 * minute],
      ['30 minutes', 30 * minute],
      ['1 hour', hour],
      ['2 hours', 2 * hour],
      ['5 hours', 5 * hour],
      ['12 hours', 12 * hour],
      ['1 day', day],
      ['3 days', 3 * day],
      ['1 week', 7 * day],
      ['1 month', 30 * day],
      ['1 year', 365 * day],
    ],
    carriers: [
      'The event lasted {d}.',
      'It took {d} to complete.',
      'The delay was {d}.',
      'After {d} had passed, the process finished.',
      'The total duration was {d}.',
    ],
    theirs: { log: '0.766 to 0.867', linear: '0.520 to 0.743' },
  },
  {
    id: 'lengths',
    magnitudes: [
      ['1 metre', 1],
      ['2 metres', 2],
      ['5 metres', 5],
      ['10 metres', 10],
      ['50 metres', 50],
      ['100 metres', 100],
      ['500 metres', 500],
      ['1 kilometre', 1000],
      ['5 kilometres', 5000],
      ['10 kilometres', 10_000],
      ['50 kilometres', 50_000],
      ['100 kilometres', 100_000],
      ['500 kilometres', 500_000],
      ['1000 kilometres', 1_000_000],
    ],
    carriers: [
      'The distance was {d}.',
      'They travelled {d} to get there.',
      'It was {d} away.',
      'The gap measured {d}.',
      'The total route covered {d}.',
    ],
    theirs: { log: '0.922 to 0.941', linear: '0.394 to 0.525' },
  },
]

const shuffles = 200

/** Exponents of the power ruler that are tried: 0.01 to 2. */
const exponents = Array.from({ length: 200 }, (_, at) => (at + 1) / 100)

export const cacioli2026: PublishedAnalysis = {
  id: 'cacioli-2026',
  title: 'Do distances of magnitudes follow a logarithm?',
  source: {
    authors: 'Cacioli',
    year: 2026,
    reference: 'arXiv 2603.20642; code and result files of the author',
  },
  kinds: ['embedder'],
  setting:
    '26 numbers, 19 durations and 14 lengths, each in five sentences, whose vectors are averaged. The distances of all pairs, by cosine and Euclid, against those on a linear, a log and a power ruler: Spearman’s correlation, and AIC = n·ln(SS/n) + 2k of a line, k = 2, 2 and 3, the exponent of the power in [0.01, 2].',
  differs:
    'The paper reads hidden layers 16 to 31 of language models; here it is the vector that the model gives. The exact words of lengths are ours. Two controls stand beside it: values shuffled, and pairs of numbers with equally many digits alone. The paper’s Mantel test is left out: it is passed by any smooth walk, and shows no order of values.',
  asks: () => ({ texts: { document: domains.flatMap(sentencesOf) } }),
  results: answers => domains.flatMap(domain => domainResults(answers, domain)),
}

function sentencesOf({ magnitudes, carriers }: Domain): string[] {
  return magnitudes.flatMap(([text]) => carriers.map(carrier => carrier.replace('{d}', text)))
}

function domainResults(answers: Answers, domain: Domain): PublishedResult[] {
  const values = domain.magnitudes.map(([, value]) => value)
  const centroids = centroidsOf(answers, domain)
  return (['cosine', 'Euclid'] as const).flatMap(metric => {
    const distances = overPairs(values.length, (i, j) => distance(centroids[i], centroids[j], metric))
    const isStill = isConstant(distances.map(value => roundSignificant(value, 6)))
    const rulers = {
      linear: overPairs(values.length, (i, j) => Math.abs(values[i] - values[j])),
      log: overPairs(values.length, (i, j) => Math.abs(Math.log(values[i] / values[j]))),
      'square root': overPairs(values.length, (i, j) =>
        Math.abs(Math.sqrt(values[i]) - Math.sqrt(values[j])),
      ),
    }
    const result = (
      quantity: string,
      value: number,
      chance: number | null,
      said?: string,
    ): PublishedResult => ({
      quantity,
      condition: `${domain.id}, ${metric}`,
      value: isStill ? null : value,
      interval: null,
      chance,
      published: said === undefined ? [] : [llama(said)],
      ...(isStill ? { reason: 'All distances are equal.' } : {}),
    })
    const { log, linear } = domain.theirs
    const power = powerFit(values, distances)
    const aicOf = (ruler: Float64Array) => aic(fitLine(ruler, distances).residual, distances.length, 2)
    return [
      result('Spearman, log', ordered(distances, rulers.log), 0, metric === 'cosine' ? log : undefined),
      result(
        'Spearman, linear',
        ordered(distances, rulers.linear),
        0,
        metric === 'cosine' ? linear : undefined,
      ),
      result('Spearman, square root', ordered(distances, rulers['square root']), 0),
      result('AIC, log', aicOf(rulers.log), null),
      result('AIC, linear', aicOf(rulers.linear), null),
      result('AIC, power', power.aic, null),
      result('exponent of the power, 0.01 at least', power.exponent, null),
      result('Spearman, log, values shuffled', shuffledMean(values, distances, answers.seed), 0),
      ...(domain.id === 'numbers'
        ? [result('Spearman, log, equally many digits', withinLength(values, distances), 0)]
        : []),
    ]
  })
}

function llama(value: string): PublishedValue {
  return { value, model: 'Llama-3-8B-Instruct, layers 16 to 31', where: 'result files of the author' }
}

/** The mean vector of each magnitude over its sentences. */
function centroidsOf({ vectors }: Answers, domain: Domain): Float64Array[] {
  const { dimensions, data } = vectors(sentencesOf(domain))
  const each = domain.carriers.length
  return domain.magnitudes.map((_, magnitude) =>
    Float64Array.from({ length: dimensions }, (_, at) =>
      mean(domain.carriers.map((_, carrier) => data[(magnitude * each + carrier) * dimensions + at])),
    ),
  )
}

function distance(a: Float64Array, b: Float64Array, metric: 'cosine' | 'Euclid'): number {
  const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, at) => sum + value * y[at], 0)
  if (metric === 'cosine') return 1 - dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
  return Math.hypot(...a.map((value, at) => value - b[at]))
}

/** Spearman, distances and rulers rounded first: what the last digits make of equal distances would else be ranked. */
function ordered(distances: Float64Array, ruler: Float64Array): number {
  return spearman(
    distances.map(value => roundSignificant(value, 6)),
    ruler.map(value => roundSignificant(value, 9)),
  )
}

function aic(residual: number, pairs: number, parameters: number): number {
  return pairs * Math.log(residual / pairs) + 2 * parameters
}

/** The exponent whose line leaves least. */
function powerFit(values: readonly number[], distances: Float64Array) {
  const tried = exponents.map(exponent => {
    const ruler = overPairs(values.length, (i, j) => Math.abs(values[i] ** exponent - values[j] ** exponent))
    return { exponent, aic: aic(fitLine(ruler, distances).residual, distances.length, 3) }
  })
  return tried.reduce((best, each) => (each.aic < best.aic ? each : best))
}

/** Mean correlation with the log ruler when the values are dealt again. */
function shuffledMean(values: readonly number[], distances: Float64Array, seed: number): number {
  const random = seededRandom(seed, 'cacioli shuffles')
  return mean(
    Array.from({ length: shuffles }, () => {
      const dealt = shuffled(values, random)
      return ordered(
        distances,
        overPairs(values.length, (i, j) => Math.abs(Math.log(dealt[i] / dealt[j]))),
      )
    }),
  )
}

/** The correlation over pairs of numbers with equally many digits, so that length gives nothing away. */
function withinLength(values: readonly number[], distances: Float64Array): number {
  const alike = overPairs(values.length, (i, j) =>
    String(values[i]).length === String(values[j]).length ? 1 : 0,
  )
  const log = overPairs(values.length, (i, j) => Math.abs(Math.log(values[i] / values[j])))
  const kept = (all: Float64Array) => all.filter((_, at) => alike[at] === 1)
  return ordered(kept(distances), kept(log))
}
