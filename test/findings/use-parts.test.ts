import { describe, expect, test } from 'vitest'
import { factChangeName, missedPairs, thresholdSentence, worstPairs } from '../../src/findings/same-parts.ts'
import { searchFailures, variedFailures } from '../../src/findings/search-failures.ts'
import { partNames, searchColumns, searchParts } from '../../src/findings/search-parts.ts'
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
    'At 0.90: keeps 93 % of the duplicates, merges 97 % of the changed numbers.',
  )
  expect(thresholdSentence('0.90', at, 'zh')).toMatch(/^阈值 0\.90：保留 93 % 的重复项，合并 97 %/)
})

test('the parts of each kind of question are named once, the second scores last', async () => {
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
    'nDCG@10',
    'mean reciprocal rank',
  ])
  expect(parts[0]).toContainEqual({ name: 'nDCG@10', value: '0.26' })
})
