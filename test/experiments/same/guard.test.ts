import { describe, expect, test } from 'vitest'
import { drawFacts } from '../../../src/experiments/same/facts.ts'
import { type Guard, guardedCurve, guardOf } from '../../../src/experiments/same/guard.ts'
import { factDraws } from '../../../src/measures/fact-pairs.ts'

const facts = [1, 2, 3, 4, 5].flatMap(seed => drawFacts(seed, 'full'))
const guard = guardOf(facts)
const pairs = facts.flatMap(({ kind, base, others }) =>
  others.map(other => ({ ...other, kind, a: base, b: other.text })),
)
const shown = ({ a, b }: (typeof pairs)[number]) => `${a} | ${b}`

describe('the guard on the facts of five seeds', () => {
  test('refuses every pair with another value', () => {
    const overlooked = pairs.filter(pair => pair.change !== null && !guard(pair))
    expect(overlooked.map(shown)).toEqual([])
  })

  test('keeps every pair with the same value', () => {
    const refused = pairs.filter(pair => pair.change === null && guard(pair))
    expect(refused.map(shown)).toEqual([])
  })
})

describe('what a guard does wrong', () => {
  const some = drawFacts(1).slice(0, 30)
  const scored = some.flatMap(({ id, kind, base, others }) =>
    others.map(({ pair, change, text }) => ({
      ...{ fact: id, kind, pair, change, model: 'm', a: base, b: text },
      similarity: change === null ? 0.9 : 0.95,
    })),
  )
  const judged = (wrong: Guard) =>
    guardedCurve(scored, factDraws(scored, 1), { guard: wrong, thresholds: [0.8] })

  test('is shown as its cost where it refuses duplicates, with ten of them', () => {
    const { wronglyRefused, wronglyLet, table, verdict } = judged(({ b }) => b.length % 2 === 0)
    const same = scored.filter(({ change }) => change === null)
    const refused = same.filter(({ b }) => b.length % 2 === 0)
    expect(wronglyRefused.share.value).toBe(refused.length / same.length)
    expect(wronglyRefused.examples).toEqual(refused.slice(0, 10).map(({ a, b }) => ({ a, b })))
    expect(table[0].kept.value).toBeCloseTo(1 - refused.length / same.length, 12)
    expect(wronglyLet.share.value).toBeGreaterThan(0)
    expect(verdict).toBe('no safe threshold')
  })

  test('is shown where it lets changed values pass, which are merged then', () => {
    const { wronglyRefused, wronglyLet, table } = judged(() => false)
    expect(wronglyRefused).toMatchObject({ share: { value: 0 }, examples: [] })
    expect(wronglyLet.share.value).toBe(1)
    expect(wronglyLet.examples).toHaveLength(10)
    expect(table[0].falseMerges.value).toBe(1)
  })
})
