import { describe, expect, test } from 'vitest'
import { invisibleCharacters } from '../../src/base/characters.ts'
import { answerTable } from '../../src/cli/answer-text.ts'
import { invisibleNotes } from '../../src/findings/invisible-characters.ts'

describe('invisible characters', () => {
  test.each([
    ['9.11', []],
    ['−9 €, 1 000 円 ½', []],
    ['9\u200b', ['U+200B']],
    ['\ufeff9', ['U+FEFF']],
    ['1\u00a0000', ['U+00A0']],
    ['1\u202f000\u00a0\u00a0€', ['U+202F', 'U+00A0']],
    ['9\u200e\u200f\u202e\u2066', ['U+200E', 'U+200F', 'U+202E', 'U+2066']],
    ['9\u00ad\u2060\u3000\u2028', ['U+00AD', 'U+2060', 'U+3000', 'U+2028']],
    ['9\u{e0020}', ['U+E0020']],
  ])('of %j are named, each once', (text, names) => {
    expect(invisibleCharacters(text)).toEqual(names)
  })

  test('are a sentence for each text that holds any, in each language', () => {
    expect(invisibleNotes(['9', '9\u200b\u00a0', '8\ufeff'], 'en')).toEqual([
      '“9\u200b\u00a0” holds the invisible characters U+200B and U+00A0, which the model gets too; remove what is not meant.',
      '“8\ufeff” holds the invisible character U+FEFF, which the model gets too; remove what is not meant.',
    ])
    expect(invisibleNotes(['8\ufeff'], 'zh')).toEqual([
      '“8\ufeff”含有不可见字符 U+FEFF，模型也会读到；如非有意，请删除。',
    ])
  })

  test('are named below the answers of ask, on one line each, whether in the anchor or in a candidate', () => {
    const similarities = { '8\u00a0': -0.0000001, '7\nsecond': -0.25 }
    const candidates = Object.entries(similarities).map(([text, similarity]) => ({
      text,
      similarity,
      value: null,
      tokens: null,
    }))
    const models = [
      { model: 'm', candidates, nearest: '8\u00a0', truth: null, verdict: 'unknown', margin: null },
    ]
    const result = { anchor: '9\u200b\n', as: null, reason: null, models }
    const text = answerTable(result as never, new Map([['m', 'm']]), null)
    expect(text).toContain('“9\u200b␊” holds the invisible character U+200B')
    expect(text).toContain('“8\u00a0” holds the invisible character U+00A0')
    expect(text).toMatch(/ 0\.000000 .*\n.*−0\.250000 /)
  })
})
