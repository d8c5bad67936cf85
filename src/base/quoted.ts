/** The beginning of a text with an ellipsis behind it where it is longer than so many UTF-16 units; no character is cut in two. */
export function shortened(text: string, longest = 60): string {
  return text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text
}

/** A text as a message shows it: in quotes, its control characters escaped, shortened. */
export function quoted(text: string, longest = 60): string {
  return JSON.stringify(shortened(text, longest))
}
