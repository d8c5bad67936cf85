import { describe, expect, test } from 'vitest'
import type { Trend } from '../../src/math/trend.ts'
import { covarianceLength, participationRatio, smoothOf } from '../../src/measures/rhythm-null.ts'
import type { Scored } from '../../src/measures/scored.ts'
import { asymmetricNoise, constant, counted, noise, placed, scoredFrom } from '../fixtures/matrices.ts'

const n = 12
const documents = counted(n)
const made = (entry: (i: number, j: number) => number): Scored =>
  scoredFrom(
    documents,
    Float64Array.from({ length: n * n }, (_, at) => entry(Math.floor(at / n), at % n)),
    false,
  )

/** (Σλ)² / Σλ² by the trace of the centred matrix and of its square. */
function ratioByHand({ raw }: Scored): number {
  const centre = (i: number, j: number) => (i === j ? 1 : 0) - 1 / n
  const whole = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (raw[i * n + j] + raw[j * n + i]) / 2),
  )
  const times = (a: (i: number, j: number) => number, b: (i: number, j: number) => number) => {
    const product = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => {
        let sum = 0
        for (let k = 0; k < n; k++) sum += a(i, k) * b(k, j)
        return sum
      }),
    )
    return (i: number, j: number) => product[i][j]
  }
  const centred = times(
    times(centre, (i, j) => whole[i][j]),
    centre,
  )
  const squared = times(centred, centred)
  const trace = (matrix: (i: number, j: number) => number) => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += matrix(i, i)
    return sum
  }
  return trace(centred) ** 2 / trace(squared)
}

describe('the participation ratio', () => {
  test('is n − 1 of equal, independent items', () => {
    expect(participationRatio(made((i, j) => (i === j ? 1 : 0)))).toBeCloseTo(n - 1, 9)
  })

  test('is 1 where all items lie on one line', () => {
    expect(participationRatio(made((i, j) => (i - 3) * (j - 3)))).toBeCloseTo(1, 9)
  })

  test('is 1 of a matrix of equal similarities, of which nothing is left', () => {
    expect(participationRatio(constant(documents))).toBe(1)
    expect(participationRatio(made(() => 0))).toBe(1)
    expect(participationRatio(made((i, j) => 1e5 + i + j))).toBe(1)
  })

  test('is that of the centred symmetric part', () => {
    for (const scored of [noise(documents, 3), asymmetricNoise(documents, 4)])
      expect(participationRatio(scored)).toBeCloseTo(ratioByHand(scored), 9)
  })

  test('does not change with the scale nor with a constant added', () => {
    const { raw } = noise(documents, 5)
    const scaled = scoredFrom(
      documents,
      raw.map(value => 7 + 3 * value),
    )
    expect(participationRatio(scaled)).toBeCloseTo(participationRatio(noise(documents, 5)), 9)
  })
})

/** Falls from 1 to 0 over four places, down to a constant of 0.2. */
const trend: Trend = {
  residual: new Float64Array(n - 1),
  constant: 0.2,
  fall: length => Float64Array.from({ length }, (_, place) => Math.max(0, 1 - place / 4)),
}

describe('the smooth vectors of a model', () => {
  test('have the covariance of the trend, as far as it is drawn from, in a row and on a circle', () => {
    const row = smoothOf(
      made(() => 0),
      trend,
      1,
    )
    expect(row).toMatchObject({ n, circular: false })
    expect([...row.covariance]).toEqual([...trend.fall(covarianceLength(n, false))])
    const clock = scoredFrom(placed(documents.values, 'circular', n), made((i, j) => (i === j ? 1 : 0)).raw)
    const circle = smoothOf(clock, trend, 1)
    expect(circle.circular).toBe(true)
    expect(circle.covariance.length).toBe(covarianceLength(n, true))
  })

  test('have beside it what the diagonal stands above the trend, and nothing where it stands below', () => {
    const withDiagonal = (diagonal: number) => made((i, j) => (i === j ? diagonal : 0))
    expect(smoothOf(withDiagonal(1.7), trend, 1).covariance[0]).toBeCloseTo(1.5, 12)
    expect(smoothOf(withDiagonal(1), trend, 1).covariance[0]).toBe(1)
    expect(
      smoothOf(
        made((i, j) => (i === j ? i : 0)),
        trend,
        1,
      ).covariance[0],
    ).toBeCloseTo(5.5 - 0.2, 12)
  })

  test('have the gap to the diagonal either way where the trend is upside down', () => {
    const withDiagonal = (diagonal: number) => made((i, j) => (i === j ? diagonal : 0))
    expect(smoothOf(withDiagonal(0.8), trend, -1).covariance[0]).toBeCloseTo(1 + 2, 12)
    expect(smoothOf(withDiagonal(-1.5), trend, -1).covariance[0]).toBeCloseTo(1 + 0.3, 12)
  })

  test('have as many dimensions as the participation ratio, rounded, and one at least', () => {
    const spread = noise(documents, 3)
    expect(smoothOf(spread, trend, 1).dimensions).toBe(Math.round(ratioByHand(spread)))
    expect(smoothOf(constant(documents), trend, 1).dimensions).toBe(1)
    // Two pairs of opposite items with opposite signs: the trace of the centred matrix is 0.
    const signs = made((i, j) => (i !== j || i > 3 ? 0 : [1, 1, -1, -1][i]))
    expect(participationRatio(signs)).toBeLessThan(0.1)
    expect(smoothOf(signs, trend, 1).dimensions).toBe(1)
  })
})

describe('the scatter of single pairs', () => {
  const still: Trend = { ...trend, constant: 0, fall: length => new Float64Array(length) }
  const scatterOf = (scored: Scored, over = still) => smoothOf(scored, over, 1).scatter

  test('is none where an item moves all of its pairs alike, whatever the diagonal', () => {
    expect(scatterOf(made((i, j) => (i === j ? -3 : Math.sqrt(i) + Math.cos(j))))).toBeCloseTo(0, 12)
  })

  // Each difference of differences is ±4a, and of independent values of variance v it has a mean square of 4v.
  test('is 4a² of a chessboard of ±a', () => {
    expect(scatterOf(made((i, j) => (i === j ? -3 : (i + j) % 2 === 0 ? 0.5 : -0.5)))).toBeCloseTo(1, 12)
  })

  test('is that of the mean of both directions', () => {
    const board = (i: number, j: number) => ((i + j) % 2 === 0 ? 0.5 : -0.5)
    expect(scatterOf(made((i, j) => (i < j ? board(i, j) : i > j ? -board(i, j) : -3)))).toBeCloseTo(0, 12)
    expect(scatterOf(made((i, j) => (i < j ? board(i, j) : i > j ? 0 : -3)))).toBeCloseTo(0.25, 12)
    expect(scatterOf(made((i, j) => (i > j ? board(i, j) : i < j ? 0 : -3)))).toBeCloseTo(0.25, 12)
  })

  test('is the variance of independent similarities', () => {
    const many = Array.from({ length: 30 }, (_, seed) => {
      const { raw } = noise(documents, seed)
      return scatterOf(made((i, j) => (i === j ? 0 : raw[i * n + j])))
    })
    // Uniform on [0, 1] has a variance of 1/12.
    expect(many.reduce((sum, value) => sum + value) / many.length).toBeCloseTo(1 / 12, 2)
  })

  test('is less what the vectors themselves vary by, and never below 0', () => {
    const board = made((i, j) => (i === j ? -3 : (i + j) % 2 === 0 ? 0.5 : -0.5))
    const { dimensions } = smoothOf(board, still, 1)
    // The trend falls by a quarter at the first place, and the diagonal adds nothing.
    expect(scatterOf(board, trend)).toBeCloseTo(1 - 0.25 ** 2 / dimensions, 12)
    const steep: Trend = { ...trend, fall: length => Float64Array.from({ length }, (_, at) => 99 / (1 + at)) }
    expect(scatterOf(board, steep)).toBe(0)
  })
})
