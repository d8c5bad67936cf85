import { describe, expect, test } from 'vitest'
import { joinRows } from '../../../src/models/decorators/rows.ts'
import { rowsOf } from '../../../src/models/embedder.ts'
import type { ModelId } from '../../../src/models/identity.ts'

const id: ModelId = {
  kind: 'embedder',
  provider: 'made-up',
  model: 'rows',
  revision: null,
  task: null,
  dimensions: null,
  dtype: null,
  normalisation: null,
  baseURL: null,
}
const answer = { count: 3, dimensions: 2, data: Float32Array.of(1, 2, 3, 4, 5, 6) }

describe('rows of answers', () => {
  test('are views of the answer: nothing is copied', () => {
    const rows = rowsOf(answer)
    expect(rows).toEqual([Float32Array.of(1, 2), Float32Array.of(3, 4), Float32Array.of(5, 6)])
    expect(rows.every(({ buffer }) => buffer === answer.data.buffer)).toBe(true)
  })

  test('that stand behind each other in one answer become one without a copy, all or some of them', () => {
    const rows = rowsOf(answer)
    const whole = joinRows(id, rows)
    expect(whole).toEqual(answer)
    expect(whole.data.buffer).toBe(answer.data.buffer)
    const tail = joinRows(id, rows.slice(1))
    expect(tail).toEqual({ count: 2, dimensions: 2, data: Float32Array.of(3, 4, 5, 6) })
    expect(tail.data.buffer).toBe(answer.data.buffer)
  })

  test.each([
    ['in another order', [2, 0, 1]],
    ['with one left out', [0, 2]],
    ['with one twice', [0, 0, 1]],
  ])('%s are put behind each other', (_, places) => {
    const rows = rowsOf(answer)
    const joined = joinRows(
      id,
      places.map(place => rows[place]),
    )
    expect([...joined.data]).toEqual(places.flatMap(place => [...rows[place]]))
    expect(joined.count).toBe(places.length)
  })

  test('of two answers are put behind each other', () => {
    const other = { ...answer, data: answer.data.map(value => -value) }
    const joined = joinRows(id, [...rowsOf(answer), ...rowsOf(other)])
    expect([...joined.data]).toEqual([1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6])
  })

  test('of two lengths under one name are refused', () => {
    expect(() => joinRows(id, [Float32Array.of(1, 2), Float32Array.of(1, 2, 3)])).toThrow(
      expect.objectContaining({
        code: 'invalid-response',
        message: expect.stringContaining('vectors of 2 and of 3 numbers'),
      }),
    )
  })

  test('that are none are a table without rows', () => {
    expect(joinRows({ ...id, dimensions: 4 }, [])).toEqual({
      count: 0,
      dimensions: 4,
      data: new Float32Array(),
    })
  })
})
