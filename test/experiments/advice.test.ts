import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { type Contender, chooseForms } from '../../src/experiments/advice/choose.ts'
import { type AdviceOptions, adviceAskings, adviseModel } from '../../src/experiments/advice.ts'
import type { NamedModel } from '../../src/experiments/ask.ts'
import type { Subject } from '../../src/series/subject.ts'
import { subjectCatalogue } from '../../src/series/subjects.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { fakeVector } from '../models/fakes.ts'
import { asking, namedEmbedder, namedReranker } from './fixtures/asking.ts'

/** Numbers of which only one form tells anything. */
const subject: Subject = {
  id: 'levels',
  family: 'number',
  ruler: 'linear',
  period: null,
  usual: { title: '0 to 999', draw: random => Math.floor(1000 * random()) },
  heldOut: { title: '1,000 to 1,999', draw: random => 1000 + Math.floor(1000 * random()) },
  forms: [
    { id: 'plain', write: value => `item ${hidden(value)}` },
    { id: 'other', write: value => `thing ${hidden(value)}` },
    { id: 'open', write: value => `level ${value}` },
    { id: 'third', write: value => `piece ${hidden(value)}` },
  ],
  question: { below: bound => `below ${bound}`, above: bound => `above ${bound}`, of: 'open' },
}

/** A word that says nothing of the value. */
function hidden(value: number): string {
  const random = seededRandom(value, 'hidden')
  return Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(26 * random()))).join('')
}

/** Reads the numbers of `level 7` as angles, and makes noise of all else. */
function reading(text: string): number[] {
  const level = /^level (\d+)$/.exec(text)
  if (level === null) return [...fakeVector(text, 8), 0, 0]
  const angle = (Number(level[1]) / 2000) * (Math.PI / 2)
  return [...new Array<number>(8).fill(0), Math.cos(angle), Math.sin(angle)]
}

/** A direction that the text alone decides, and nothing in it. */
function noise(text: string, seed: number): number[] {
  const random = seededRandom(seed, 'noise', text)
  return Array.from({ length: 8 }, () => random() - 0.5)
}

const reader = () => namedEmbedder({ declared: null, answer: texts => texts.map(reading) })

function options(given: Partial<AdviceOptions> = {}): AdviceOptions {
  return { ...asking(), seed: 1, listen: () => {}, ...given }
}

async function adviceFor(named: NamedModel, given: Partial<AdviceOptions> = {}) {
  const { subjects } = await adviseModel(named, [subject], options(given))
  return subjects[0]
}

describe('advise', () => {
  test('tells the one form that a model can read, with its gain on values of its own and in another range', async () => {
    const { chosen, forms } = await adviceFor(reader())
    expect(chosen).toMatchObject({ id: 'open', significant: true })
    const [plain, , open] = forms
    expect(open.usual.value).toBe(1)
    expect(open.heldOut!.value).toBe(1)
    expect(chosen.gain!.difference).toBeCloseTo(1 - plain.usual.value, 12)
    expect(chosen.gain!.corrected![0]).toBeGreaterThan(0)
    // Corrected for the search, it is wider than the interval of this one comparison.
    expect(chosen.gain!.corrected![0]).toBeLessThan(chosen.gain!.interval![0])
    expect(chosen.heldOut!.interval![0]).toBeGreaterThan(0)
  })

  test('tells something of a model that makes noise of everything in one of twenty seeds at most', async () => {
    const alarms: number[] = []
    for (let seed = 1; seed <= 5; seed++) {
      const dice = namedEmbedder({ declared: null, answer: texts => texts.map(text => noise(text, seed)) })
      if ((await adviceFor(dice, { seed })).chosen.significant) alarms.push(seed)
    }
    // Of 5 at 5 %, more than 2 come up in 1 of 1,000 times.
    expect(alarms.length).toBeLessThanOrEqual(2)
  })

  test('chooses on values that it judges by no more', async () => {
    const { values } = await adviceFor(reader())
    const shared = (a: readonly number[], b: readonly number[]) => a.filter(value => b.includes(value))
    expect(shared(values.choice, values.usual)).toEqual([])
    expect(values.heldOut.every(value => value >= 1000)).toBe(true)
    expect([values.choice, values.usual, values.heldOut].map(({ length }) => length)).toEqual([32, 56, 32])
  })

  test('asks for a range in both directions, so that who does not read the question gets half', async () => {
    const numberIn = (text: string) => Number(/\d+/.exec(text) ?? 0)
    const scoring = async (score: (query: string, document: string) => number) => {
      const reranker = namedReranker({
        answer: (query, documents) => documents.map(document => score(query, document)),
      })
      const { forms } = await adviceFor(reranker)
      return forms.at(-1)!
    }
    const least = await scoring((_, document) => -numberIn(document))
    expect(least).toMatchObject({ id: 'range question', gain: null })
    expect(least.question!.below).toMatch(/^below \d+$/)
    expect(least.question!.above).toMatch(/^above \d+$/)
    expect(least.usual).toMatchObject({ value: 0.5, verdict: 'chance' })
    const near = await scoring((query, document) => -Math.abs(numberIn(query) - numberIn(document)))
    expect(near.usual.value).toBeCloseTo(0.5, 12)
    const reads = await scoring((query, document) => {
      const side = query.startsWith('below') ? 1 : -1
      return side * (numberIn(query) - numberIn(document))
    })
    expect(reads.usual.value).toBe(1)
    expect(reads.usual.floor.value).toBe(0.5)
  })

  test('asks nothing twice, and keeps what it found', async () => {
    const cache = memoryCache()
    const first = reader()
    const before = await adviceFor(first, { cache })
    const texts = first.model.requests.flat()
    // Of a range question the bounds alone are new: its documents have been asked for.
    expect(texts).toHaveLength((4 + 2) * (32 + 56 + 32))
    const second = reader()
    expect(await adviceFor(second, { cache })).toEqual(before)
    expect(second.model.requests).toEqual([])
  })

  test('asks of every subject here each form, on three sets of values', () => {
    const { forms, questions } = adviceAskings(reader(), subjectCatalogue, 1)
    expect(questions).toHaveLength(3 * subjectCatalogue.length)
    expect(forms).toHaveLength(3 * subjectCatalogue.reduce((sum, each) => sum + each.forms.length, 0))
    expect(new Set(forms.map(({ series }) => series.id)).size).toBe(forms.length)
  })
})

describe('chooseForms', () => {
  const noisy = (id: string, value: number, choice: number, seed: number): Contender => {
    const random = seededRandom(seed, id)
    // The sum of twelve uniform numbers less 6 is close to normal.
    const normal = () => Array.from({ length: 12 }, random).reduce((sum, each) => sum + each, -6)
    const drawn = { value: value + 0.03 * normal(), values: new Float64Array(0) }
    return { id, choice, usual: { ...drawn, values: around(drawn.value, 0.03, normal) }, heldOut: drawn }
  }
  const around = (value: number, error: number, normal: () => number) =>
    Float64Array.from({ length: 100 }, () => value + error * normal())

  test('takes the plain form where that scores best, and says no gain', () => {
    const [{ chosen }] = chooseForms([[noisy('plain', 0.6, 0.7, 1), noisy('b', 0.6, 0.6, 2)]])
    expect(chosen).toEqual({ id: 'plain', gain: null, heldOut: null, significant: false })
  })

  test('advises falsely in at most one of twenty runs where all forms are alike', () => {
    let alarms = 0
    const runs = 200
    for (let run = 0; run < runs; run++) {
      const subjects = [0, 1, 2].map(at =>
        Array.from({ length: 9 }, (_, form) => {
          const seed = 1000 * run + 100 * at + form
          return noisy(form === 0 ? 'plain' : `form ${form}`, 0.6, seededRandom(seed, 'choice')(), seed)
        }),
      )
      if (chooseForms(subjects).some(({ chosen }) => chosen.significant)) alarms++
    }
    // Of 200 at 5 %, more than 20 come up in 2 of 1,000 times.
    expect(alarms).toBeLessThanOrEqual(20)
  })

  test('widens an interval with the number of forms that were searched', () => {
    const widthAmong = (count: number) => {
      const forms = Array.from({ length: count }, (_, at) => noisy(`form ${at}`, 0.6, 0.5, at + 10))
      const [choice] = chooseForms([[noisy('plain', 0.6, 0.5, 1), noisy('best', 0.9, 0.9, 2), ...forms]])
      const [low, high] = choice.chosen.gain!.corrected!
      return high - low
    }
    expect(widthAmong(0)).toBeLessThan(widthAmong(3))
    expect(widthAmong(3)).toBeLessThan(widthAmong(30))
  })
})
