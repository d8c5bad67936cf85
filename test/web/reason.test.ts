import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { reasonText } from '../../web/parts/reason.ts'

const measures = join(import.meta.dirname, '..', '..', 'src', 'measures')

/** The sentences of the measures' sources, with a number in place of what is filled in; those of verdicts are no reasons. */
const sentences = readdirSync(measures)
  .filter(name => name !== 'verdict.ts')
  .flatMap(name => readFileSync(join(measures, name), 'utf8').split('\n'))
  .filter(line => !/^\s*(\/\*\*|\*|\/\/)/.test(line))
  .flatMap(line => [...line.matchAll(/(['`])([A-Z][^'`]* [^'`]*\.)\1/g)].map(([, , sentence]) => sentence))
  .map(sentence => sentence.replace(/\$\{\w+\}/g, '7'))

describe('why a measure has no value', () => {
  test('is found in the sources', () => {
    expect(sentences.length).toBeGreaterThan(25)
  })

  test.each([...new Set(sentences)])('has Chinese words of its own: %s', sentence => {
    const text = reasonText(sentence, 'zh')
    expect(text).not.toBe('无法计算。')
    expect(text).toMatch(/^[^A-Za-z#]+。$/)
    expect(text.match(/7/g) ?? []).toHaveLength(sentence.match(/7/g)?.length ?? 0)
  })

  test('keeps its numbers in their places', () => {
    expect(reasonText('It needs 20 documents.', 'zh')).toBe('需要 20 个文档。')
  })

  test('is the sentence of the run in English, and no English where a run of another version says another', () => {
    expect(reasonText('It needs 20 documents.', 'en')).toBe('It needs 20 documents.')
    expect(reasonText('Something else.', 'zh')).toBe('无法计算。')
    expect(reasonText(undefined, 'zh')).toBe('')
  })
})
