/** What stands in a text where a key stood. */
const hidden = '[key]'

/** A beginning of a key that is shorter than this gives nothing away. */
const shortestSecret = 4

/** A shorter key may be a part of a common word, such as `no` of `unknown`: it is taken out as a whole word only. */
const unmistakable = 12

/** Where a word begins: also behind what URLs and JSON write for a sign. */
const begins = String.raw`(?:(?<![\p{L}\p{N}_])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[bfnrt]))`
const ends = String.raw`(?![\p{L}\p{N}_])`

/**
 * The text without a key: as it is, as JSON and URLs may write it, and the beginning of one at the end of a text
 * that was cut off.
 */
export function withoutKey(text: string, key: string | null): string {
  if (key === null) return text
  const spellings = new Set([key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key)])
  for (const spelling of [...spellings]) spellings.add(spelling.replaceAll('/', '\\/'))
  const clean = [...spellings].reduce((rest, spelling) => rest.replace(occurrences(spelling), hidden), text)
  for (let length = key.length - 1; length >= shortestSecret; length--) {
    const start = key.slice(0, length)
    if (clean.endsWith(start)) return clean.replace(new RegExp(`${pattern(start)}$`, 'u'), hidden)
  }
  return clean
}

function occurrences(spelling: string): RegExp {
  const behind = spelling.length < unmistakable ? ends : ''
  return new RegExp(pattern(spelling) + behind, 'gu')
}

function pattern(spelling: string): string {
  const literal = spelling.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  return spelling.length < unmistakable ? begins + literal : literal
}
