import { describe, expect, test } from 'vitest'
import { embedderThat, examine, healthyVectors } from '../fixtures/examined.ts'

describe('the doctor, looking at the clock,', () => {
  test('measures the median of single requests and the rate of a larger one, without waits', async () => {
    const { outcome } = await examine(embedderThat(healthyVectors))
    expect(outcome('latency')).toMatchObject({
      verdict: 'info',
      numbers: { medianMilliseconds: 5, perSecond: 3200 },
    })
    const single = await examine(embedderThat(healthyVectors, 1))
    expect(single.outcome('latency').numbers).toEqual({ medianMilliseconds: 5, perSecond: 200 })
  })
})
