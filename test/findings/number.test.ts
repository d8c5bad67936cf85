import { describe, expect, test } from 'vitest'
import { percent, pText, signed, withInterval, written } from '../../src/findings/number.ts'

describe('written', () => {
  test.each([
    [0.744, '0.74'],
    [-0.1, '−0.10'],
    [1, '1.00'],
    [0.004, '0.00'],
    [-0.004, '0.00'],
    [-0.006, '−0.01'],
    [-0, '0.00'],
  ])('writes %d as %s: a true minus, and none before what rounds to 0', (value, text) => {
    expect(written(value)).toBe(text)
  })

  test('takes as many digits as it is told', () => {
    expect([written(0.0625, 4), written(-2.6, 0), written(-0.4, 0)]).toEqual(['0.0625', '−3', '0'])
  })
})

describe('signed', () => {
  test.each([
    [0.1, '+0.10'],
    [-0.1, '−0.10'],
    [0, '0.00'],
    [-0, '0.00'],
    [0.004, '0.00'],
    [-0.004, '0.00'],
  ])('writes %d as %s: no sign before what rounds to 0', (value, text) => {
    expect(signed(value)).toBe(text)
  })

  test('takes as many digits as it is told', () => {
    expect([signed(0.25, 1), signed(-0.125, 3)]).toEqual(['+0.3', '−0.125'])
  })
})

describe('withInterval', () => {
  const estimated = { value: 0.05, interval: [-0.02, 0.12] } as const

  test('puts the ends behind the value, in each language', () => {
    expect(withInterval(estimated, 'en')).toBe('0.05 (95 % interval −0.02 to 0.12)')
    expect(withInterval(estimated, 'zh')).toBe('0.05（95 % 区间 −0.02 至 0.12）')
  })

  test('writes value and ends alike', () => {
    expect(withInterval(estimated, 'en', signed)).toBe('+0.05 (95 % interval −0.02 to +0.12)')
  })

  test('is the value alone where there is no interval', () => {
    expect(withInterval({ value: 0.05, interval: null }, 'en')).toBe('0.05')
    expect(withInterval({ value: 0.05, interval: null }, 'zh', signed)).toBe('+0.05')
  })
})

describe('percent', () => {
  test.each([
    [0, '0 %'],
    [1e-9, '< 1 %'],
    [0.0049, '< 1 %'],
    [0.0051, '1 %'],
    [0.124, '12 %'],
    [0.9949, '99 %'],
    [0.9951, '> 99 %'],
    [1 - 1e-9, '> 99 %'],
    [1, '100 %'],
  ])('writes %d as %s: only none is 0 %%, only all are 100 %%', (share, text) => {
    expect(percent(share)).toBe(text)
  })
})

describe('pText', () => {
  test.each([
    [0.035, 199, undefined, '= 0.035'],
    [0.005, 199, undefined, '≤ 0.005'],
    [1 / 900, 899, undefined, '≤ 0.0011'],
    [1 / 900, 899, 9 / 900, '≤ 0.01'],
    [0.01, 199, 0.12, '= 0.12'],
    [1, 199, undefined, '= 1'],
  ])('writes %d of %d draws, shown as %s: %s', (value, draws, shown, text) => {
    expect(pText({ value, details: { draws } }, shown)).toBe(text)
  })
})
