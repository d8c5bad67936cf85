/**
 * What a terminal may act on instead of showing it: control characters of C0 and C1 except for tab and line feed, other
 * ends of lines and paragraphs, signs that override the direction of text, and what is no character at all.
 */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu

/** The same except for half characters, which JSON that was written here never has: four times as fast. */
const unprintableInJson =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/g

/** What XML 1.0 does not allow, even as a reference (its production 2, Char). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** Text that a terminal shows and does not obey: what it might act on stands as its picture. */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(unprintable, picture)
}

/** The same for text that must stay on its line, such as a cell of a table. */
export function printableLine(text: string): string {
  return printable(text).replaceAll(/[\t\n]/g, picture)
}

/** Text that may stand in XML and HTML: what XML 1.0 forbids stands as its picture. */
export function xmlText(text: string): string {
  return text.replaceAll(notXml, picture)
}

/** JSON, as `JSON.stringify` writes it, that means the same with what a terminal might act on written as escapes. */
export function printableJson(json: string): string {
  return json.replaceAll(
    unprintableInJson,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** U+2400 to U+2421 for C0 and delete, as ␛ for escape; U+FFFD � for all that has no picture. */
function picture(character: string): string {
  const code = character.charCodeAt(0)
  if (code === 0x7f) return '\u2421'
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd'
}
