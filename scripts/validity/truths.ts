import { seededRandom, standardNormal } from '../../src/base/random.ts'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { type Placement, type Scored, scoredSeries } from '../../src/measures/scored.ts'
import { rowsOf } from '../../src/models/embedder.ts'

/** A population of models that differ by chance alone: one that is drawn has items with parts of their own. */
export interface Truth {
  readonly name: string
  readonly about: string
  draw(n: number, seed: number): Scored
}

const dimensions = 16

/** Smooth functions of the value, the same for every model that is drawn; a slow one first. */
function smoothPath(n: number, place: number): number[] {
  return Array.from({ length: dimensions }, (_, at) => {
    const cycles = 0.4 + at / 3
    return Math.cos((2 * Math.PI * cycles * place) / n + at) / (1 + at)
  })
}

/** The numbers 1 to n, as far as a measure sees them. */
export function numbered(n: number): Placement {
  const values = Array.from({ length: n }, (_, at) => at + 1)
  return {
    id: 'simulated',
    family: 'number',
    texts: values.map(String),
    values,
    ruler: 'linear',
    period: null,
  }
}

/** Vectors on a smooth path, each with a random part of the given size. */
export function embedder(own: number, path: number): Truth['draw'] {
  return (n: number, seed: number): Scored => {
    const random = seededRandom(seed, 'truth', String(own), String(n))
    const data = Float32Array.from(
      Array.from({ length: n }, (_, place) =>
        smoothPath(n, place).map(
          value => path * value + (own * standardNormal(random)) / Math.sqrt(dimensions),
        ),
      ).flat(),
    )
    const vectors = rowsOf({ count: n, dimensions, data })
    const similarity = { n, data: cosineMatrix(vectors, vectors), symmetric: true, gram: true }
    return scoredSeries(similarity, numbered(n), seed)
  }
}

/** Scores that fall with distance, with a part of the query, a part of the document and noise of the pair. */
function reranker(n: number, seed: number): Scored {
  const random = seededRandom(seed, 'truth', 'reranker', String(n))
  const query = Array.from({ length: n }, () => standardNormal(random))
  const document = Array.from({ length: n }, () => standardNormal(random))
  const data = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n]
    return -Math.abs(i - j) / n + 0.2 * query[i] + 0.2 * document[j] + 0.2 * standardNormal(random)
  })
  return scoredSeries({ n, data, symmetric: false, gram: false }, numbered(n), seed)
}

export const truths: readonly Truth[] = [
  { name: 'noise', about: 'an embedder of random vectors', draw: embedder(1, 0) },
  {
    name: 'weak order',
    about: 'vectors on a smooth path, each with a part of its own as large',
    draw: embedder(1, 0.6),
  },
  { name: 'strong order', about: 'the same path, the own parts small', draw: embedder(0.25, 0.6) },
  {
    name: 'reranker',
    about: 'scores that fall with distance, with parts of query, document and pair',
    draw: reranker,
  },
]
