import { expect, test } from 'vitest'
import { seedRows, seedSpread } from '../../src/findings/seed-spread.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { withUses } from '../fixtures/used-run.ts'

test('the scores of runs stand beside each other: index, uses, and concordance by series, references apart', async () => {
  const run = withUses(await probedRun([rangeSeries('1..12')]))
  const [first] = run.uses!
  const other = {
    ...run,
    seed: 2,
    uses: run.uses!.map((use, at) =>
      at === 0 ? { ...use, value: use.value! + 0.1, verdict: 'yes' as const } : use,
    ),
  }
  const scores = seedSpread([{ ...run, uses: [{ ...first, verdict: 'no' }, ...run.uses!.slice(1)] }, other])
  const moved = scores.find(({ score, model }) => score === first.use && model === first.model)!
  expect(moved.values).toEqual([first.value, first.value! + 0.1])
  expect(moved.mean).toBeCloseTo(first.value! + 0.05, 12)
  expect(moved).toMatchObject({ lowest: first.value, highest: first.value! + 0.1, verdicts: ['no', 'yes'] })
  expect(moved.interval).toEqual(first.interval)
  const concordances = scores.filter(({ score }) => score === 'concordance')
  expect(concordances.map(({ model }) => model)).toEqual(['embedder:test:fake', 'reranker:test:fake'])
  expect(concordances.every(({ lowest, highest, verdicts }) => lowest === highest && verdicts === null)).toBe(
    true,
  )
  const rows = seedRows(run, scores)
  expect(rows.find(([, score]) => score === 'concordance on 1..12')![3]).toBe('the same')
  expect(rows.filter(row => row.at(-1) === 'no, yes')).toHaveLength(1)
})

test('a score that one run lacks is known from the others', async () => {
  const run = await probedRun([rangeSeries('1..12')])
  const without = {
    ...run,
    measures: run.measures.map(measure =>
      measure.id === 'concordance' ? { ...measure, value: null } : measure,
    ),
  }
  const [first] = seedSpread([run, without])
  expect(first.values[1]).toBeNull()
  expect(first.mean).toBe(first.values[0])
  expect(seedSpread([without, without])).toEqual([])
})
