import { beforeAll, describe, expect, test } from 'vitest'
import { nearestInRun, type SavedAnswer } from '../../src/experiments/nearest-in-run.ts'
import { rangeSeries } from '../../src/series/range.ts'
import type { Run } from '../../src/store/run.ts'
import { probedRun } from '../fixtures/probed-run.ts'

let run: Run
beforeAll(async () => {
  run = await probedRun([rangeSeries('1..12'), rangeSeries('2..20:2')])
})

const models = (answer: SavedAnswer) => ('models' in answer ? answer.models : [])

describe('a question to a saved run', () => {
  test('is answered from the matrix of each model, and judged', () => {
    const [answer, other] = models(nearestInRun(run, { anchor: '5', candidates: ['12', '4', '9'] }))
    const { values: similarity, rows } = run.matrices.find(({ model }) => model === answer.model)!
    expect(answer.candidates.map(each => each.similarity)).toEqual(
      [11, 3, 8].map(at => similarity[4 * rows + at]),
    )
    expect(answer.truth).toBe('4')
    expect(['right', 'wrong', 'tie']).toContain(answer.verdict)
    expect(other.model).toBe('reranker:test:fake')
  })

  test('does not know which of two is closer where both are equally near', () => {
    const [answer] = models(nearestInRun(run, { anchor: '5', candidates: ['4', '6'] }))
    expect(answer).toMatchObject({ truth: null, verdict: 'unknown', margin: null })
  })

  test('looks into the series that is named first', () => {
    const asked = { anchor: '2', candidates: ['4', '8'] }
    const similarity = (first: string | null) =>
      models(nearestInRun(run, asked, first))[0].candidates[0].similarity
    const other = run.matrices.find(({ series }) => series === '2..20:2')!
    expect(similarity('2..20:2')).toBe(other.values[1])
    expect(nearestInRun(run, { anchor: '14', candidates: ['16', '18'] }, '1..12')).toHaveProperty('models')
  })

  test('is answered from the hard cases where no series holds it', () => {
    const [answer] = models(nearestInRun(run, { anchor: '9', candidates: ['9.9', '9.11'] }))
    const asked = run.cases.find(
      ({ model, anchor, closer }) => model === answer.model && anchor === '9' && closer === '9.11',
    )!
    expect(answer).toMatchObject({ truth: '9.11', verdict: asked.verdict })
    expect(answer.margin).toBeCloseTo(asked.margin, 12)
  })

  test('names the texts that the nearest series lacks', () => {
    expect(nearestInRun(run, { anchor: '5', candidates: ['pear', '6', 'pear'] })).toEqual({
      missing: ['pear'],
    })
  })
})
