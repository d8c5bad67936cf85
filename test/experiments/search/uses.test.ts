import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { searchInquiries } from '../../../src/experiments/inquiry.ts'
import type { SearchQuestion } from '../../../src/experiments/search/questions.ts'
import { type PartScore, searchDetailsOf } from '../../../src/experiments/search/use-details.ts'
import { searchUses } from '../../../src/experiments/search/uses.ts'
import { searchMeasures } from '../../../src/measures/search.ts'
import type { RunUse } from '../../../src/store/run.ts'

const inquiries = searchInquiries({ seed: 1 })

type Score = (question: SearchQuestion, at: number) => number

/** What is said of models that answer by themselves. */
function usesOf(...scores: readonly Score[]): RunUse[] {
  const answered = scores.map((score, model) => ({
    named: { id: `m${model}`, spec: 'm', model: null as never },
    inquiries,
    answers: inquiries.map(inquiry =>
      inquiry.experiment === 'search'
        ? Float64Array.from(inquiry.question.candidates, (_, at) => score(inquiry.question, at))
        : new Float64Array(),
    ),
    requests: 0,
    cacheHits: 0,
    items: 0,
  }))
  return searchUses(answered, 1)
}

const random = seededRandom(1, 'test')
/** Always the same for the same text. */
const liking = new Map<string, number>()
const likes = (text: string) => {
  const known = liking.get(text) ?? random()
  liking.set(text, known)
  return known
}

const models = {
  // By rank, as grades may lie closer together than what counts as equal.
  oracle: ({ candidates }: SearchQuestion, at: number) =>
    candidates.filter(({ grade }) => grade < candidates[at].grade).length,
  random: () => random(),
  // Ignores what is asked: it has its favourites.
  deaf: ({ candidates }: SearchQuestion, at: number) => likes(candidates[at].text),
  small: ({ candidates }: SearchQuestion, at: number) => -candidates[at].value,
  // Reads the numbers of the question and no word of it.
  numbers: ({ text, candidates }: SearchQuestion, at: number) =>
    likes(`${text.match(/[\d.,:]+/g)?.join(' ')} ${candidates[at].text}`),
  constant: () => 1,
}
const names = Object.keys(models)
const rows = usesOf(...Object.values(models))
const row = (name: keyof typeof models, use: string) =>
  rows.find(each => each.model === `m${names.indexOf(name)}` && each.use === use)!
const kinds = ['near', 'range', 'exact', 'format'] as const

describe('the uses that search tells of', () => {
  test('are one a model and kind of question', () => {
    expect(rows.map(({ model, use }) => `${model} ${use}`)).toEqual(
      names.flatMap((_, at) => kinds.map(kind => `m${at} ${kind}`)),
    )
  })

  test.each(kinds)('%s: the oracle has 1 on everything, and may be used', kind => {
    const { value, interval, verdict } = row('oracle', kind)
    expect(value).toBeCloseTo(1, 12)
    // Hits that are all there are no proof that no other would miss.
    const isOfHits = kind === 'exact' || kind === 'format'
    expect(interval![0]).toBeGreaterThan(isOfHits ? 0.95 : 1 - 1e-12)
    if (isOfHits) expect(interval![0]).toBeLessThan(0.98)
    expect(interval![1]).toBeCloseTo(1, 12)
    expect(verdict).toBe('yes')
    const { ndcg10 = 1, reciprocalRank = 1, references } = searchDetailsOf(row('oracle', kind))!
    for (const each of [ndcg10, reciprocalRank, references.oracle]) expect(each).toBeCloseTo(1, 12)
  })

  test.each(kinds)('%s: a model that guesses comes to chance, and may not be used', kind => {
    const { interval, verdict, details } = row('random', kind)
    const chance = details!.chance as number
    expect(interval![0]).toBeLessThanOrEqual(chance)
    expect(interval![1]).toBeGreaterThanOrEqual(chance)
    expect(verdict).toBe('no')
  })

  test.each(kinds)('%s: a model to which all is the same has chance itself', kind => {
    const { value, details } = row('constant', kind)
    expect(value).toBeCloseTo(details!.chance as number, 12)
    const { ndcg10, reciprocalRank, chance } = searchDetailsOf(row('constant', kind))!
    expect(chance).toBeCloseTo(kind === 'near' || kind === 'range' ? 0.5 : 1 / 30, 12)
    expect(ndcg10 ?? reciprocalRank ?? 0).toBeLessThan(0.35)
  })

  test.each(['deaf', 'small', 'numbers', 'constant'] as const)(
    'range: a model that ignores the words (%s) has exactly 0.5, in every domain and without an interval',
    name => {
      const { value, interval } = row(name, 'range')
      for (const each of [value!, ...interval!]) expect(each).toBeCloseTo(0.5, 12)
      const { domains } = searchDetailsOf(row(name, 'range'))!
      for (const { value } of Object.values(domains)) expect(value).toBeCloseTo(0.5, 12)
    },
  )

  test('range: one that likes small numbers is right on one side and wrong on the other', () => {
    const { directions } = searchDetailsOf(row('small', 'range'))!
    expect([directions!.under.value, directions!.over.value]).toEqual([1, 0])
  })

  test('have parts that count every question once, and a value that is their mean', () => {
    for (const kind of kinds) {
      const { value } = row('random', kind)
      const details = searchDetailsOf(row('random', kind))!
      const { domains, forms, controlled, directions } = details
      for (const parts of [domains, forms, controlled, ...(directions ? [directions] : [])]) {
        const all = Object.values(parts)
        expect(all.reduce((sum, { questions }) => sum + questions, 0)).toBe(details.questions)
        const total = all.reduce((sum, part) => sum + part.questions * part.value, 0)
        expect(total / details.questions).toBeCloseTo(value!, 12)
      }
    }
  })

  test('have parts with an interval round each, which is wide where the questions are few', () => {
    for (const kind of kinds) {
      const { domains, controlled, chance } = searchDetailsOf(row('random', kind))!
      const widthOf = ({ interval: [low, high] = [0, 0] }: PartScore) => high - low
      for (const { value, interval } of Object.values({ ...domains, ...controlled })) {
        expect(interval![0]).toBeLessThanOrEqual(value)
        expect(interval![1]).toBeGreaterThanOrEqual(value)
      }
      const domainWidths = Object.values(domains).map(widthOf)
      const mean = domainWidths.reduce((sum, each) => sum + each, 0) / domainWidths.length
      expect(mean).toBeGreaterThan(widthOf(controlled.yes))
      // Of nine domains that are guessed, at most a few are above guessing by chance.
      const above = Object.values(domains).filter(({ interval }) => interval![0] > chance)
      expect(above.length).toBeLessThan(3)
    }
  })

  test('have parts that look uncertain even where every question failed', () => {
    const { domains } = searchDetailsOf(row('constant', 'exact'))!
    for (const { value, interval } of Object.values(domains)) {
      expect(value).toBeLessThan(0.05)
      expect(interval![1]).toBeGreaterThan(0.15)
    }
  })

  test('have a second measure beside that of BM25 and of guessing', () => {
    const { secondReferences, reciprocalRank } = searchDetailsOf(row('constant', 'exact'))!
    expect(secondReferences!.bm25).toBeGreaterThan(0.95)
    expect(secondReferences!.chance).toBeCloseTo(reciprocalRank!, 12)
    expect(searchDetailsOf(row('constant', 'range'))!.secondReferences).toBeUndefined()
  })

  test('range: the value is the mean over the directions', () => {
    const { value } = row('random', 'range')
    const directions = Object.values(searchDetailsOf(row('random', 'range'))!.directions!)
    expect(directions.reduce((sum, part) => sum + part.value, 0) / 4).toBeCloseTo(value!, 12)
  })

  test('stand beside BM25, which finds a number as it stands and knows no range', () => {
    const value = (kind: (typeof kinds)[number]) => row('random', kind).baseline!.value
    expect(row('random', 'near').baseline!.name).toBe('bm25')
    expect(value('exact')).toBeGreaterThan(0.95)
    expect(value('range')).toBeCloseTo(0.5, 12)
    expect(value('format')).toBeLessThan(0.5)
    for (const kind of kinds)
      expect(Object.keys(searchDetailsOf(row('random', kind))!.references).toSorted()).toEqual([
        'bm25',
        'chance',
        'char-ngrams',
        'length-prefix',
        'levenshtein',
        'oracle',
        'positions-left',
        'positions-right',
        'prefix',
      ])
  })

  test('say yes from the limit on, no below it, and unclear where the interval holds it', () => {
    const { limit } = searchMeasures.near
    // Right in nearly all, of which the share is drawn by question.
    const noisy = (share: number): Score => {
      const wrong = new Map<string, boolean>()
      return (question, at) => {
        const isWrong = wrong.get(question.id) ?? random() > share
        wrong.set(question.id, isWrong)
        return (isWrong ? -1 : 1) * question.candidates[at].grade
      }
    }
    const [good, doubtful, bad] = usesOf(noisy(0.999), noisy(0.9), noisy(0.5)).filter(
      ({ use }) => use === 'near',
    )
    expect([good.verdict, doubtful.verdict, bad.verdict]).toEqual(['yes', 'unclear', 'no'])
    expect(doubtful.interval![0]).toBeLessThan(limit)
    expect(doubtful.interval![1]).toBeGreaterThanOrEqual(limit)
  })

  test('are none where nothing was asked', () => {
    expect(searchUses([], 1)).toEqual([])
  })
})

describe('searchDetailsOf', () => {
  const use = row('random', 'range')

  test('reads what a run holds, also after it was written as JSON', () => {
    expect(searchDetailsOf(JSON.parse(JSON.stringify(use)))).toEqual(use.details)
  })

  test('is null for another use, and for details that someone else made up', () => {
    expect(searchDetailsOf({ ...use, use: 'threshold' })).toBeNull()
    expect(searchDetailsOf({ ...use, details: undefined })).toBeNull()
    for (const key of ['measure', 'chance', 'references', 'domains', 'forms', 'controlled', 'directions'])
      for (const wrong of [null, 'x', [], { a: 'b' }])
        if (!(key === 'measure' && wrong === 'x'))
          expect(
            searchDetailsOf({ ...use, details: { ...use.details, [key]: wrong } }),
            `${key} ${JSON.stringify(wrong)}`,
          ).toBeNull()
  })
})
