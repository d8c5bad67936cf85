import { describe, expect, test } from 'vitest'
import { factChangeName, missedPairs, thresholdSentence, worstPairs } from '../../src/findings/same-parts.ts'
import { searchFailures, variedFailures } from '../../src/findings/search-failures.ts'
import {
  partNames,
  questionCounts,
  rankingScores,
  searchColumns,
  searchParts,
  shadeOf,
} from '../../src/findings/search-parts.ts'
import type { RunQuestion } from '../../src/store/run.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { withUses } from '../fixtures/used-run.ts'

const question = (
  id: string,
  domain: string,
  grades: readonly number[],
  similarities: readonly number[],
): RunQuestion => ({
  id,
  kind: 'near',
  domain,
  form: 'title',
  controlled: true,
  model: 'm',
  prompt: null,
  question: id,
  candidates: grades.map((grade, at) => ({ text: `${id} ${at}`, grade })),
  similarities,
})

describe('searchFailures', () => {
  test('are the questions whose first record is not the best, the most wrong first', () => {
    const failures = searchFailures([
      question('right', 'cables', [1, 0], [0.9, 0.1]),
      question('nearly', 'cables', [1, 0.9], [0.1, 0.9]),
      question('far', 'cables', [0, 0.5, 1], [0.9, 0.5, 0.1]),
    ])
    expect(
      failures.map(each => [each.question.id, each.first.text, each.right.text, each.right.place]),
    ).toEqual([
      ['far', 'far 0', 'far 2', 3],
      ['nearly', 'nearly 1', 'nearly 0', 2],
    ])
  })

  test('name of several right records the one that the model ranked highest', () => {
    const [failure] = searchFailures([question('a', 'cables', [1, 0, 1], [0.1, 0.9, 0.5])])
    expect(failure.right).toEqual({ text: 'a 2', similarity: 0.5, place: 2 })
  })

  test('count nothing as failed where all records are equally good', () => {
    expect(searchFailures([question('a', 'cables', [1, 1], [0.1, 0.9])])).toEqual([])
  })

  test('show one of each domain before a second of any', () => {
    const failures = searchFailures(
      ['cables', 'cables', 'flats'].map((domain, at) => question(`${at}`, domain, [1, 0], [0, 1])),
    )
    const ids = (count: number) => variedFailures(failures, count).map(each => each.question.id)
    expect(ids(2)).toEqual(['0', '2'])
    expect(ids(9)).toEqual(['0', '2', '1'])
  })
})

describe('pairs of facts', async () => {
  const { same = [] } = withUses(await probedRun())

  test('are worst where a changed number is most alike, one pair of each fact', () => {
    const worst = worstPairs([...same, { ...same[2], b: 'Take 50 mg at night.', similarity: 0.965 }], 5)
    expect(worst.map(({ b, similarity }) => [b, similarity])).toEqual([
      ['Take 500 mg at night.', 0.97],
      ['The rent is $990.', 0.95],
      ['It ends on June 2.', 0.93],
    ])
    expect(worstPairs(same, 1)).toHaveLength(1)
  })

  test('are missed where the same fact is least alike', () => {
    expect(missedPairs(same, 2).map(({ similarity }) => similarity)).toEqual([0.7, 0.8])
  })

  test('name a change in words, and one that this version does not know by its id', () => {
    expect(factChangeName('tenfold', 'en')).toBe('ten times as much')
    expect(factChangeName('tenfold', 'zh')).toBe('十倍')
    expect(factChangeName('toString', 'en')).toBe('toString')
  })
})

test('a threshold is said in words, in both languages', () => {
  const at = { kept: 0.93, falseMerges: 0.97 }
  expect(thresholdSentence('0.90', at, 'en')).toBe(
    'At 0.90: finds 93 % of the duplicates, merges 97 % of the changed numbers.',
  )
  expect(thresholdSentence('0.90', at, 'zh')).toMatch(/^阈值 0\.90：找到 93 % 的重复项，合并 97 %/)
})

test('the parts of each kind of question are named once', async () => {
  const { uses = [] } = withUses(await probedRun())
  const parts = searchColumns(uses).map(({ details }) => searchParts(details, 'en'))
  expect(partNames(parts)).toEqual([
    'records share every word but the number',
    'records differ in words too',
    'titles',
    'sentences',
    'JSON',
    'under',
    'over',
    'between',
    'outside',
  ])
  expect(parts[0]).toContainEqual({ name: 'titles', score: { value: 0.5, questions: 2 } })
})

test('a measure of the whole ranking stands apart from the shares, with what stands beside it', async () => {
  const { uses = [] } = withUses(await probedRun())
  const [near, range, exact] = searchColumns(uses).map(({ details }) => details)
  expect(rankingScores(near, 'en')).toMatchObject([{ value: 0.26, bm25: null, chance: null }])
  expect(rankingScores(near, 'en')[0].name).toMatch(/^nDCG@10/)
  expect(rankingScores(range, 'en')).toEqual([])
  const beside = { ...exact, secondReferences: { bm25: 0.9, chance: 0.13 } }
  expect(rankingScores(beside, 'en')).toMatchObject([{ value: 0.31, bm25: 0.9, chance: 0.13 }])
})

describe('the shade of a part', () => {
  test('is that of its score above guessing where its whole interval is above it', () => {
    expect(shadeOf({ value: 0.75, questions: 12, interval: [0.6, 0.9] }, 0.5)).toBe(0.5)
    expect(shadeOf({ value: 1, questions: 12, interval: [0.76, 1] }, 0.5)).toBe(1)
  })

  test('is none where the interval reaches guessing, lies below it, or is not known', () => {
    expect(shadeOf({ value: 0.75, questions: 12, interval: [0.5, 0.9] }, 0.5)).toBe(0)
    expect(shadeOf({ value: 0.2, questions: 12, interval: [0.1, 0.3] }, 0.5)).toBe(0)
    expect(shadeOf({ value: 0.75, questions: 12 }, 0.5)).toBe(0)
  })
})

test('the questions of the cells are counted once where all have as many', () => {
  const part = (questions: number) => ({ value: 0.5, questions })
  expect(questionCounts([part(12), part(12)], 'en')).toBe('12')
  expect(questionCounts([part(12), part(54), part(27)], 'en')).toBe('12 to 54')
  expect(questionCounts([part(12), part(54)], 'zh')).toBe('12 至 54')
})
