import { describe, expect, test } from 'vitest'
import { drawFacts } from '../../../src/experiments/same/facts.ts'
import { guardOf } from '../../../src/experiments/same/guard.ts'

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
