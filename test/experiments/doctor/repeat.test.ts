import { describe, expect, test } from 'vitest'
import { embedderThat, examine, healthyScores, healthyVectors, rerankerThat } from '../fixtures/examined.ts'

/** Numbers that are another's at each place and call, of a given size. */
const noise = (size: number, call: number) => (value: number, place: number) =>
  value + size * Math.sin(7 * call + 13 * place)

describe('the doctor, asking the same twice,', () => {
  test.each([
    [1e-2, ['repeat warn', 'symmetry warn']],
    [0.4, ['repeat fail', 'symmetry warn']],
  ])('says how far the vectors of the same call differ (noise of %d)', async (size, expected) => {
    const { faults, outcome } = await examine(
      embedderThat((texts, call) => healthyVectors(texts).map(row => row.map(noise(size, call)))),
    )
    expect(faults).toEqual(expect.arrayContaining(expected))
    expect(faults.some(fault => fault.startsWith('order'))).toBe(false)
    const { lowestCosine, largestDifference } = outcome('repeat').numbers!
    expect(lowestCosine).toBeLessThan(1)
    expect(largestDifference).toBeGreaterThan(size / 100)
  })

  test('lets differences in the last bits pass, with their size', async () => {
    const { faults, outcome } = await examine(
      embedderThat((texts, call) => healthyVectors(texts).map(row => row.map(noise(1e-6, call)))),
    )
    expect(faults).toEqual([])
    expect(outcome('repeat').evidence).toMatch(/^Not equal: .* largest difference \d\.\de-[678]/)
  })

  test.each([
    [0.02, 'repeat warn'],
    [3, 'repeat fail'],
  ])('says how far its scores differ (noise of %d)', async (size, expected) => {
    const { faults } = await examine(
      rerankerThat((query, documents, call) =>
        healthyScores(query, documents).map((score, place) => score + size * Math.sin(7 * call + 5 * place)),
      ),
    )
    expect(faults).toContain(expected)
    expect(faults.some(fault => fault.startsWith('order') || fault.startsWith('document-order'))).toBe(false)
  })
})
