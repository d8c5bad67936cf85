import { describe, expect, test } from 'vitest'
import { embedderOf, realOrTiny, rerankerOf } from '../../models/adapters/local-folders.ts'
import { embedderThat, examine, healthyScores, healthyVectors, rerankerThat } from '../fixtures/examined.ts'

/** Numbers that are another's at each place and call, of a given size. */
const noise = (size: number, call: number) => (value: number, place: number) =>
  value + size * Math.sin(7 * call + 13 * place)

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function softmax(scores: readonly number[]): number[] {
  const powers = scores.map(score => Math.exp(score / 10))
  return powers.map(power => power / sum(powers))
}

const encoder = realOrTiny('all-MiniLM-L6-v2', 'encoder')
const crossEncoder = realOrTiny('number-cross-encoder', 'cross-encoder')

describe('the doctor, asking for texts alone,', () => {
  test.each([
    [1e-3, 'batch warn'],
    [0.3, 'batch fail'],
  ])('finds vectors that depend on the batch (by %d), and nothing else', async (size, expected) => {
    const model = embedderThat(texts => healthyVectors(texts).map(row => row.map(noise(size, texts.length))))
    const { faults, outcome } = await examine(model)
    expect(faults).toEqual([expected])
    expect(outcome('batch').evidence).toMatch(
      /^Answers depend on the batch\. 4 texts alone and among 12: lowest cosine 0\./,
    )
    expect(outcome('batch').advice).not.toContain('batch=1')
  })

  test.each([
    ['./folder', './folder?batch=1'],
    ['./folder?dtype=q8', './folder?dtype=q8&batch=1'],
    ['./folder?batch=16&dtype=q8', './folder?batch=1&dtype=q8'],
  ])('tells how to ask local weights of %s one by one', async (spec, better) => {
    const model = embedderThat(texts => healthyVectors(texts).map(row => row.map(noise(0.3, texts.length))))
    const { outcome } = await examine({ ...model, id: { ...model.id, provider: 'folder' } }, { spec })
    expect(outcome('batch').advice).toContain(` ${better}. `)
  })

  test('finds scores that depend on the batch, and does not call that listwise', async () => {
    const padded = (query: string, documents: readonly string[]) => {
      const longest = Math.max(...documents.map(({ length }) => length))
      return healthyScores(query, documents).map(
        (score, place) => score + 0.004 * (longest - documents[place].length),
      )
    }
    const { faults, outcome } = await examine(rerankerThat(padded))
    expect(faults).toEqual(['alone warn'])
    expect(outcome('alone').evidence).toMatch(
      /^Scores depend on the batch\. 4 documents alone and among 12: /,
    )
  })

  test('fails a listwise model that does not say so, and only names one that does', async () => {
    const listwise = (query: string, documents: readonly string[]) => softmax(healthyScores(query, documents))
    const silent = await examine(rerankerThat(listwise, { scoreSpace: 'probability' }))
    expect(silent.faults).toEqual(['alone fail'])
    expect(silent.outcome('alone').evidence).toMatch(/^Listwise: scores depend on the other documents\./)
    const declared = await examine(rerankerThat(listwise, { scoreSpace: 'probability', listwise: true }))
    expect(declared.faults).toEqual([])
    expect(declared.outcome('alone')).toMatchObject({
      verdict: 'info',
      evidence: expect.stringMatching(/^Listwise, as it says/),
    })
  })
})

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
