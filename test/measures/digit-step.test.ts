import { describe, expect, test } from 'vitest'
import { digitStep } from '../../src/measures/digit-step.ts'
import type { Placement } from '../../src/measures/scored.ts'
import { counted, perfect, placed, scoredFrom } from '../fixtures/matrices.ts'

const numbers = (documents: Placement): Placement => ({ ...documents, family: 'number' })
const hundred = numbers(counted(100))

/** A straight caret less a step between numbers of unequal length. */
function stepped(documents: Placement, step: number) {
  const { values, texts } = documents
  const n = values.length
  const data = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n]
    const isAcross = texts[i].length !== texts[j].length
    return 1 - Math.abs(i - j) / n - (isAcross ? step : 0)
  })
  return scoredFrom(documents, data)
}

describe('digit-step', () => {
  test('is 0 for a straight caret and for a curved one', () => {
    expect(digitStep.compute(perfect(hundred)).value).toBeCloseTo(0, 12)
    const curved = perfect(hundred).raw.map(value => value ** 3)
    expect(digitStep.compute(scoredFrom(hundred, curved)).value).toBeCloseTo(0, 12)
  })

  test('finds a step where numbers get longer, and names the borders', () => {
    const scored = stepped(hundred, 0.3)
    const { value, details } = digitStep.compute(scored)
    const range = Math.max(...scored.profile.mean) - Math.min(...scored.profile.mean)
    expect(value).toBeCloseTo(0.3 / range, 9)
    expect(details!.borders).toMatchObject([
      { from: 'd9', to: 'd10' },
      { from: 'd99', to: 'd100' },
    ])
  })

  test('takes 0.009 and 0.01 for a border, and 0 for one digit', () => {
    const borders = (values: number[]) =>
      digitStep.compute(perfect(numbers(placed(values)))).details?.borders as { from: string }[] | undefined
    expect(borders(Array.from({ length: 30 }, (_, at) => (at + 1) / 1000))!.map(({ from }) => from)).toEqual([
      'd0.009',
    ])
    expect(borders(Array.from({ length: 15 }, (_, at) => at))!.map(({ from }) => from)).toEqual(['d9'])
  })

  test('is not defined for dates, nor for numbers of one length', () => {
    expect(digitStep.compute(perfect(counted(20))).reason).toMatch(/^Only numbers and prices/)
    const offset = numbers(placed(Array.from({ length: 20 }, (_, at) => 376 + at)))
    expect(digitStep.compute(perfect(offset)).reason).toBe('All numbers have as many digits.')
  })
})
