import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oracle } from '../../src/matrix/references/oracle.ts'
import type { Reference } from '../../src/matrix/references/reference.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import type { Controls } from '../../src/measures/judge.ts'
import { judgeHere, noControls } from '../../src/measures/kept-judge.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { digitPermutations, withPermutedDigits } from '../../src/series/digit-permutation.ts'
import { rangeSeries } from '../../src/series/range.ts'
import type { Series } from '../../src/series/series.ts'
import { counted, noise } from '../fixtures/matrices.ts'

const judge = judgeHere()

async function measured(series: Series, data: Float64Array, controls: Partial<Controls>, id: string) {
  const similarity = { n: series.texts.length, data, symmetric: true, gram: false }
  const { measures } = await judge.model({
    similarity,
    series,
    controls: { ...noControls, ...controls },
    seed: 1,
  })
  return measures.find(measure => measure.id === id)
}

function selectivityOf(reference: Reference, series: Series, seed = 1, count = 3) {
  const permuted = digitPermutations(seed, count).map(digits => ({
    digits,
    data: reference.similarities(withPermutedDigits(series, digits), 1),
  }))
  return measured(series, reference.similarities(series, 1), { permuted }, 'selectivity')
}

describe('selectivity', () => {
  test('is exactly 0, surely, for whatever compares characters alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...spellingReferences),
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(1000),
        async (reference, first, step, seed) => {
          const series = rangeSeries(`${first}..${first + step * 14}:${step}`)
          const result = await selectivityOf(reference, series, seed, 2)
          expect(result).toMatchObject({ value: 0, interval: [0, 0], chance: 0 })
        },
      ),
      { numRuns: 25 },
    )
  })

  test('is that of the oracle, which still sees length and decades', async () => {
    const { value, details } = (await selectivityOf(oracle, catalogueSeries('integers')))!
    const permutations = details!.permutations as { concordance: number; oracle: number }[]
    expect(value).toBeCloseTo(Number(details!.oracle), 9)
    for (const { concordance, oracle: own } of permutations) {
      expect(own).toBeGreaterThan(0.55)
      expect(own).toBeLessThan(0.7)
      expect(concordance).toBeCloseTo(own, 9)
    }
  })

  test('is not told where no digits were permuted', async () => {
    const series = rangeSeries('1..12')
    expect(await measured(series, oracle.similarities(series, 1), {}, 'selectivity')).toBeUndefined()
  })
})

describe('prompt-sensitivity', () => {
  const series = rangeSeries('1..30')
  const good = oracle.similarities(series, 1)
  const poor = noise(counted(30)).raw
  const other = (data: Float64Array, prompt: string, shuffled = false) => ({ prompt, shuffled, data })
  const sensitivity = (reworded: Controls['reworded']) =>
    measured(series, good, { prompt: 'usual {d}', reworded }, 'prompt-sensitivity')

  test('is 0 where no question and no order changes a score', async () => {
    expect(await sensitivity([other(good, 'a {d}'), other(good, 'usual {d}', true)])).toMatchObject({
      value: 0,
      interval: [0, 0],
    })
  })

  test('is the spread of the headline over the questions, and names the best and the worst', async () => {
    const { value, interval, details } = (await sensitivity([other(good, 'a {d}'), other(poor, 'b {d}')]))!
    const variants = details!.variants as { prompt: string; concordance: number }[]
    expect(variants.map(({ prompt }) => prompt)).toEqual(['usual {d}', 'a {d}', 'b {d}'])
    expect(value).toBeCloseTo(1 - variants[2].concordance, 12)
    expect(details!.lowest).toBe('b {d}')
    expect(interval![0]).toBeGreaterThan(0.3)
  })

  test('does not take the noise of two poor questions for a difference', async () => {
    const result = await measured(
      series,
      poor,
      { prompt: 'usual {d}', reworded: [other(noise(counted(30), 2).raw, 'b {d}')] },
      'prompt-sensitivity',
    )
    expect(result!.interval![0]).toBe(0)
    expect(result!.value).toBeGreaterThan(0)
  })
})
