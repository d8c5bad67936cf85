import { beforeAll, describe, expect, test } from 'vitest'
import { documentsLine, findingsText } from '../../src/plots/run-parts.ts'
import type { Run, RunFinding, RunMatrix } from '../../src/store/run.ts'
import { probedRun } from '../fixtures/probed-run.ts'

let run: Run
let matrix: RunMatrix
beforeAll(async () => {
  run = await probedRun()
  matrix = run.matrices[0]
})

const finding = (text: string, about: Partial<RunFinding> = {}): RunFinding => ({
  id: 'made-up',
  severity: 'info',
  text: { en: text },
  evidence: [{ series: matrix.series, model: matrix.model, measure: 'any' }],
  ...about,
})

describe('what is told of a plot', () => {
  const reported = (...findings: RunFinding[]) => findingsText({ ...run, findings }, matrix, 'en')

  test('is three findings at most, the first in the order of the run', () => {
    const [one, two, three, four] = ['One.', 'Two.', 'Three.', 'Four.'].map(text => finding(text))
    expect(reported(one, two, three, four)).toBe('One. Two. Three.')
    expect(reported(one, two, three)).toBe('One. Two. Three.')
    expect(reported(one, two)).toBe('One. Two.')
    expect(reported()).toBe('')
  })

  test('is what rests on its own model and series, without the verdicts that stand beside it', () => {
    const evidence = (series: string, model: string) => [{ series, model, measure: 'any' }]
    expect(
      reported(
        finding('Of another series.', { evidence: evidence('other', matrix.model) }),
        finding('Of another model.', { evidence: evidence(matrix.series, 'other') }),
        finding('A verdict.', { id: 'verdicts' }),
        finding('Of none.', { evidence: [] }),
        finding('Of this.', {
          evidence: [...evidence('other', 'other'), ...evidence(matrix.series, matrix.model)],
        }),
      ),
    ).toBe('Of this.')
  })

  test('is in the language of the page where it is there, else in English', () => {
    const findings = [finding('One.', { text: { en: 'One.', zh: '一。' } }), finding('Two.')]
    expect(findingsText({ ...run, findings }, matrix, 'zh')).toBe('一。 Two.')
  })
})

test('documents in a line are all of three, and of more the first two and the last', () => {
  expect(documentsLine(['1', '2', '3'])).toBe('1, 2, 3')
  expect(documentsLine(['1', '2', '3', '4'])).toBe('1, 2, …, 4')
})
