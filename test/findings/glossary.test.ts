import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/findings/finding.ts'
import { glossary, glossed } from '../../src/findings/glossary.ts'

const root = join(import.meta.dirname, '..', '..')

describe('the glossary', () => {
  test('stands in the documentation, word for word', () => {
    const rows = readFileSync(join(root, 'docs', 'glossary.md'), 'utf8').match(/^\| \[.*$/gm)
    expect(rows).toEqual(
      glossary.map(
        ({ forms, means, page }) => `| [${forms.en[0]}](${page}) | ${forms.zh[0]} | ${means.en} |`,
      ),
    )
  })

  test.each(languages)('has each form of a word once (%s)', language => {
    const forms = glossary.flatMap(({ forms }): readonly string[] => forms[language])
    expect(new Set(forms).size).toBe(forms.length)
  })

  test('explains a word in Chinese by Chinese', () => {
    for (const { means } of glossary) expect(means.zh).toMatch(/\p{Script=Han}.*。$/u)
  })
})

describe('a text with its words marked', () => {
  const marked = (text: string, language: 'en' | 'zh' = 'en') =>
    glossed(text, language)
      .map(({ text, word }) => (word === null ? text : `[${text}|${word}]`))
      .join('')

  test.each([
    [
      'Concordance: above the spelling floor.',
      '[Concordance|concordance]: above the [spelling floor|floor].',
    ],
    [
      'concordance 0.74 · straightness 0.95',
      '[concordance|concordance] 0.74 · [straightness|straightness] 0.95',
    ],
    ['(95 % interval 0.70 to 0.77)', '(95 % [interval|interval] 0.70 to 0.77)'],
    ['At one lag, and at other lags', 'At one [lag|lag], and at other lags'],
    ['A flag on the floor of an indexed spreadsheet', 'A flag on the floor of an indexed spreadsheet'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(marked(text)).toBe(expected)
  })

  test('in Chinese, where words stand without blanks', () => {
    expect(marked('一致率 0.74 · 直线度 0.95，区间说明', 'zh')).toBe(
      '[一致率|concordance] 0.74 · [直线度|straightness] 0.95，[区间|interval]说明',
    )
  })

  test('loses nothing of the text', () => {
    for (const { means } of glossary)
      for (const language of languages)
        expect(
          glossed(means[language], language)
            .map(({ text }) => text)
            .join(''),
        ).toBe(means[language])
  })
})
