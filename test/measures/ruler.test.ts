import { describe, expect, test } from 'vitest'
import { ruler } from '../../src/measures/ruler.ts'
import { constant, counted, noise, perfect, placed, scoredFrom } from '../fixtures/matrices.ts'

const documents = counted(60)

describe('ruler', () => {
  test('finds that the oracle of differences goes by differences', () => {
    const { value, details } = ruler.compute(perfect(documents))
    expect(value).toBeLessThan(-0.05)
    expect(details!.linear).toBeCloseTo(1, 12)
  })

  test('finds that a model of ratios goes by ratios', () => {
    const ratios = perfect({ ...documents, ruler: 'log' })
    const { value, details } = ruler.compute(scoredFrom(documents, ratios.raw))
    expect(value).toBeGreaterThan(0.05)
    expect(details!.log).toBeCloseTo(1, 12)
  })

  test('has no opinion where a model knows nothing', () => {
    const values = Array.from({ length: 20 }, (_, seed) => ruler.compute(noise(documents, seed)).value)
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / 20)).toBeLessThan(0.03)
  })

  test('is not defined where values are not above 0, nor on a circle', () => {
    expect(ruler.compute(perfect(placed([-3, -2, -1])))).toMatchObject({
      value: Number.NaN,
      reason: 'The log ruler needs every value above 0.',
    })
    expect(ruler.compute(perfect(placed([1, 2, 3, 4], 'circular', 4))).reason).toBe('A circle has no ratios.')
  })

  test('is one correlation less the other', () => {
    const { value, details } = ruler.compute(noise(documents))
    expect(value).toBeCloseTo(Number(details!.log) - Number(details!.linear), 12)
  })

  test('leaves out anchors that order nothing, and is not defined where none does', () => {
    const { raw } = perfect(documents)
    raw.fill(0.3, 0, 60)
    expect(ruler.compute(scoredFrom(documents, raw)).details!.linear).toBeCloseTo(1, 12)
    expect(ruler.compute(constant(documents))).toEqual({
      value: Number.NaN,
      reason: 'No anchor orders anything.',
    })
  })
})
