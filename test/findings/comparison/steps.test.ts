import { describe, expect, test } from 'vitest'
import { stepIn, trainedModels } from '../../../src/findings/comparison/steps.ts'
import type { Run } from '../../../src/store/run.ts'
import { numbered, runOf } from '../../usecases/compare/fixtures.ts'

const six = numbered('six', 6)
const data = Float64Array.from({ length: 36 }, (_, at) => (at % 7 === 0 ? 1 : 0.5))

function run(spec: string, more: Partial<Run> = {}): Run {
  return { ...runOf([{ spec, series: six, data }]), ...more }
}

describe('the step of a name', () => {
  test.each([
    ['step-500', 500],
    ['./out/checkpoint-1000/', 1000],
    ['epoch=3', 3],
    ['run_global_step_20k', 20_000],
    ['custom:toy@step-100', 100],
    ['model-step 1.5M', 1_500_000],
    ['stepstone-5', null],
    ['bge-m3', null],
    ['step-5x', null],
    ['doorstep-7', null],
  ])('%s is %j', (name, step) => {
    expect(stepIn(name)).toBe(step)
  })
})

describe('checkpoints', () => {
  test('are put in order by tag, label, spec or name of the run, in this order', () => {
    const labelled = run('./b')
    const [model] = trainedModels([
      { name: 'z', run: run('./a/step-9', { tags: { step: '3' } }) },
      { name: 'step-7', run: { ...labelled, models: [{ ...labelled.models[0], label: 'step-2' }] } },
      { name: 'step-1', run: run('./c') },
      { name: 'x', run: run('./d/step-4') },
    ])
    expect(model.axis).toBe('step')
    expect(model.points.map(({ at, entrant }) => [at, entrant.run])).toEqual([
      [1, 'step-1'],
      [2, 'step-7'],
      [3, 'z'],
      [4, 'x'],
    ])
  })

  test('without any step are put in order of time', () => {
    const [model] = trainedModels([
      { name: 'b', run: run('./m', { created: '2026-02-02T00:00:00.000Z' }) },
      { name: 'a', run: run('./m', { created: '2026-02-01T00:00:00.000Z' }) },
    ])
    expect(model).toMatchObject({ axis: 'date' })
    expect(model.points.map(({ text }) => text)).toEqual(['2026-02-01 00:00:00', '2026-02-02 00:00:00'])
  })

  test('of one run are those whose names are the same but for the step', () => {
    const asked = ['toy@step-1', 'toy@step-2', 'other@step-1', 'alone'].map(spec => ({
      spec,
      series: six,
      data,
    }))
    const models = trainedModels([{ name: 'all', run: runOf(asked) }])
    expect(models.map(({ name, points }) => [name, points.length])).toEqual([['toy@…', 2]])
  })

  test('are named by their kind where their labels are nothing but steps', () => {
    const labelled = (label: string) => {
      const { models, ...rest } = run('./m')
      return { name: label, run: { ...rest, models: models.map(model => ({ ...model, label })) } }
    }
    const [{ name, kind }] = trainedModels([labelled('step-1'), labelled('step-2')])
    expect(name).toBe(kind)
  })

  test('are refused where some have a step and others none, or two the same', () => {
    expect(() =>
      trainedModels([
        { name: 'a', run: run('./m/step-1') },
        { name: 'b', run: run('./n') },
      ]),
    ).toThrow('n has no step, and the others have; expected one of each. Probe with --tag step=500')
    expect(() =>
      trainedModels([
        { name: 'a', run: run('./m/step-1') },
        { name: 'b', run: run('./n/step-1') },
      ]),
    ).toThrow('two models are of the step 1')
  })
})
