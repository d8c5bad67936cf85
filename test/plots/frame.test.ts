import { describe, expect, test } from 'vitest'
import { extentOf, padded, shortened, thinned } from '../../src/plots/frame.ts'

describe('extentOf', () => {
  test('gives the smallest and the largest number', () => expect(extentOf([3, -1, 2])).toEqual([-1, 3]))
  test('gives a domain of length one round a constant', () => expect(extentOf([2, 2])).toEqual([1.5, 2.5]))
  test('and round numbers too close together for the ticks of an axis', () =>
    expect(extentOf([0, 5e-324])).toEqual([-0.5, 0.5]))
})

test('padded leaves room on both sides', () => expect(padded([0, 10], 0.1)).toEqual([-1, 11]))

test('shortened cuts by whole characters and says so', () => {
  expect(shortened('2024-07-24')).toBe('2024-07-24')
  expect(shortened('4294967297 and more')).toBe('4294967297…')
  expect(shortened('𝟙'.repeat(20), 3)).toBe('𝟙𝟙…')
})

test('shortened gives a wide letter the room of two', () => {
  expect(shortened('二〇二四年', 10)).toBe('二〇二四年')
  expect(shortened('二〇二四年', 9)).toBe('二〇二四…')
  expect(shortened('二〇二四年', 8)).toBe('二〇二…')
  expect(shortened('😀'.repeat(20), 5)).toBe('😀😀…')
})

describe('thinned', () => {
  test('keeps all positions where there are few', () => expect(thinned(3, 5)).toEqual([0, 1, 2]))
  test('keeps both ends and equal steps where there are many', () =>
    expect(thinned(101, 5)).toEqual([0, 25, 50, 75, 100]))
})
