/** Control characters except for tab and line ends, what is no character, and halves of pairs: XML 1.0 and terminals take none of them. */
const unfit =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** The first character of a text that no document may hold, such as U+0000; null where there is none. */
export function unfitCharacter(text: string): string | null {
  const found = unfit.exec(text)
  return found === null ? null : codePointOf(found[0])
}

/** What is there and cannot be seen: marks of format and direction, fillers, and blanks other than the space. */
const invisible = /[\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]|(?! )\p{Zs}/gu

/** The invisible characters of a text, such as U+200B and U+00A0, each once, in order of appearance. */
export function invisibleCharacters(text: string): string[] {
  return [...new Set(text.match(invisible) ?? [])].map(codePointOf)
}

/** The code point of a character as Unicode writes it. */
export function codePointOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

/**
 * The text of a file in UTF-8, or in UTF-16 with a byte order mark; the mark is left out. Null where the bytes are
 * neither, or too many for a text.
 */
export function textOfBytes(bytes: Uint8Array): string | null {
  const mark = (bytes[0] << 8) | bytes[1]
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
