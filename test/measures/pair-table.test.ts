import { describe, expect, test } from 'vitest'
import { productsUnder } from '../../src/math/pair-products.ts'
import { pairTable, terms } from '../../src/measures/tokenizer-share.ts'
import { asymmetricNoise, noise, placed } from '../fixtures/matrices.ts'

const documents = { ...placed([1, 3, 4, 8, 9, 15]), texts: ['1', '3', '4', '8', '9', '15'] }
const tokens = [['a'], ['a', 'b'], ['b'], ['b', 'b', 'c'], ['a', 'c'], ['c']]
const width = terms.length + 1

/** Sums of squares and products about the means, of rows that each count as often as they are given. */
function about(rows: readonly number[][]): number[] {
  const means = Array.from(
    { length: width },
    (_, a) => rows.reduce((sum, row) => sum + row[a], 0) / rows.length,
  )
  return Array.from({ length: width * width }, (_, at) => {
    const [a, b] = [Math.floor(at / width), at % width]
    return rows.reduce((sum, row) => sum + (row[a] - means[a]) * (row[b] - means[b]), 0)
  })
}

function expectNear(found: Float64Array, wanted: readonly number[]) {
  expect(found.length).toBe(wanted.length)
  wanted.forEach((value, at) => {
    expect(found[at], `${at}`).toBeCloseTo(value, 9)
  })
}

describe('the table of pairs', () => {
  test('has each pair once where the matrix is symmetric, and both ways where it is not', () => {
    const [once, both] = [noise(documents), asymmetricNoise(documents)].map(
      scored => pairTable(scored, tokens).columns,
    )
    expect(once.length).toBe(15 * width)
    expect(both.length).toBe(30 * width)
    const { raw } = asymmetricNoise(documents)
    // The pairs of the first row, then that of the second with the first.
    expect(both[4]).toBe(raw[1])
    expect(both[5 * width + 4]).toBe(raw[6])
    expect([...both.subarray(5 * width, 5 * width + 4)]).toEqual([...both.subarray(0, 4)])
  })
})

describe('the tokens that two documents share', () => {
  /** Of documents with these tokens, by their pairs in order. */
  const shares = (...tokens: readonly (readonly string[])[]) => {
    const values = tokens.map((_, at) => at + 1)
    const few = { ...placed(values), texts: values.map(String) }
    const { columns } = pairTable(noise(few), tokens)
    const at = terms.indexOf('tokens')
    return Array.from({ length: columns.length / width }, (_, row) => columns[row * width + at])
  }

  test('are counted over the mean of their counts, which is twice the shared over all (Dice)', () => {
    expect(shares(['a', 'b'], ['b', 'c', 'd', 'e'], ['x'])).toEqual([1 / 3, 0, 0])
    expect(shares(['a', 'b'], ['b', 'a'], ['a'])).toEqual([1, 1 / 1.5, 1 / 1.5])
  })

  test('count as often as both have them', () => {
    expect(shares(['b', 'b'], ['b', 'b', 'b'], ['b'])).toEqual([2 / 2.5, 1 / 1.5, 1 / 2])
  })

  test('are none where a document has none, and where neither has any', () => {
    expect(shares([], [], ['a'])).toEqual([0, 0, 0])
  })
})

describe('the products of the columns', () => {
  const weights = [2, 0, 1, 3, 1, 0]
  const drawn = weights.flatMap((weight, item) => Array<number>(weight).fill(item))

  test('of a symmetric matrix are those of every pair as often as both of its documents were drawn', () => {
    const table = pairTable(noise(documents), tokens)
    const rowOf = (i: number, j: number) => {
      const at = ((i * (2 * 6 - i - 1)) / 2 + j - i - 1) * width
      return [...table.columns.subarray(at, at + width)]
    }
    const rows = drawn.flatMap(i => drawn.filter(j => j > i).map(j => rowOf(i, j)))
    expectNear(productsUnder(table, weights), about(rows))
  })

  test('of an asymmetric matrix are taken about the mean of each row', () => {
    const table = pairTable(asymmetricNoise(documents), tokens)
    const rowOf = (i: number, j: number) => {
      const at = (i * 5 + (j < i ? j : j - 1)) * width
      return [...table.columns.subarray(at, at + width)]
    }
    const wanted = new Array<number>(width * width).fill(0)
    for (const i of drawn) {
      about(drawn.filter(j => j !== i).map(j => rowOf(i, j))).forEach((value, at) => {
        wanted[at] += value
      })
    }
    expectNear(productsUnder(table, weights), wanted)
  })

  test('are 0 where no pair was drawn', () => {
    for (const scored of [noise(documents), asymmetricNoise(documents)])
      expectNear(
        productsUnder(pairTable(scored, tokens), [4, 0, 0, 0, 0, 0]),
        new Array<number>(width * width).fill(0),
      )
  })
})
