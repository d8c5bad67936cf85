import {
  type Answers,
  type Asks,
  cosineMatrix,
  inWords,
  type PublishedAnalysis,
  type PublishedResult,
  type PublishedValue,
  rowsOf,
  spellingReferences,
} from '../index.ts'
import { mean } from '../statistics.ts'
import { counting, squareBlock } from './asking.ts'
import { meanOver } from './statistics.ts'

/** Largest number of the ranges: a reranker is asked the square of it. */
const largest: Readonly<Record<Answers['kind'], readonly number[]>> = { embedder: [99, 999], reranker: [99] }

const magnitude: PublishedValue = {
  value: 'an approximate notion of magnitude',
  model: 'Skip-gram, GloVe, FastText',
  where: 'abstract',
}
const numeration: PublishedValue = {
  value: 'inadequate at numeration',
  model: 'Skip-gram, GloVe, FastText',
  where: 'abstract',
}

export const naik2019: PublishedAnalysis = {
  id: 'naik-2019',
  title: 'Exploring numeracy in word embeddings',
  source: {
    authors: 'Naik, Ravichander, Rose, Hovy',
    year: 2019,
    reference: 'ACL 2019, P19-1329; rules from two re-implementations',
  },
  kinds: ['embedder', 'reranker'],
  setting:
    'Triplets of numbers made by rule. Strict: is the nearest number closer than the second nearest? Broad: closer than the farthest? One against all: closer than every other? Magnitude compares digits with digits; numeration compares digits with the words of numbers, of which the number’s own should be closest.',
  differs:
    'The paper’s list of numbers is not to be had, so all of [0, 99] and [0, 999] are taken; there two numbers are equally near. How the paper treats that is open, and both known ways are run: each neighbour alone while the other is left out, and the right neighbour while the left counts as an error. Equal similarities count as wrong.',
  asks: kind => {
    const numbers = counting(0, Math.max(...largest[kind]) + 1)
    if (kind === 'reranker') return squareAsks(kind, numbers.map(String))
    return { texts: { document: [...numbers.map(String), ...numbers.map(inWords)] } }
  },
  results: answers => largest[answers.kind].flatMap(max => resultsUpTo(answers, max)),
}

function resultsUpTo(answers: Answers, max: number): PublishedResult[] {
  const texts = counting(0, max + 1).map(String)
  const S = squareOf(answers, texts)
  const spelling = spellingSquares(texts)
  const n = texts.length
  const result = (
    quantity: string,
    test: (S: Float64Array, n: number) => number[],
    chance: number,
  ): PublishedResult => {
    const own = meanOver(test(S, n), answers.seed, `naik ${max} ${quantity}`)
    const floor = Math.max(...spelling.map(data => mean(test(data, n))))
    return {
      quantity,
      condition: `magnitude, [0, ${max}]`,
      ...own,
      chance,
      spelling: floor,
      published: quantity === 'broad' ? [magnitude] : [],
    }
  }
  return [
    result('strict', strict, 0.5),
    result('broad', broad, 0.5),
    result('one against all, each neighbour', againstAll, 1 / (n - 2)),
    result('one against all, right neighbour', rightAgainstAll, 1 / (n - 1)),
    ...(answers.kind === 'embedder' ? numerations(answers, texts, max) : []),
  ]
}

function spellingSquares(texts: readonly string[]): Float64Array[] {
  const values = texts.map(Number)
  return spellingReferences.map(reference =>
    reference.similarities({ id: 'naik', texts, values, ruler: 'linear', period: null }, 0),
  )
}

/** The places beside one that are there. */
function beside(i: number, apart: number, n: number): number[] {
  return [i - apart, i + apart].filter(place => place >= 0 && place < n)
}

/** For each number: of its nearest and its second nearest, in all ways to take them, how often is the nearest closer? */
export function strict(S: Float64Array, n: number): number[] {
  return counting(0, n).map(i =>
    mean(
      beside(i, 1, n).flatMap(near =>
        beside(i, 2, n).map(second => (S[i * n + near] > S[i * n + second] ? 1 : 0)),
      ),
    ),
  )
}

/** For each number: how often is its nearest closer than its farthest? */
export function broad(S: Float64Array, n: number): number[] {
  return counting(0, n).map(i => {
    const farthest = i < n / 2 ? n - 1 : 0
    return mean(beside(i, 1, n).map(near => (S[i * n + near] > S[i * n + farthest] ? 1 : 0)))
  })
}

/** For each number: is a neighbour closer than all others, the other neighbour left out? */
export function againstAll(S: Float64Array, n: number): number[] {
  return counting(0, n).map(i => {
    const near = beside(i, 1, n)
    const others = counting(0, n).filter(j => j !== i && !near.includes(j))
    const best = Math.max(...others.map(j => S[i * n + j]))
    return mean(near.map(each => (S[i * n + each] > best ? 1 : 0)))
  })
}

/** For each number but the last: is the next one closer than all others? */
export function rightAgainstAll(S: Float64Array, n: number): number[] {
  return counting(0, n - 1).map(i => {
    const others = counting(0, n).filter(j => j !== i && j !== i + 1)
    return S[i * n + i + 1] > Math.max(...others.map(j => S[i * n + j])) ? 1 : 0
  })
}

/** Digits against words: row = digits, column = words. */
function numerations(answers: Answers, texts: readonly string[], max: number): PublishedResult[] {
  const n = texts.length
  const S = cosineMatrix(
    rowsOf(answers.vectors(texts)),
    rowsOf(answers.vectors(texts.map(text => inWords(Number(text))))),
  )
  const own = (i: number) => S[i * n + i]
  const share = (quantity: string, right: (i: number) => number, chance: number): PublishedResult => ({
    quantity,
    condition: `numeration, [0, ${max}]`,
    ...meanOver(counting(0, n).map(right), answers.seed, `naik ${max} numeration ${quantity}`),
    chance,
    published: quantity === 'one against all' ? [numeration] : [],
  })
  return [
    share('strict', i => mean(beside(i, 1, n).map(near => (own(i) > S[i * n + near] ? 1 : 0))), 0.5),
    share('broad', i => (own(i) > S[i * n + (i < n / 2 ? n - 1 : 0)] ? 1 : 0), 0.5),
    share(
      'one against all',
      i => (counting(0, n).every(j => j === i || own(i) > S[i * n + j]) ? 1 : 0),
      1 / n,
    ),
  ]
}

/** Asks for all similarities of some texts with each other: of an embedder their vectors, which are fewer. */
function squareAsks(kind: Answers['kind'], texts: readonly string[]): Asks {
  return kind === 'embedder' ? { texts: { document: texts } } : { blocks: [squareBlock(kind, texts)] }
}

/** The similarities that `squareAsks` asked for, n × n. */
function squareOf({ kind, vectors, blocks }: Answers, texts: readonly string[]): Float64Array {
  if (kind === 'reranker') return blocks[0]
  const rows = rowsOf(vectors(texts))
  return cosineMatrix(rows, rows)
}
