import { describe, expect, test } from 'vitest'
import { answersOf, headlines, rowsOf } from '../fixtures/article.ts'
import { concordance, measured, reranker } from '../fixtures/evidence.ts'

describe('how well series are ordered', () => {
  test('is confirmed wholly above its threshold, refuted below, and left open between', () => {
    const on = (integers: number, negatives: number) =>
      answersOf(headlines({ integers, negatives }))['small-numbers']
    expect([on(0.8, 0.75), on(0.8, 0.6), on(0.8, 0.66)]).toEqual(['confirmed', 'refuted', 'undecided'])
  })

  test('of larger ranges and decimals is held against the integers', () => {
    const answers = (large: number) =>
      answersOf(headlines({ integers: 0.75, offset: 0.6, large, floats: 0.6 }))
    expect(answers(0.6)).toMatchObject({ 'larger-ranges': 'confirmed', decimals: 'confirmed' })
    expect(answers(0.74)['larger-ranges']).toBe('undecided')
  })

  test('of larger ranges is refuted where all of them are better than the integers', () => {
    const on = (large: number) =>
      answersOf(headlines({ integers: 0.6, offset: 0.75, large }))['larger-ranges']
    expect([on(0.75), on(0.61)]).toEqual(['refuted', 'undecided'])
  })

  test('is asked of dates and times in both halves, each at its own threshold', () => {
    const answers = answersOf([
      ...headlines({ dates: 0.7, times: 0.7 }),
      ...headlines({ dates: 0.56, times: 0.45 }, reranker),
    ])
    expect(answers).toMatchObject({ 'dates-and-times': 'confirmed', 'dates-and-times-reranker': 'refuted' })
  })

  test('calls a reranker weak on 1 to 100 by the same threshold, the other way round', () => {
    const weak = (value: number) => answersOf(headlines({ integers: value }, reranker))['reranker-weak']
    expect([weak(0.55), weak(0.8), weak(0.65)]).toEqual(['confirmed', 'refuted', 'undecided'])
  })

  test('stands beside the spelling floor', () => {
    const floor = { value: 0.68, interval: [-0.1, 0.1] as [number, number] }
    const { shows } = rowsOf([concordance('integers', 0.7, floor, { model: reranker })])['reranker-weak']
    expect(shows.en).toBe('concordance: integers 0.70 (95 % interval 0.65 to 0.75), spelling floor 0.68')
    expect(shows.zh).toBe('一致率：integers 0.70（95 % 区间 0.65 至 0.75），拼写基线 0.68')
  })
})

describe('because of the prompt', () => {
  const row = (low: number, high: number) =>
    rowsOf([
      ...headlines({ integers: 0.6 }, reranker),
      measured('prompt-sensitivity', 'integers', [low, 0.01, high], {
        model: reranker,
        details: { lowest: 'a', highest: 'b' },
      }),
    ])['because-of-the-prompt']

  test('is confirmed where the wordings differ beyond the noise, refuted where they hardly can', () => {
    const answers = [row(0.005, 0.2), row(0, 0.015), row(0, 0.2)].map(({ answer }) => answer)
    expect(answers).toEqual(['confirmed', 'refuted', 'undecided'])
  })

  test('names the two wordings as each language lists them', () => {
    const { shows } = row(0.005, 0.2)
    expect(shows.en).toMatch(/lowest and highest: “a” and “b”$/)
    expect(shows.zh).toMatch(/最低与最高为 “a”、“b”$/)
  })
})
