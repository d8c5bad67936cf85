import { describe, expect, test } from 'vitest'
import { embedderOf, realOrTiny, rerankerOf } from '../models/adapters/local-folders.ts'
import { examine } from './fixtures/examined.ts'

const encoder = realOrTiny('all-MiniLM-L6-v2', 'encoder')
const crossEncoder = realOrTiny('number-cross-encoder', 'cross-encoder')

describe('the doctor, asking local weights in int8,', () => {
  test(`finds that vectors depend on the batch, and that with batch=1 they do not: ${encoder.called}`, async () => {
    const spec = `${encoder.folder}?dtype=q8`
    const together = await examine(await embedderOf(spec), { spec })
    expect(together.outcome('batch')).toMatchObject({
      verdict: encoder.real ? 'fail' : 'warn',
      evidence: expect.stringMatching(
        /^Answers depend on the batch\. 4 texts alone and among 12: lowest cosine 0\.9/,
      ),
      advice: expect.stringContaining(`${spec}&batch=1`),
    })
    const oneByOne = await examine(await embedderOf(`${spec}&batch=1`), { spec: `${spec}&batch=1` })
    expect(oneByOne.outcome('batch')).toMatchObject({
      verdict: 'pass',
      evidence: '4 texts alone and among 12: equal to the last bit.',
    })
  })

  test(`finds that scores depend on the batch, and that with batch=1 they do not: ${crossEncoder.called}`, async () => {
    const spec = `${crossEncoder.folder}?dtype=q8`
    const together = await examine(await rerankerOf(spec), { spec })
    expect(together.outcome('alone')).toMatchObject({
      verdict: 'warn',
      evidence: expect.stringMatching(/^Scores depend on the batch\./),
      advice: expect.stringContaining(`${spec}&batch=1`),
    })
    expect(together.outcome('alone').numbers!.partOfSpan).toBeGreaterThan(0.01)
    const oneByOne = await examine(await rerankerOf(`${spec}&batch=1`), { spec: `${spec}&batch=1` })
    expect(oneByOne.outcome('alone').verdict).toBe('pass')
    expect(oneByOne.outcome('score-space').verdict).toBe('pass')
  })

  test('finds nothing of the kind in full precision, and that long texts are refused and not cut', async () => {
    const { outcome } = await examine(await embedderOf(`${encoder.folder}?dtype=fp32`))
    expect(outcome('batch').verdict).toBe('pass')
    expect(outcome('longest-input').evidence).toMatch(/characters are refused: /)
  })
})
