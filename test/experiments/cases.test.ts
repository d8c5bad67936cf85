import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseFamilies, type HardCase } from '../../src/experiments/case-families.ts'
import { caseBlock, caseSimilarity, tieMargin, verdictOf } from '../../src/experiments/cases.ts'
import { rulerDistance } from '../../src/series/ruler.ts'
import { readAs } from '../../src/series/value.ts'

const secondsPerDay = 86_400
const allCases = caseFamilies.flatMap(({ cases }) => cases)
const readings = Object.fromEntries(caseFamilies.map(({ id, reading }) => [id, reading]))

function distances({ family, anchor, closer, farther }: HardCase, ruler: 'straight' | 'log') {
  const [from, ...to] = [anchor, closer, farther].map(text => readAs(readings[family], text))
  const kind = ruler === 'log' ? 'log' : readings[family] === 'time' ? 'circular' : 'linear'
  return to.map(value => rulerDistance(kind, secondsPerDay, from!, value!))
}

describe('the hard cases', () => {
  test('come in families, each named once, six or more of each', () => {
    expect(new Set(caseFamilies.map(({ id }) => id)).size).toBe(caseFamilies.length)
    for (const { id, cases } of caseFamilies) expect(cases.length, id).toBeGreaterThanOrEqual(6)
  })

  test('have ids of their own, which name family and texts', () => {
    expect(new Set(allCases.map(({ id }) => id)).size).toBe(allCases.length)
    for (const { id, family, anchor, closer, farther } of allCases)
      expect(id).toBe(`${family}/${anchor}/${closer}/${farther}`)
    for (const { id, cases } of caseFamilies) expect(cases.every(({ family }) => family === id)).toBe(true)
  })

  test.each(allCases)('$id: the closer one is closer', hardCase => {
    const [closer, farther] = distances(hardCase, 'straight')
    expect(closer).toBeGreaterThan(0)
    expect(closer).toBeLessThan(farther)
  })

  test.each(allCases.filter(({ family }) => family === 'decimals'))(
    '$id: the closer one is closer by ratio too',
    hardCase => {
      const [closer, farther] = distances(hardCase, 'log')
      expect(closer).toBeLessThan(farther)
    },
  )

  test.each([
    ['0.001', '0.0001'],
    ['$1.99', '$2.00'],
    ['2023-12-31', '2024-01-01'],
    ['23:59', '00:00'],
  ])('hold %s and %s for neighbours, as the article does', (one, other) => {
    const pairs = allCases.map(({ anchor, closer }) => `${anchor} ${closer}`)
    expect(pairs).toContain(`${one} ${other}`)
    expect(pairs).toContain(`${other} ${one}`)
  })

  test('ask for 9.9 and 9.11 as decimals, and get the other answer as versions', () => {
    const answer = (anchor: string, one: string, other: string) =>
      allCases.find(
        ({ anchor: asked, closer, farther }) =>
          asked === anchor && [one, other].includes(closer) && [one, other].includes(farther),
      )?.closer
    expect(answer('10', '9.9', '9.11')).toBe('9.9')
    expect(answer('9', '9.9', '9.11')).toBe('9.11')
    expect(answer('version 10.0', 'version 9.9', 'version 9.11')).toBe('version 9.11')
  })
})

describe('caseBlock', () => {
  const [hardCase] = allCases

  test('asks an embedder with the bare anchor, a reranker with the question', () => {
    expect(caseBlock(hardCase, null).queries).toEqual([hardCase.anchor])
    expect(caseBlock(hardCase, 'next to {d}, {d}?').queries).toEqual([
      `next to ${hardCase.anchor}, ${hardCase.anchor}?`,
    ])
  })

  test('gives the candidates in an order that does not tell which is closer', () => {
    for (const { closer, farther, ...rest } of allCases) {
      const there = caseBlock({ ...rest, closer, farther }, null).documents
      const back = caseBlock({ ...rest, closer: farther, farther: closer }, null).documents
      expect(there).toEqual(back)
      expect([...there].toSorted()).toEqual([closer, farther].toSorted())
    }
  })

  test('has an answer that caseSimilarity gives back to closer and farther', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (closer, farther) => {
        fc.pre(closer !== farther)
        const asked = { id: '', family: '', anchor: '', closer, farther }
        const answer = caseBlock(asked, null).documents.map(text => (text === closer ? 0.75 : 0.25))
        expect(caseSimilarity(asked, answer)).toEqual({ closer: 0.75, farther: 0.25 })
      }),
    )
  })
})

describe('verdictOf', () => {
  test.each([
    [0.5, 'right'],
    [tieMargin * 1.01, 'right'],
    [tieMargin, 'tie'],
    [0, 'tie'],
    [-0, 'tie'],
    [-tieMargin, 'tie'],
    [-tieMargin * 1.01, 'wrong'],
    [-2, 'wrong'],
  ])('of a margin of %d is %s', (margin, verdict) => {
    expect(verdictOf(margin)).toBe(verdict)
  })

  test('allows a margin of a millionth for a tie', () => {
    expect(tieMargin).toBe(1e-6)
  })
})
