import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/store/run.ts'
import { heldTo } from '../../../src/usecases/check/gate-result.ts'
import { measureResults, useResults } from '../../../src/usecases/check/measure-gates.ts'

const models = [{ id: 'embedder:m', name: 'm' }]

/** A run of one series with one measure of one model, and one use. */
function runWith(
  id: string,
  value: number | null,
  interval: readonly [number, number] | null,
  verdict = 'unclear',
): Run {
  const at = { model: 'embedder:m', prompt: null }
  return {
    series: [{ id: 'a' }],
    measures: [{ ...at, series: 'a', id, value, interval, chance: null, floor: null }],
    uses: [{ ...at, use: 'threshold', value, interval, baseline: null, verdict }],
  } as unknown as Run
}

describe('a value without an interval', () => {
  test('passes no bound, and the message says what would hold it', () => {
    const result = heldTo(0.5, { value: 0.9, interval: null }, false)
    expect(result.outcome).toBe('fail')
    expect(result.message).toBe(
      'got 0.900, expected at least 0.500; it has no interval here, so its lower bound is not known: `point: true` holds the value itself.',
    )
  })

  test('is held itself where that is asked for, or where its measure never has an interval', () => {
    expect(heldTo(0.5, { value: 0.9, interval: null }, true).outcome).toBe('pass')
    const [rhythm] = measureResults({ measure: 'rhythm', min: 0 }, runWith('rhythm', 1, null), models, [])
    expect(rhythm.outcome).toBe('pass')
    const [bump] = measureResults({ measure: 'bump', min: 0 }, runWith('bump', 1, null), models, [])
    expect(bump.outcome).toBe('fail')
  })
})

test('a use without a value passes nothing, not even the verdict “unclear”', () => {
  for (const gate of [{ verdict: 'unclear' }, { min: -1 }, { 'over-baseline': -1 }] as const)
    expect(useResults({ use: 'threshold', ...gate }, runWith('x', null, null), models)[0]).toMatchObject({
      outcome: 'fail',
      message: 'nothing to hold it to: it has no value.',
    })
})

test('no value that is not a number passes, whatever is demanded', () => {
  for (const least of [Number.NaN, -Infinity])
    for (const isPoint of [true, false])
      expect(heldTo(least, { value: Number.NaN, interval: null }, isPoint).outcome).toBe('fail')
})
