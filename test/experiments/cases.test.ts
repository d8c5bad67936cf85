import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { referenceCases } from '../../src/experiments/answered-cases.ts'
import { caseFamilies, type HardCase } from '../../src/experiments/case-families.ts'
import { caseBlock, caseSimilarity, tieMargin, verdictOf } from '../../src/experiments/cases.ts'
import { casesOf } from '../../src/experiments/inquiry.ts'
import { type PublicCase, publicCases } from '../../src/experiments/public-cases.ts'
import { publicControls } from '../../src/experiments/public-controls.ts'
import { isControl } from '../../src/findings/case-origin.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { rulerDistance } from '../../src/series/ruler.ts'
import { readAs } from '../fixtures/read-as.ts'

const secondsPerDay = 86_400
const allCases = caseFamilies.flatMap(({ cases }) => cases)
/** Those that were made up, whose texts can be read. */
const ownCases = allCases.filter(({ report }) => report === undefined)
const publicOnes = allCases.filter(({ report }) => report !== undefined)
const readings = Object.fromEntries(caseFamilies.map(({ id, reading }) => [id, reading]))

function distances({ family, anchor, closer, farther }: HardCase, ruler: 'straight' | 'log') {
  const [from, ...to] = [anchor, closer, farther].map(text => readAs(readings[family]!, text))
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
    for (const { id, family, anchor, closer, farther } of ownCases)
      expect(id).toBe(`${family}/${anchor}/${closer}/${farther}`)
    for (const { id, cases } of caseFamilies) expect(cases.every(({ family }) => family === id)).toBe(true)
  })

  test.each(ownCases)('$id: the closer one is closer', hardCase => {
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

describe('the cases after public reports', () => {
  test('are as many as the reports name candidates to be ranked below', () => {
    const rows = [...Object.values<readonly PublicCase[]>(publicCases).flat(), ...publicControls]
    expect(publicOnes.length).toBe(rows.reduce((sum, { farther }) => sum + farther.length, 0))
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })

  test('name their report, and are controls where no model but a string engine failed', () => {
    for (const { id, family, report } of publicOnes) {
      expect(report!.source, id).toMatch(/\S{4}/)
      expect(isControl(report!), id).toBe(family === 'reported-controls')
    }
  })

  test('have a letter where a report names several candidates', () => {
    const ids = publicOnes.map(({ id }) => id)
    expect(ids).toContain('shoe-1')
    expect(ids).not.toContain('count-1')
    expect(ids.filter(id => id.startsWith('count-1'))).toEqual(['count-1a', 'count-1b'])
  })

  test('differ in what they say: no candidate is the other, and none to be ranked below is the question', () => {
    for (const { id, anchor, closer, farther } of publicOnes) {
      expect(closer, id).not.toBe(farther)
      expect(farther, id).not.toBe(anchor)
    }
  })

  // A range asks for another number than its own, and a question need not name the number that answers it.
  const asksForItsNumbers = publicOnes.filter(
    ({ id }) => !/^(?:lease|peak|laptop|retention|chinese|bottle|part)-/.test(id),
  )
  test.each(asksForItsNumbers)('$id: the closer one has the numbers of the question, the other not', each => {
    const numbers = (text: string) => text.replaceAll(',', '').match(/\d+/g) ?? []
    const [asked, closer, farther] = [each.anchor, each.closer, each.farther].map(numbers)
    expect(asked).not.toEqual([])
    expect(closer).toEqual(expect.arrayContaining(asked))
    // What differs in p-value-1 is the sign.
    if (each.id !== 'p-value-1') expect(farther).not.toEqual(asked)
  })

  test('are put to a reranker as they stand', () => {
    const lease = publicOnes.find(({ id }) => id === 'lease-1')!
    expect(caseBlock(lease, 'what is the closest item to {d}?').queries).toEqual([
      'vans that rent for less than $300 a month',
    ])
  })

  test('are answered with their report, by models and by string matchers', () => {
    const [first] = spellingReferences.map(reference => referenceCases(reference, casesOf({})))
    expect(first.find(({ id }) => id === 'notice-1')).toMatchObject({
      family: 'reported-controls',
      source: 'getzep/graphiti PR#1241',
      evidence: 'string-engine',
    })
    expect(first.find(({ family }) => family === 'money')).not.toHaveProperty('source')
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
