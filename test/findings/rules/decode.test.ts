import { describe, expect, test } from 'vitest'
import { decodable } from '../../../src/findings/rules/decode.ts'
import { around, evidence, measured, type Numbers } from '../fixtures/evidence.ts'

const decode = (series: string, numbers: Numbers) =>
  measured('decode', series, numbers, { details: { control: 0.01 } })
const headline = (series: string, value: number) => measured('concordance', series, around(value))
const reported = (...measures: ReturnType<typeof decode>[]) => decodable.findings(evidence({ measures }))

describe('decodable', () => {
  test('tells of a value that is in the vectors and not in their order, beside shuffled values', () => {
    const [{ severity, text, evidence: stands }] = reported(
      headline('dates', 0.7),
      decode('dates', [0.85, 0.95, 1]),
      headline('times', 0.7),
      decode('times', [0.85, 0.9, 1]),
    )
    expect(severity).toBe('info')
    expect(text.en).toContain(
      'on dates and times. A linear regression on the vectors predicts values that it was not fitted to: R² is up to 0.95 (95 % interval 0.85 to 1.00) on dates, and 0.01 for shuffled values.',
    )
    expect(text.zh).toContain('数值打乱后为 0.01')
    expect(stands.map(({ measure }) => measure)).toEqual(['decode', 'decode'])
  })

  test.each([
    ['the order is good too', 0.8, [0.85, 0.95, 1]],
    ['the reader may do no better than 0.8', 0.7, [0.8, 0.95, 1]],
  ] as const)('is silent where %s', (_, concordance, numbers) => {
    expect(reported(headline('dates', concordance), decode('dates', numbers))).toEqual([])
  })

  test('is silent where the order is not known, if only on that series', () => {
    expect(reported(headline('times', 0.7), decode('dates', [0.85, 0.95, 1]))).toEqual([])
  })
})
