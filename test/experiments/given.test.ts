import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type GivenOptions, givenSimilarity } from '../../src/experiments/given.ts'
import { scoreGiven } from '../../src/experiments/score-given.ts'
import type { ScoreFile } from '../../src/store/table/score-shape.ts'
import reference from './given.json' with { type: 'json' }

const { values, distances } = reference
const n = values.length

function file(change: Partial<ScoreFile> = {}): ScoreFile {
  const table = { rows: n, columns: n, data: Float64Array.from(distances.flat()) }
  return { table, kind: 'distances', values, texts: null, ruler: null, period: null, ...change }
}

const nothing: GivenOptions = { kind: null, values: null, ruler: null, period: null }

async function scored(given: ScoreFile, options: Partial<GivenOptions> = {}) {
  const { score, verdict } = await scoreGiven(givenSimilarity(given, { ...nothing, ...options }, 'given'), 1)
  const value = (id: string) => score.measures.find(measure => measure.id === id)!
  return { score, verdict, value }
}

describe('distances from elsewhere', () => {
  test('score as SciPy scores them, on the linear and on the log ruler', async () => {
    const { value } = await scored(file())
    expect(Math.abs(value('rsa').value! - reference.rsa)).toBeLessThan(1e-6)
    expect(Math.abs(value('rsa-log').value! - reference.rsaLog)).toBeLessThan(1e-6)
    const onLog = await scored(file(), { ruler: 'log' })
    expect(Math.abs(onLog.value('rsa').value! - reference.rsaLog)).toBeLessThan(1e-6)
  })

  test('score alike in whatever order their rows are given', async () => {
    const expected = (await scored(file())).score.measures.map(({ id, value }) => [id, value])
    const order = fc.shuffledSubarray([...values.keys()], { minLength: n })
    await fc.assert(
      fc.asyncProperty(order, async places => {
        const data = Float64Array.from(places.flatMap(i => places.map(j => distances[i][j])))
        const shuffled = file({ table: { rows: n, columns: n, data }, values: places.map(at => values[at]) })
        expect((await scored(shuffled)).score.measures.map(({ id, value }) => [id, value])).toEqual(expected)
      }),
      { numRuns: 5 },
    )
  })

  test('have a floor and a verdict where the texts are known, and none where they are not', async () => {
    const without = await scored(file())
    expect(without.value('concordance').floor).toBeNull()
    expect(without.verdict).toBeNull()
    const withTexts = await scored(file({ texts: values.map(String) }))
    expect(withTexts.value('concordance').floor!.model).toMatch(/^reference:/)
    expect(withTexts.value('concordance').floor!.interval).not.toBeNull()
    expect(withTexts.verdict).not.toBeNull()
  })

  test('have intervals', async () => {
    const { value } = await scored(file())
    const [low, high] = value('concordance').interval!
    expect(low).toBeLessThan(value('concordance').value!)
    expect(high).toBeGreaterThanOrEqual(value('concordance').value!)
  })

  test('count as symmetric where mirrored numbers differ by rounding alone', async () => {
    const changed = (by: number) => {
      const data = Float64Array.from(distances.flat())
      data[1] += by * Math.max(...data)
      return file({ table: { rows: n, columns: n, data } })
    }
    expect((await scored(changed(5e-7))).score.symmetric).toBe(true)
    const asymmetric = await scored(changed(1e-5))
    expect(asymmetric.score.symmetric).toBe(false)
    expect(asymmetric.value('rsa').value).toBeNull()
  })
})

describe('vectors from elsewhere', () => {
  test('are compared by their cosines, and decoded', async () => {
    const angles = values.map((_, at) => (at / n) * (Math.PI / 2))
    const data = Float64Array.from(angles.flatMap(angle => [3 * Math.cos(angle), 3 * Math.sin(angle)]))
    const vectors = file({ table: { rows: n, columns: 2, data }, kind: 'vectors' })
    const { similarity } = givenSimilarity(vectors, nothing, 'given')
    expect(similarity).toMatchObject({ symmetric: true, gram: true })
    expect(similarity.data[1]).toBeCloseTo(Math.cos(angles[1]), 12)
    expect((await scored(vectors)).value('concordance').value).toBeGreaterThan(0.6)
  })
})

describe('what does not fit is refused', () => {
  const table = (rows: number, columns: number) => ({
    rows,
    columns,
    data: new Float64Array(rows * columns).fill(1),
  })
  test.each<[string, Partial<ScoreFile>, Partial<GivenOptions>, RegExp]>([
    ['no kind', { kind: null }, {}, /expected --kind similarities, distances or vectors/],
    ['another kind', {}, { kind: 'vectors' }, /got --kind vectors, but the file holds distances/],
    ['no values', { values: null }, {}, /give --values FILE/],
    ['values of another number', { values: [1, 2] }, {}, /got 2 values for 10 rows/],
    ['texts of another number', { texts: ['a'] }, {}, /got 1 texts for 10 rows/],
    ['a matrix that is not square', { table: table(10, 9) }, {}, /got 10 rows and 9 columns/],
    ['two rows', { table: table(2, 2), values: [1, 2] }, {}, /got 2 rows; expected 3 at least/],
    ['one value throughout', { values: new Array(n).fill(4) }, {}, /the same value for every row/],
    ['a circle without a period', { ruler: 'circular' }, {}, /give --period/],
    ['a logarithm of 0', { values: values.map(value => value - 1) }, { ruler: 'log' }, /not above 0/],
    ['a ruler that is none', { ruler: 'cubic' }, {}, /got the ruler "cubic"/],
    [
      'a vector of zeros',
      { kind: 'vectors', table: { ...table(10, 2), data: new Float64Array(20) } },
      {},
      /row 1 is all zeros/,
    ],
  ])('%s', (_, change, options, message) => {
    expect(() => givenSimilarity(file(change), { ...nothing, ...options }, 'given')).toThrow(message)
  })
})

describe('a matrix that is not symmetric', () => {
  const skewed = (added: number, by: number) => {
    const data = Float64Array.from(distances.flat(), (value, at) => value + added + (at === 1 ? by : 0))
    const table = { rows: n, columns: n, data }
    return givenSimilarity(file({ table }), nothing, 'given').similarity.symmetric
  }

  test('is none by the rounding of single precision', () => {
    expect(skewed(0, 0)).toBe(true)
    expect(skewed(0, 1e-7)).toBe(true)
    expect(skewed(1e6, 1e-7)).toBe(true)
  })

  test('is one however much is added to all numbers', () => {
    for (const added of [0, 1e5, 1e7, 1e9]) expect(skewed(added, 5)).toBe(false)
  })

  test('is none where all numbers are equal but for the rounding of doubles', () => {
    const data = Float64Array.from({ length: n * n }, (_, at) => 0.1 + (at % 2) * 2e-17)
    expect(
      givenSimilarity(file({ table: { rows: n, columns: n, data } }), nothing, 'given').similarity.symmetric,
    ).toBe(true)
  })
})
