import { describe, expect, test } from 'vitest'
import { digitStep } from '../../src/measures/digit-step.ts'
import { drawsOn } from '../../src/measures/draw.ts'
import type { Placement } from '../../src/measures/scored.ts'
import { counted, noise, perfect, placed, scoredFrom } from '../fixtures/matrices.ts'

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
    expect(digitStep.compute(perfect(counted(20))).reason).toMatch(
      /^Digits are counted in numbers and prices/,
    )
    const offset = numbers(placed(Array.from({ length: 20 }, (_, at) => 376 + at)))
    expect(digitStep.compute(perfect(offset)).reason).toBe('All numbers have the same number of digits.')
  })
})

describe('digit-step under the weights of a draw', () => {
  test('is that of the documents drawn, on their own lags', () => {
    const [from, n] = [3, 18]
    const documents = numbers(counted(30))
    const whole = scoredFrom(documents, noise(documents).raw)
    const part = scoredFrom(
      numbers(placed(documents.values.slice(from, from + n))),
      Float64Array.from(
        { length: n * n },
        (_, at) => whole.raw[(from + Math.floor(at / n)) * 30 + from + (at % n)],
      ),
    )
    const once = Uint16Array.from({ length: 30 }, (_, at) => (at >= from && at < from + n ? 1 : 0))
    const under = digitStep.weighted!(whole)
    expect(under(drawsOn(whole)(once))).toBeCloseTo(digitStep.compute(part).value, 9)
    expect(under(drawsOn(whole)(once.map(weight => 3 * weight)))).toBeCloseTo(
      digitStep.compute(part).value,
      9,
    )
  })
})

describe('digit-step of prices', () => {
  test('is that of numbers', () => {
    const prices: Placement = { ...hundred, family: 'money' }
    expect(digitStep.compute(stepped(prices, 0.3))).toEqual(digitStep.compute(stepped(hundred, 0.3)))
  })
})

test('digit-step is undefined, with a reason, where no lag has pairs on a side and across', () => {
  expect(digitStep.compute(perfect(numbers(placed([9, 10]))))).toEqual({
    value: Number.NaN,
    reason: 'No border has pairs at the same lag both across it and on one side.',
  })
})

test('digit-step tells, border by border, each in units of the range of the mean', () => {
  const scored = stepped(hundred, 0.3)
  const range = Math.max(...scored.profile.mean) - Math.min(...scored.profile.mean)
  const { details } = digitStep.compute(scored)
  for (const { step } of details!.borders as unknown as { step: number }[])
    expect(step).toBeCloseTo(0.3 / range, 9)
})

test('digit-step compares pairs of one magnitude only: documents beyond the next border are left out', () => {
  // 5 | 50, 95 | 140, … 905: pairs across both borders are far lower.
  const sparse = numbers(placed(Array.from({ length: 21 }, (_, at) => 5 + 45 * at)))
  const magnitude = (at: number) => Math.floor(Math.log10(sparse.values[at]))
  const data = Float64Array.from({ length: 21 * 21 }, (_, at) => {
    const [i, j] = [Math.floor(at / 21), at % 21]
    const borders = Math.abs(magnitude(i) - magnitude(j))
    return 1 - Math.abs(i - j) / 100 - (borders === 0 ? 0 : 0.3) - (borders > 1 ? 5 : 0)
  })
  const scored = scoredFrom(sparse, data)
  const range = Math.max(...scored.profile.mean) - Math.min(...scored.profile.mean)
  const { value, details } = digitStep.compute(scored)
  expect(value).toBeCloseTo(0.3 / range, 9)
  for (const { step } of details!.borders as unknown as { step: number }[])
    expect(step).toBeCloseTo(0.3 / range, 9)
})

test('digit-step says of each border how sure it is, unless some draws have no document behind it', () => {
  const scored = stepped(hundred, 0.3)
  // The last document, which alone stands behind 99, is drawn in two of three draws.
  const weights = Uint16Array.from({ length: 60 * 100 }, (_, at) => ((at % 100) + Math.floor(at / 100)) % 3)
  const draws = { n: 100, count: 60, weights }
  const { borders } = digitStep.resampledDetails!(scored, draws) as unknown as {
    borders: { from: string; step: number; interval: [number, number] | null }[]
  }
  expect(borders.map(({ from }) => from)).toEqual(['d9', 'd99'])
  expect(borders[0].interval![0]).toBeCloseTo(borders[0].step, 9)
  expect(borders[0].interval![1]).toBeCloseTo(borders[0].step, 9)
  expect(borders[1].interval).toBeNull()
})
