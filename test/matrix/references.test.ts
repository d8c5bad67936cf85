import { describe, expect, test } from 'vitest'
import { magnitude } from '../../src/matrix/references/magnitude.ts'
import { oracle } from '../../src/matrix/references/oracle.ts'
import { random } from '../../src/matrix/references/random.ts'
import type { Reference } from '../../src/matrix/references/reference.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { referencesOf, runReferences } from '../../src/matrix/references.ts'
import { concordance } from '../../src/measures/concordance.ts'
import { rsa } from '../../src/measures/rsa.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { placed } from '../fixtures/matrices.ts'

function between(reference: Reference, a: string, b: string): number {
  return reference.similarities({ ...placed([1, 2]), texts: [a, b] }, 0)[1]
}

const [levenshtein, prefix, charNgrams, lengthPrefix, positionsRight, positionsLeft] = spellingReferences

describe('the string references', () => {
  test.each([
    [levenshtein, '99', '100', 0],
    [levenshtein, '123', '124', 2 / 3],
    [levenshtein, '12', '12', 1],
    [prefix, '1234', '1299', 2],
    [prefix, '12', '12', 2],
    [prefix, '1', '21', 0],
    [charNgrams, '12', '12', 1],
    [charNgrams, '1', '2', 0],
    // counts 1, 2, 12 against 1, 3, 13: one gram of three in common
    [charNgrams, '12', '13', 1 / 3],
    [lengthPrefix, '129', '123', 2],
    // one character longer: the longest has 4, so each of difference weighs 5
    [lengthPrefix, '129', '1234', 2 - 5],
    [positionsRight, '129', '329', 2],
    [positionsRight, '29', '129', 2 - 1],
    [positionsLeft, '129', '123', 2],
    [positionsLeft, '29', '129', 0 - 1],
  ] as const)('%o holds %s and %s to be similar by its rule', (reference, a, b, similarity) =>
    expect(between(reference, a, b)).toBeCloseTo(similarity, 12),
  )

  test('read whole characters, not halves of them', () => {
    expect(between(levenshtein, '😀', '😁')).toBe(0)
    expect(between(prefix, '😀', '😁')).toBe(0)
  })

  test('see documents only: other values change nothing', () => {
    for (const reference of spellingReferences) {
      const texts = ['1', '12', '7', '300']
      const one = reference.similarities({ ...placed([1, 12, 7, 300]), texts }, 1)
      const other = reference.similarities({ ...placed([5, 4, 3, 2]), texts }, 2)
      expect(other).toEqual(one)
    }
  })

  test.each([
    ['integers', 0.358],
    ['dates', 0.734],
  ])('reproduce much of what looks like understanding: the common prefix on %s', (id, expected) => {
    const series = catalogueSeries(id)
    const data = prefix.similarities(series, 1)
    const { value } = rsa.compute(
      scoredSeries({ n: series.texts.length, data, symmetric: true, gram: false }, series, 1),
    )
    expect(value).toBeCloseTo(expected, 3)
  })
})

describe('the other references', () => {
  test('the oracle falls from 1 to 0 in a straight line', () => {
    expect([...oracle.similarities(placed([0, 1, 4]), 0)]).toEqual([1, 0.75, 0, 0.75, 1, 0.25, 0, 0.25, 1])
  })

  test('random scores depend on the seed and on the series, and are symmetric', () => {
    const documents = placed([1, 2, 3, 4])
    const data = random.similarities(documents, 1)
    expect(random.similarities(documents, 1)).toEqual(data)
    expect(random.similarities(documents, 2)).not.toEqual(data)
    expect(random.similarities({ ...documents, id: 'other' }, 1)).not.toEqual(data)
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) expect(data[i * 4 + j]).toBe(data[j * 4 + i])
  })

  test('stand in every run, each under an id of its own', () => {
    const ids = runReferences.map(({ id }) => id)
    expect(ids).toEqual([
      'reference:oracle',
      'reference:magnitude',
      'reference:levenshtein',
      'reference:prefix',
      'reference:char-ngrams',
      'reference:length-prefix',
      'reference:positions-right',
      'reference:positions-left',
    ])
  })

  test.each([
    [[4_294_967_297, 5_000_000_000], -1e9],
    [[0.037, 0.0049], -0.026],
    [[-38, 9], -39],
    [[0, 0.7], -0.7],
  ])('rough size compares %j by their first digits', (values, similarity) => {
    expect(magnitude.similarities(placed(values), 0)[1]).toBeCloseTo(similarity, 12)
  })

  test('rough size uses the ruler of the series, and stands beside numbers and prices alone', () => {
    expect(magnitude.similarities(placed([20, 49], 'log'), 0)[1]).toBeCloseTo(-Math.log(2), 12)
    const beside = (id: string) => referencesOf(catalogueSeries(id)).includes(magnitude)
    expect(['integers', 'currency', 'floats'].map(beside)).toEqual([true, true, true])
    expect(['dates', 'times', 'versions'].map(beside)).toEqual([false, false, false])
  })

  test('who reads length and first digit gets 0.93 on 1 to 100', () => {
    const series = catalogueSeries('integers')
    const data = magnitude.similarities(series, 1)
    const scored = scoredSeries({ n: 100, data, symmetric: true, gram: false }, series, 1)
    expect(concordance.compute(scored).value).toBeCloseTo(0.932, 3)
  })
})
