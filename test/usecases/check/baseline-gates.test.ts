import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import type { RunSeries } from '../../../src/store/run.ts'
import { type BaselineGate, baselineResults } from '../../../src/usecases/check/baseline-gates.ts'
import { numbered, runOf } from '../compare/fixtures.ts'

/** Similarities that fall with the distance of the values, under noise: symmetric. */
function noisy({ values }: RunSeries, noise: number, seed: string): Float64Array {
  const random = seededRandom(1, seed)
  const n = values.length
  const data = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const wave = random() + random() + random() - 1.5
      data[i * n + j] = 1 - Math.abs(values[i] - values[j]) / n + noise * wave
      data[j * n + i] = data[i * n + j]
    }
  return data
}

const models = [{ id: 'embedder:m', name: 'm' }]

function gateOn(all: readonly RunSeries[], noise: number, seed: string, delta?: number): BaselineGate {
  const asked = all.map(series => ({ spec: 'm', series, data: noisy(series, noise, `${seed} ${series.id}`) }))
  return {
    gate: {
      measure: 'concordance',
      baseline: 'base.json',
      ...(delta !== undefined && { 'min-delta': delta }),
    },
    baseline: runOf(asked),
    models,
    families: [],
  }
}

function now(all: readonly RunSeries[], noise: number, seed: string) {
  return runOf(all.map(series => ({ spec: 'm', series, data: noisy(series, noise, `${seed} ${series.id}`) })))
}

async function outcomes(gate: BaselineGate, run: ReturnType<typeof now>) {
  return (await baselineResults([gate], run)).get(gate)!
}

describe('a gate against a baseline', () => {
  const forty = [numbered('a', 40), numbered('b', 40, value => `b${value}`)]

  test('passes what has not changed', async () => {
    const results = await outcomes(gateOn(forty, 0.4, 'x'), now(forty, 0.4, 'x'))
    expect(results.map(({ outcome }) => outcome)).toEqual(['pass', 'pass'])
    expect(results.map(({ gate }) => gate)).toEqual([
      'a/concordance not worse than base.json',
      'b/concordance not worse than base.json',
    ])
  })

  test('fails what is worse beyond noise, and says by how much', async () => {
    const [result] = await outcomes(gateOn(forty, 0.2, 'x'), now(forty, 1.5, 'y'))
    expect(result.outcome).toBe('fail')
    expect(result.message).toMatch(
      /^now −0\.\d{3} \(95 % interval −0\.\d{3} to −0\.\d{3}\) against the baseline: worse\.$/,
    )
  })

  test('passes what is better', async () => {
    const results = await outcomes(gateOn(forty, 1.5, 'x'), now(forty, 0.2, 'y'))
    expect(results.map(({ outcome }) => outcome)).toEqual(['pass', 'pass'])
  })

  test('passes a loss that is allowed', async () => {
    const results = await outcomes(gateOn(forty, 0.2, 'x', 0.9), now(forty, 1.5, 'y'))
    expect(results.map(({ outcome }) => outcome)).toEqual(['pass', 'pass'])
  })

  test('shows nothing where the noise is wide, fails nothing then, and says how many documents would be enough', async () => {
    const few = [numbered('a', 12)]
    const [result] = await outcomes(gateOn(few, 0.9, 'x'), now(few, 1, 'z'))
    expect(result.outcome).toBe('unclear')
    expect(result.message).toMatch(
      /: not clear\. With a difference such as this, .* would be enough; there are 12\.$/,
    )
  })

  test('fails where the baseline was not asked its series, or other documents, or holds what is no number', async () => {
    const gate = gateOn(forty, 0.2, 'x')
    const other = gateOn([numbered('a', 40, value => `x${value}`)], 0.2, 'x')
    const broken = gateOn(forty.slice(0, 1), 0.2, 'x')
    for (const { values } of broken.baseline.matrices) values[1] = Number.NaN
    const whys = [
      [{ ...gate, baseline: { ...gate.baseline, matrices: [] } }, 'the baseline has no such series'],
      [other, 'other documents under this name'],
      [broken, 'similarities that are not finite numbers'],
    ] as const
    for (const [each, why] of whys) {
      const [result] = await outcomes(each, now(forty.slice(0, 1), 0.2, 'x'))
      expect(result).toMatchObject({ outcome: 'fail', value: null })
      expect(result.message).toContain(`nothing to hold it to: `)
      expect(result.message).toContain(why)
      expect(result.message).not.toContain('..')
    }
    const [unasked] = await outcomes(gate, now([numbered('c', 40)], 0.2, 'x'))
    expect(unasked.outcome).toBe('fail')
  })

  test('fails where the difference has no interval, however good the values are', async () => {
    const three = [numbered('a', 4)]
    const gate = gateOn(three, 0, 'x')
    const [result] = await outcomes(
      { ...gate, gate: { ...gate.gate, measure: 'digit-order' } as never },
      now(three, 0, 'x'),
    )
    expect(result).toMatchObject({ outcome: 'fail', value: null })
  })

  test('fails where the baseline has no such model, and says what to do', async () => {
    const gate = { ...gateOn(forty, 0.2, 'x'), baseline: runOf([]) }
    const [result] = await outcomes(gate, now(forty, 0.2, 'x'))
    expect(result).toMatchObject({ outcome: 'fail', value: null })
    expect(result.message).toContain('Write it again with --update-baseline')
  })

  test('fails where the baseline has other documents under the same name', async () => {
    const others = [numbered('a', 40, value => `${value * 2}`)]
    const [result] = await outcomes(gateOn(others, 0.2, 'x'), now([forty[0]], 0.2, 'x'))
    expect(result.outcome).toBe('fail')
    expect(result.message).toContain('nothing to hold it to')
  })

  // The whole simulation is scripts/validity/run.ts --only check.
  test('raises no alarm on equal models more often than it may', { timeout: 300_000 }, async () => {
    const several = Array.from({ length: 6 }, (_, at) => numbered(`s${at}`, 12, value => `${at} ${value}`))
    let alarms = 0
    const pairs = 6
    for (let pair = 0; pair < pairs; pair++) {
      const results = await outcomes(gateOn(several, 1, `before ${pair}`), now(several, 1, `now ${pair}`))
      if (results.some(({ outcome }) => outcome === 'fail')) alarms++
    }
    // 5 % of 6: more than 2 has a chance of 0.2 %.
    expect(alarms).toBeLessThanOrEqual(2)
  })
})
