import { describe, expect, test } from 'vitest'
import { runIndex } from '../../src/store/run.ts'
import { sampleRun } from './fixtures/sample-run.ts'

const [matrix] = sampleRun.matrices
const [measure] = sampleRun.measures
const at = { series: 'integers', model: 'bundled:use-lite', prompt: null }
const asked = { ...at, model: 'reranker', prompt: 'How?' }

describe('the index of a run', () => {
  const run = {
    ...sampleRun,
    matrices: [
      { ...matrix!, experiment: 'zero' as const, rows: 1, values: Float64Array.of(3, 4) },
      matrix!,
      { ...matrix!, ...asked },
      { ...matrix!, ...asked, prompt: 'Why?' },
    ],
    measures: [measure!, { ...measure!, ...asked, value: 0.75 }],
    verdicts: [...sampleRun.verdicts, { ...asked, verdict: 'chance' as const }],
  }
  const index = runIndex(run)

  test('finds what stands at a place, a question among several apart', () => {
    expect(index.matrix(at)).toBe(run.matrices[1])
    expect(index.matrix(asked)).toBe(run.matrices[2])
    expect(index.matrices(asked)).toEqual(run.matrices.slice(2))
    expect(index.measure(asked, 'rsa')?.value).toBe(0.75)
    expect(index.verdict(at)).toBe('partly')
    expect(index.verdict(asked)).toBe('chance')
  })

  test('has nothing where nothing was asked or measured', () => {
    const elsewhere = { ...at, prompt: 'How?' }
    expect(index.matrix(elsewhere)).toBeUndefined()
    expect(index.matrices({ series: 'dates', model: 'reranker' })).toEqual([])
    expect(index.measure(at, 'caret')).toBeUndefined()
    expect(index.measure(elsewhere, 'rsa')).toBeUndefined()
    expect(index.verdict(elsewhere)).toBeUndefined()
  })

  test('is made once for a run', () => {
    expect(runIndex(run)).toBe(index)
    expect(runIndex({ ...run })).not.toBe(index)
  })
})
