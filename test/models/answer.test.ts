import { describe, expect, test } from 'vitest'
import { checkedScores, checkedVectors } from '../../src/models/answer.ts'
import { fakeEmbedder, fakeReranker } from './fakes.ts'

const { id } = fakeEmbedder({ declared: null })
const { id: ofThree } = fakeEmbedder({ dimensions: 3 })
const { id: rerankerId } = fakeReranker()
const end = 'Nothing of this answer is kept; check the model or the server and run again.'

describe('checkedVectors', () => {
  test('puts the vectors into one row-major array, in input order', () => {
    expect(checkedVectors(id, ['a', 'b'], [[1, 2, 3], Float64Array.of(4, 5, 6)])).toEqual({
      count: 2,
      dimensions: 3,
      data: Float32Array.of(1, 2, 3, 4, 5, 6),
    })
    expect(checkedVectors(ofThree, [], [])).toEqual({ count: 0, dimensions: 3, data: new Float32Array() })
  })

  test.each<[what: string, rows: unknown[], problem: string]>([
    ['too few', [[1, 2, 3]], 'got 1 vectors for 2 texts; expected one for each'],
    ['too many', [[1], [1], [1]], 'got 3 vectors for 2 texts; expected one for each'],
    [
      'of different lengths',
      [
        [1, 2, 3],
        [1, 2],
      ],
      'got a vector of 2 numbers for "second"; expected 3',
    ],
    ['without numbers', [[], []], 'got a vector of 0 numbers for "first"; expected at least 1'],
    [
      'with NaN',
      [
        [1, 2, 3],
        [1, Number.NaN, 3],
      ],
      'got NaN at place 1 of the vector for "second"; expected a finite number',
    ],
    [
      'with infinity',
      [
        [1, 2, Number.NEGATIVE_INFINITY],
        [1, 2, 3],
      ],
      'got -Infinity at place 2 of the vector for "first"',
    ],
    [
      'with null',
      [
        [1, 2, 3],
        [null, 2, 3],
      ],
      'got null at place 0 of the vector for "second"',
    ],
    [
      'with a text',
      [
        ['1', 2, 3],
        [1, 2, 3],
      ],
      'got 1 at place 0 of the vector for "first"; expected a finite number',
    ],
    [
      'with a number too large for float32',
      [
        [1, 2, 3],
        [1, 2, 1e39],
      ],
      'got 1e+39 at place 2 of the vector for "second"',
    ],
    [
      'of numbers that float32 rounds to zeros',
      [
        [1e-50, 0, 0],
        [1, 2, 3],
      ],
      'got a vector of zeros for "first"',
    ],
    [
      'of zeros',
      [
        [1, 2, 3],
        [0, 0, -0],
      ],
      'got a vector of zeros for "second", which has no direction to compare',
    ],
  ])('refuses vectors %s, naming the text', (_, rows, problem) => {
    expect(() => checkedVectors(id, ['first', 'second'], rows as number[][])).toThrow(
      expect.objectContaining({
        code: 'invalid-response',
        message: expect.stringContaining(`test:fake (embedder): ${problem}`),
      }),
    )
  })

  test('refuses vectors of another length than the identity says', () => {
    expect(() => checkedVectors(ofThree, ['a'], [[1, 2]])).toThrow(
      `test:fake (embedder): got a vector of 2 numbers for "a"; expected 3. ${end}`,
    )
  })

  test('repeats no more than 60 characters of a text in its message, 200 in its details', () => {
    expect(() => checkedVectors(id, ['x'.repeat(500)], [[0]])).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(`for "${'x'.repeat(60)}…",`),
        details: { model: 'test:fake', text: 'x'.repeat(200) },
      }),
    )
  })
})

describe('checkedScores', () => {
  test('gives the scores as they are, in document order', () => {
    expect(checkedScores(rerankerId, ['a', 'b', 'c'], [0.9999998807907104, -7, 1e300])).toEqual(
      Float64Array.of(0.9999998807907104, -7, 1e300),
    )
  })

  test.each<[what: string, scores: unknown[], problem: string]>([
    ['too few', [1], 'got 1 scores for 2 documents; expected one for each'],
    ['too many', [1, 2, 3], 'got 3 scores for 2 documents; expected one for each'],
    ['with NaN', [1, Number.NaN], 'got the score NaN for "second"; expected a finite number'],
    ['with null', [null, 1], 'got the score null for "first"; expected a finite number'],
    ['with a text', [1, '2'], 'got the score 2 for "second"; expected a finite number'],
  ])('refuses scores %s, naming the document', (_, scores, problem) => {
    expect(() => checkedScores(rerankerId, ['first', 'second'], scores as number[])).toThrow(
      `test:fake (reranker): ${problem}. ${end}`,
    )
  })
})
