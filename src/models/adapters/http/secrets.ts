/** What stands in a text where a key stood. */
const hidden = '[key]'

/** A beginning of a key that is shorter than this tells nothing. */
const telling = 4

/**
 * The text without a key: as it is, as JSON and URLs may write it, and the beginning of one at the end of a text
 * that was cut off.
 */
export function withoutKey(text: string, key: string | null): string {
  if (key === null) return text
  const spellings = new Set([key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key)])
  for (const spelling of [...spellings]) spellings.add(spelling.replaceAll('/', '\\/'))
  const clean = [...spellings].reduce((rest, spelling) => rest.replaceAll(spelling, hidden), text)
  for (let length = key.length - 1; length >= telling; length--) {
    if (clean.endsWith(key.slice(0, length))) return clean.slice(0, -length) + hidden
  }
  return clean
}
