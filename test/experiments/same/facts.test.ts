import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factChanges } from '../../../src/experiments/same/changes.ts'
import { drawFacts, type Fact, factBlock } from '../../../src/experiments/same/facts.ts'
import { factKinds } from '../../../src/experiments/same/kinds.ts'
import { readers } from './reader.ts'

const seeds = fc.integer({ min: 0, max: 1_000_000 })
const sizes = fc.constantFrom('usual' as const, 'full' as const)
const read = ({ kind }: Fact, text: string) => readers[kind](text)

function everyFact(check: (fact: Fact) => void): void {
  fc.assert(
    fc.property(seeds, sizes, (seed, size) => {
      for (const fact of drawFacts(seed, size)) check(fact)
    }),
    { numRuns: 60 },
  )
}

describe('the facts of a run', () => {
  test('are the same for one seed and size, and others for another', () => {
    expect(drawFacts(7)).toEqual(drawFacts(7, 'usual'))
    expect(drawFacts(7)).not.toEqual(drawFacts(8))
  })

  test('are ten or twenty of each of twelve kinds, with names and bases of their own', () => {
    for (const [size, each] of [
      ['usual', 10],
      ['full', 20],
    ] as const) {
      const facts = drawFacts(3, size)
      expect(factKinds).toHaveLength(12)
      for (const { id } of factKinds) expect(facts.filter(({ kind }) => kind === id)).toHaveLength(each)
      expect(new Set(facts.map(({ id }) => id)).size).toBe(12 * each)
      expect(new Set(facts.map(({ base }) => base)).size).toBe(12 * each)
    }
  })

  test('have at most ten texts each, no two of them equal, and every type of pair', () => {
    everyFact(({ base, others }) => {
      expect(new Set([base, ...others.map(({ text }) => text)]).size).toBe(others.length + 1)
      expect(others.length).toBeLessThanOrEqual(9)
      expect(others.map(({ pair }) => pair)).toEqual([
        'same-words',
        'same-words',
        'same-words',
        'same-format',
        'different',
        'different',
        'different',
        'different-reworded',
        'different-reworded',
      ])
    })
  })

  test('have one value in all texts that are the same, as a reader of every format reads them', () => {
    everyFact(fact => {
      for (const { change, text } of fact.others)
        if (change === null) expect(read(fact, text), `${fact.base} | ${text}`).toBe(read(fact, fact.base))
    })
  })

  test('have another value in each text that is different, not only another spelling', () => {
    everyFact(fact => {
      const different = fact.others.filter(({ pair }) => pair === 'different')
      const values = [fact.base, ...different.map(({ text }) => text)].map(text => read(fact, text))
      expect(new Set(values).size, [fact.base, ...different.map(({ text }) => text)].join(' | ')).toBe(4)
    })
  })

  test('are different in the words of a duplicate where they are reworded, with a value that they have elsewhere', () => {
    everyFact(fact => {
      const of = (pair: string) => fact.others.filter(other => other.pair === pair)
      for (const [k, { change, text }] of of('different-reworded').entries()) {
        const sameValue = of('different').find(other => other.change === change)!
        expect(read(fact, text)).toBe(read(fact, sameValue.text))
        expect(wordsOf(text)).toEqual(wordsOf(of('same-words')[k].text))
      }
      for (const { text } of of('different')) expect(wordsOf(text)).toEqual(wordsOf(fact.base))
    })
  })

  test('use every change of their kind and every topic about equally often', () => {
    for (const seed of [1, 2, 3, 4]) {
      const facts = Map.groupBy(drawFacts(seed, 'full'), ({ kind }) => kind)
      for (const [kind, own] of facts) {
        const times = Map.groupBy(
          own.flatMap(({ others }) => others.filter(({ pair }) => pair === 'different')),
          ({ change }) => change,
        )
        const counts = [...times.values()].map(({ length }) => length)
        expect(counts.length, kind).toBeGreaterThanOrEqual(4)
        expect(Math.min(...counts), kind).toBeGreaterThanOrEqual(2)
        expect(Math.max(...counts), kind).toBeLessThanOrEqual(18)
        const topics = Map.groupBy(own, ({ base }) => wordsOf(base).join(' '))
        expect(topics.size, kind).toBe(10)
      }
    }
    const used = new Set(drawFacts(1).flatMap(({ others }) => others.flatMap(({ change }) => change ?? [])))
    expect([...used].sort()).toEqual(Object.keys(factChanges).sort())
  })

  test('end in one full stop, whatever the value ends in', () => {
    for (let seed = 1; seed <= 20; seed++)
      for (const { base, others } of drawFacts(seed, 'full'))
        for (const text of [base, ...others.map(({ text }) => text)]) expect(text).not.toMatch(/\.\./)
  })

  test('are asked with the base on one side and the other texts on the other', () => {
    const [fact] = drawFacts(1)
    expect(factBlock(fact)).toMatchObject({
      queries: [fact.base],
      documents: fact.others.map(({ text }) => text),
    })
  })

  test('of seed 1 are these, of which the first of each kind is shown', async () => {
    const first = drawFacts(1).filter(({ id }) => id.endsWith('-1'))
    const shown = first.map(({ id, base, others }) =>
      [`${id}: ${base}`, ...others.map(({ pair, change, text }) => `  ${change ?? pair}: ${text}`)].join(
        '\n',
      ),
    )
    await expect(`${shown.join('\n')}\n`).toMatchFileSnapshot('../../golden/same/facts.txt')
  })
})

/** The words of a text apart from how its value is written: digits, units, months and halves of the day. */
function wordsOf(text: string): string[] {
  const value =
    /USD|dollars|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b[ap]m\b|minutes|hours|\bm?g\b|\b(?:m|ft)\b|°[CF]|\b(?:section|article)\b/g
  return text.replaceAll(value, ' ').match(/[A-Za-z]+/g) ?? []
}
