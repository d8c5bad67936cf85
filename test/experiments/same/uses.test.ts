import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import type { Answered } from '../../../src/experiments/ask.ts'
import { sameInquiries } from '../../../src/experiments/inquiry.ts'
import type { Fact, FactText } from '../../../src/experiments/same/facts.ts'
import { factKinds } from '../../../src/experiments/same/kinds.ts'
import { sameResults } from '../../../src/experiments/same/uses.ts'
import { thresholdDetailsOf } from '../../../src/measures/threshold-details.ts'
import type { AnswerCache } from '../../../src/store/answer-cache.ts'
import { memoryCache } from '../../../src/store/memory-cache.ts'
import { thresholdDetailsSchema } from '../../../src/store/threshold-details.ts'
import { fakeEmbedder, fakeReranker } from '../../models/fakes.ts'

type Score = (text: FactText, fact: Fact) => number

const knows: Score = ({ change }) => (change === null ? 0.9 : 0.2)

/** What a model answers that scores a text beside its base so. */
function answeredBy(score: Score, model: Answered['named']['model'] = fakeEmbedder(), seed = 1): Answered {
  const inquiries = sameInquiries({ seed })
  const answers = inquiries.map(inquiry =>
    inquiry.experiment === 'same'
      ? Float64Array.from(inquiry.fact.others, text => score(text, inquiry.fact))
      : new Float64Array(),
  )
  const named = { id: `${model.kind}:test:fake`, spec: 'test:fake', model }
  return { named, inquiries, answers, requests: 0, cacheHits: 0, items: 0 }
}

async function useOf(answered: Answered, seed = 1) {
  const { uses } = (await sameResults([answered], seed, memoryCache()))!
  expect(uses).toHaveLength(1)
  return { ...uses[0], details: thresholdDetailsOf(uses[0])! }
}

describe('what same or different says of a model', () => {
  test('one that reads the values gets 1 on all, and a safe threshold', async () => {
    const { value, interval, verdict, details } = await useOf(answeredBy(knows))
    expect([value, interval, verdict]).toEqual([1, [1, 1], 'yes'])
    expect(details).toMatchObject({
      verdict: 'safe',
      facts: 120,
      numberMatters: { value: 1, interval: [1, 1] },
    })
    expect(details.deciding).toMatchObject({ threshold: 0.9, kept: { value: 1 }, falseMerges: { value: 0 } })
    expect(details.references['reference:oracle']).toBe(1)
    for (const { sameAboveDifferent } of [...Object.values(details.kinds), ...Object.values(details.changes)])
      expect(sameAboveDifferent.value).toBe(1)
  })

  test('one that answers at random gets about one half, which its interval holds', async () => {
    const random = seededRandom(3, 'a test')
    const { value, interval, verdict, details } = await useOf(answeredBy(random))
    expect(Math.abs(value! - 0.5)).toBeLessThan(0.06)
    expect(interval![0]).toBeLessThan(0.5)
    expect(interval![1]).toBeGreaterThan(0.5)
    expect(Math.abs(details.numberMatters.value! - 0.5)).toBeLessThan(0.1)
    expect(verdict).toBe('no')
  })

  test('one that looks at the words alone gets little, and the number matters to it in half of the cases', async () => {
    const words: Score = ({ pair }) => (pair === 'same-format' || pair === 'different' ? 1 : 0.5)
    const { value, details } = await useOf(answeredBy(words))
    // Of the pairs of one fact, the fourth in another format ties with every changed value.
    expect(value).toBe(1 / 8)
    expect(details.numberMatters.value).toBe(0.5)
  })

  test('one that is right but for a few merges is risky', async () => {
    const few: Score = (text, fact) =>
      fact.id.endsWith('-3') && text.change === 'unit' ? 0.95 : knows(text, fact)
    const { verdict, details } = await useOf(answeredBy(few))
    expect([verdict, details.verdict]).toEqual(['unclear', 'risky'])
    expect(details.changes.unit.sameAboveDifferent.value).toBeLessThan(1)
    expect(details.changes.next.sameAboveDifferent.value).toBe(1)
  })

  test('names the best string matcher beside it, and what each of them gets', async () => {
    const { baseline, details } = await useOf(answeredBy(knows))
    const matchers = Object.entries(details.references).filter(
      ([name]) => !['chance', 'reference:oracle'].includes(name),
    )
    expect(matchers).toHaveLength(6)
    expect(baseline!.value).toBe(Math.max(...matchers.map(([, value]) => value)))
    expect(details.references[baseline!.name]).toBe(baseline!.value)
    // Whoever compares characters finds a changed digit more alike than other words; the page on the measure says so.
    for (const [name, value] of matchers) {
      expect(value, name).toBeGreaterThanOrEqual(0.015)
      expect(value, name).toBeLessThan(0.125)
    }
    expect(details.references.chance).toBe(0.5)
  })

  test('has a row for each kind and each change, whose pairs add up', async () => {
    const { details } = await useOf(answeredBy(knows))
    expect(Object.keys(details.kinds)).toEqual(factKinds.map(({ id }) => id))
    const pairs = Object.values(details.changes).reduce((sum, each) => sum + each.pairs, 0)
    expect(pairs).toBe(360)
  })

  test('has the same behind a guard, which refuses what differs and nothing else', async () => {
    const words: Score = ({ pair }) => (pair === 'same-format' || pair === 'different' ? 1 : 0.5)
    const { details } = await useOf(answeredBy(words))
    const { guard } = details
    expect([details.verdict, guard.verdict]).toEqual(['no safe threshold', 'safe'])
    expect(guard.deciding).toMatchObject({ threshold: 0.5, kept: { value: 1 }, falseMerges: { value: 0 } })
    expect(guard.table.map(({ kept, falseMerges }) => [kept.value, falseMerges.value])).toEqual(
      new Array(4).fill([0.25, 0]),
    )
    for (const { share, examples } of [guard.wronglyRefused, guard.wronglyLet])
      expect([share.value, examples]).toEqual([0, []])
  })

  test('has details as the run file has them', async () => {
    for (const score of [knows, seededRandom(1, 'another')])
      expect(thresholdDetailsSchema.safeParse((await useOf(answeredBy(score))).details).error).toBeUndefined()
  })

  test('shows the usual thresholds for cosines and probabilities, and for other scores the observed ones alone', async () => {
    const logits: Score = (text, fact) => 20 * knows(text, fact) - 10
    const probable = { ...fakeReranker(), scoreSpace: 'probability' as const }
    const unknown = { ...fakeReranker(), scoreSpace: 'unknown' as const }
    const seen = async (score: Score, model: Answered['named']['model']) => {
      const { details } = await useOf(answeredBy(score, model))
      return [details.scale, details.table.length, details.verdict]
    }
    expect(await seen(knows, fakeEmbedder())).toEqual(['cosine', 4, 'safe'])
    expect(await seen(knows, probable)).toEqual(['probability', 4, 'safe'])
    expect(await seen(knows, unknown)).toEqual(['probability', 4, 'safe'])
    expect(await seen(logits, unknown)).toEqual(['open', 0, 'safe'])
    expect(await seen(logits, fakeReranker())).toEqual(['open', 0, 'safe'])
    expect(await seen(knows, fakeReranker())).toEqual(['open', 0, 'safe'])
  })

  test('says the same of scores that are stretched and moved, but for the thresholds', async () => {
    const random = seededRandom(9, 'stretched')
    const drawn = new Map<string, number>()
    const base: Score = ({ text }) => {
      if (!drawn.has(text)) drawn.set(text, random())
      return drawn.get(text)!
    }
    const stretched: Score = (text, fact) => 64 * base(text, fact) - 32
    const a = await useOf(answeredBy(base, fakeReranker()))
    const b = await useOf(answeredBy(stretched, fakeReranker()))
    expect(b.value).toBe(a.value)
    expect(b.interval).toEqual(a.interval)
    expect(b.details.kinds).toEqual(a.details.kinds)
    expect(b.details.deciding!.falseMerges).toEqual(a.details.deciding!.falseMerges)
  })

  test('keeps every pair as it was scored, with what was done to it', async () => {
    const { pairs } = (await sameResults([answeredBy(knows)], 1, memoryCache()))!
    expect(pairs).toHaveLength(1080)
    for (const { pair, change, similarity, a, b } of pairs) {
      expect(change === null).toBe(pair.startsWith('same'))
      expect(similarity).toBe(change === null ? 0.9 : 0.2)
      expect(a).not.toBe(b)
    }
  })

  test('is computed once, and then kept for that model, these scores and that seed', async () => {
    const kept = memoryCache()
    let written = 0
    const cache: AnswerCache = {
      ...kept,
      writeDerived(owner, result) {
        written++
        kept.writeDerived(owner, result)
      },
    }
    const newlyKept = async (...args: Parameters<typeof answeredBy>) => {
      const before = written
      await sameResults([answeredBy(...args)], 1, cache)
      return written - before
    }
    expect(await newlyKept(knows)).toBe(2)
    expect(await newlyKept(knows)).toBe(0)
    expect(await newlyKept(text => (text.change === null ? 0.9 : 0.3))).toBe(1)
    expect(await sameResults([answeredBy(knows)], 1, cache)).toEqual(
      await sameResults([answeredBy(knows)], 1, memoryCache()),
    )
  })

  test('is nothing where no model was asked', async () => {
    const nothing = { ...answeredBy(knows), inquiries: [], answers: [] }
    expect(await sameResults([nothing], 1, memoryCache())).toBeNull()
  })
})
