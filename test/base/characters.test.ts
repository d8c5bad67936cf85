import { describe, expect, test } from 'vitest'
import { textOfBytes, unfitCharacter } from '../../src/base/characters.ts'

describe('the character that no document may hold', () => {
  test.each([
    ['\0', 'U+0000'],
    ['a\x08', 'U+0008'],
    ['\x0b', 'U+000B'],
    ['\x1b[31m', 'U+001B'],
    ['\x7f', 'U+007F'],
    ['\x9b31m', 'U+009B'],
    ['\ufffe', 'U+FFFE'],
    ['\uffff', 'U+FFFF'],
    ['\ud83d', 'U+D83D'],
    ['\ude00\ud83d', 'U+DE00'],
  ])('of %j is %s', (text, character) => {
    expect(unfitCharacter(text)).toBe(character)
  })

  test('is not among tabs, line ends, letters of any script and signs of every plane', () => {
    expect(unfitCharacter('a\t\n\r é 中 \u00a0 \ufffd \ue000 😀')).toBeNull()
  })
})

describe('the text of a file', () => {
  test('is that of UTF-8, and of UTF-16 in either order, without a byte order mark', () => {
    const text = 'a,1\n中,2\n'
    const marked = `\uFEFF${text}`
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(marked),
      Buffer.from(marked, 'utf16le'),
      Buffer.from(marked, 'utf16le').swap16(),
    ])
      expect(textOfBytes(bytes)).toBe(text)
  })

  test('is none of other bytes', () => {
    for (const bytes of [[0xe9, 0x31], [0x80], [0xff, 0xfe, 0x31], [0xff, 0xfe, 0x00, 0xd8]])
      expect(textOfBytes(Uint8Array.from(bytes))).toBeNull()
    expect(textOfBytes(new Uint8Array(0))).toBe('')
  })
})
