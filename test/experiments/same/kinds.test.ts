import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { factKinds } from '../../../src/experiments/same/kinds.ts'
import { readers } from './reader.ts'

const topics = factKinds.flatMap(({ topics }) => topics)

/** Words in common as a share of the words of both. */
function overlap(a: string, b: string): number {
  const [left, right] = [a, b].map(text => new Set(text.toLowerCase().match(/[a-z]+/g)))
  const common = [...left].filter(word => right.has(word)).length
  return common / (left.size + right.size - common)
}

describe('the kinds of facts', () => {
  test('have ten topics each, in four wordings that hold the value once and no other number', () => {
    const numberWords =
      /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|dozen|half|double|twice|noon|midnight|yesterday|tomorrow)\b/i
    for (const { id, topics } of factKinds) {
      expect(topics, id).toHaveLength(10)
      for (const wording of topics.flat()) {
        expect(wording.split('{d}'), wording).toHaveLength(2)
        expect(wording).not.toMatch(numberWords)
      }
    }
  })

  test('say the same in other words, not in copies of the base', () => {
    for (const [base, ...others] of topics)
      for (const other of others) expect(overlap(base, other), `${base} | ${other}`).toBeLessThan(0.75)
  })

  test('have topics that are not copies of each other', () => {
    for (const [at, [base]] of topics.entries())
      for (const [other] of topics.slice(at + 1))
        expect(overlap(base, other), `${base} | ${other}`).toBeLessThan(0.6)
  })

  test.each(factKinds)(
    '$id: every other format reads as the usual one, and every changed value as another',
    ({ id, draw }) => {
      const random = seededRandom(5, id)
      const formats = new Set<number>()
      for (let time = 0; time < 300; time++) {
        const { usual, others, changed } = draw(random)
        formats.add(others.length)
        expect(others.length).toBeGreaterThan(0)
        expect(changed.length).toBeGreaterThanOrEqual(3)
        const value = readers[id](` ${usual} `)
        for (const other of others) expect(readers[id](` ${other} `), other).toBe(value)
        const values = [value, ...changed.map(({ text }) => readers[id](` ${text} `))]
        expect(new Set(values).size, `${usual} | ${changed.map(({ text }) => text).join(' | ')}`).toBe(
          values.length,
        )
      }
      expect(Math.max(...formats)).toBeGreaterThanOrEqual(id === 'count' ? 1 : 2)
    },
  )
})
