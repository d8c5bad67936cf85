import { describe, expect, test } from 'vitest'
import { roughSizeOnly } from '../../../src/findings/rules/rough-size.ts'
import { magnitude } from '../../../src/matrix/references/magnitude.ts'
import type { RunMeasure, Verdict } from '../../../src/store/run.ts'
import { concordance, evidence, measured, verdict } from '../fixtures/evidence.ts'

const floor = { value: 0.7, interval: [0.05, 0.3] as [number, number] }

function found(value: number, word: Verdict, others: readonly RunMeasure[] = [], rough = 0.97) {
  const line = concordance('sizes', rough, floor, { model: magnitude.id })
  return roughSizeOnly.findings(
    evidence({
      verdicts: [verdict('sizes', word)],
      measures: [concordance('sizes', value, floor), line, ...others],
    }),
  )
}

describe('rough-size', () => {
  test('warns of a reliable model that reads no more than is shown of a reader of length and first digit', () => {
    const [{ id, severity, text }] = found(0.97, 'understands')
    expect([id, severity]).toEqual(['rough-size', 'warning'])
    expect(text.en).toBe(
      'm as embedder is not shown to be better than a reader of the length and the first digit alone on sizes (0.97, such a reader 0.97). Whether it reads the last digit cannot be tested there: too few documents differ in one digit.',
    )
    expect(text.zh).toContain('sizes（0.97，该读法 0.97）')
  })

  test('notices a model that is partly right, below that line', () => {
    expect(found(0.8, 'partly').map(({ severity }) => severity)).toEqual(['notice'])
  })

  test.each([
    ['of a model that is better than that line', () => found(0.97, 'understands', [], 0.9)],
    ['where another verdict says it already', () => found(0.6, 'spelling')],
    [
      'where the last digit was tested',
      () => found(0.97, 'understands', [measured('digit-order', 'sizes', [0.7, 0.8, 0.9])]),
    ],
    [
      'on dates and times, which have no rough size',
      () =>
        roughSizeOnly.findings(
          evidence({
            verdicts: [verdict('dates', 'partly')],
            measures: [concordance('dates', 0.8, floor)],
          }),
        ),
    ],
  ])('says nothing %s', (_, findings) => {
    expect(findings()).toEqual([])
  })
})
