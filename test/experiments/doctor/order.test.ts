import { describe, expect, test } from 'vitest'
import { embedderThat, examine, healthyScores, healthyVectors, rerankerThat } from '../fixtures/examined.ts'

describe('the doctor, asking in another order,', () => {
  test.each<[string, (texts: readonly string[]) => readonly string[]]>([
    ['sorted', texts => texts.toSorted()],
    ['by length', texts => texts.toSorted((a, b) => a.length - b.length)],
    ['backwards', texts => texts.toReversed()],
    ['shifted by one', texts => [...texts.slice(1), ...texts.slice(0, 1)]],
  ])('finds vectors that come %s, whatever was asked', async (_, order) => {
    const { outcome } = await examine(embedderThat(texts => healthyVectors(order(texts))))
    expect(outcome('order')).toMatchObject({
      verdict: 'fail',
      evidence: expect.stringMatching(
        /^Asked in another order, or alone, \d+ of 16 vectors came back as another text's: ".*" got that of ".*"\.$/,
      ),
    })
  })

  test('does not take vectors that are new in every call, or depend on their place, for those of other texts', async () => {
    let call = 0
    const turned = (angle: (place: number) => number) =>
      embedderThat(texts =>
        healthyVectors(texts).map((row, place) =>
          Array.from(row, (value, at) => value + 2 * Math.sin(angle(place) * (at + 1))),
        ),
      )
    const random = await examine(turned(place => ++call + 0.37 * place))
    expect(random.outcome('order')).toMatchObject({
      verdict: 'info',
      evidence: expect.stringMatching(/^It cannot be said: \d+ of 16 vectors came back as no text's vector/),
    })
    expect(random.outcome('repeat').verdict).toBe('fail')
    expect(random.outcome('longest-input')).toMatchObject({
      verdict: 'info',
      evidence: expect.stringMatching(/^It cannot be said: one text twice/),
    })
    const placed = await examine(turned(place => 0.9 * place))
    expect(placed.outcome('order').verdict).toBe('info')
    expect(placed.outcome('batch').verdict).toBe('fail')
  })

  test.each<[string, (scores: number[]) => number[]]>([
    ['by relevance', scores => scores.toSorted((a, b) => b - a)],
    ['backwards', scores => scores.toReversed()],
    ['shifted by one', scores => [...scores.slice(1), ...scores.slice(0, 1)]],
  ])('finds scores that come %s', async (_, order) => {
    const { outcome } = await examine(
      rerankerThat((query, documents) => order(healthyScores(query, documents))),
    )
    expect(outcome('order')).toMatchObject({
      verdict: 'fail',
      evidence: expect.stringMatching(/the same 12 scores stand at other documents/),
    })
    expect(outcome('document-order').evidence).toMatch(/^Not checked, because/)
  })

  test.each([
    [0.03, false, 'document-order warn'],
    [1, false, 'document-order fail'],
    [1, true, 'document-order warn'],
  ])('finds that the place in the list matters (by %d, listwise %s)', async (size, listwise, expected) => {
    const model = rerankerThat(
      (query, documents) => healthyScores(query, documents).map((score, place) => score - size * place),
      { listwise },
    )
    const { faults } = await examine(model)
    expect(faults).toContain(expected)
    expect(faults.some(fault => fault.startsWith('order'))).toBe(false)
  })
})
