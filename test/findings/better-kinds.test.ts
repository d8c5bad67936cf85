import { describe, expect, test } from 'vitest'
import { betterKindsSentence, isBetter } from '../../src/findings/better-kinds.ts'
import { indexSeries } from '../../src/series/index-suite.ts'
import type { Verdict } from '../../src/store/run.ts'

const judged = (verdicts: Readonly<Record<string, Verdict>>) =>
  Object.entries(verdicts).map(([series, verdict]) => ({ series, verdict }))
const inEnglish = (verdicts: Readonly<Record<string, Verdict>>) => betterKindsSentence(judged(verdicts), 'en')

describe('betterKindsSentence', () => {
  test('counts the hundred numbers in four dresses once', () => {
    const dresses = {
      integers: 'partly',
      negatives: 'partly',
      thousands: 'understands',
      currency: 'partly',
    } as const
    expect(inEnglish({ ...dresses, dates: 'spelling' })).toBe(
      'better than comparing characters on 1 of 2 kinds of values: small numbers.',
    )
  })

  test('counts the twelve series of the index as six kinds', () => {
    const twelve = Object.fromEntries(indexSeries(1).map(({ id }) => [id, 'partly' as const]))
    expect(inEnglish(twelve)).toBe(
      'better than comparing characters on 6 of 6 kinds of values: whole numbers, numbers of all sizes, prices, decimals, dates and times.',
    )
  })

  test('counts the nine series of the article as five kinds', () => {
    const nine = [
      'integers',
      'negatives',
      'thousands',
      'offset',
      'large',
      'floats',
      'currency',
      'dates',
      'times',
    ]
    expect(inEnglish(Object.fromEntries(nine.map(id => [id, 'partly'])))).toBe(
      'better than comparing characters on 5 of 5 kinds of values: small numbers, shifted numbers, decimals, dates and times.',
    )
    expect(inEnglish(Object.fromEntries(nine.map(id => [id, 'chance'])))).toBe(
      'better than comparing characters on none of the 5 kinds of values.',
    )
  })

  test('counts no kind of which a part is not better, and names the part that is', () => {
    expect(inEnglish({ integers: 'partly', negatives: 'chance', dates: 'partly' })).toBe(
      'better than comparing characters on 1 of 2 kinds of values: dates. For small numbers, only on integers.',
    )
    expect(betterKindsSentence(judged({ offset: 'partly', large: 'spelling', dates: 'chance' }), 'zh')).toBe(
      '在 2 类数值中没有一类优于单纯比较字符。远离零的数字中只有 offset 如此。',
    )
  })

  test('takes each series of a user for a kind of its own, and one of a template for that of its values', () => {
    expect(
      inEnglish({ 'prices.csv': 'partly', '1..500:7': 'chance', dates: 'partly', 'dates:on-d': 'partly' }),
    ).toBe('better than comparing characters on 2 of 3 kinds of values: prices.csv and dates.')
  })

  test('counts nothing where one kind alone was asked', () => {
    expect(inEnglish({ integers: 'partly' })).toBe('better than comparing characters on small numbers.')
    expect(inEnglish({ integers: 'chance' })).toBe('not better than comparing characters on small numbers.')
    expect(inEnglish({ integers: 'partly', currency: 'chance' })).toBe(
      'better than comparing characters on no kind of values. For small numbers, only on integers.',
    )
  })

  test('takes a model for better with any of the questions that it was asked', () => {
    const asked = [
      { series: 'dates', verdict: 'chance' as const },
      { series: 'dates', verdict: 'partly' as const },
    ]
    expect(betterKindsSentence(asked, 'en')).toBe('better than comparing characters on dates.')
  })
})

test('rough size only is not better than comparing characters, nor is no verdict', () => {
  const verdicts = [
    'reversed',
    'chance',
    'below-spelling',
    'spelling',
    'magnitude',
    'partly',
    'understands',
  ] as const
  expect(verdicts.filter(isBetter)).toEqual(['partly', 'understands'])
  expect(isBetter(null)).toBe(false)
})
