/**
 * The same source with comments, string contents and regular expressions replaced by spaces, character for
 * character, so that a position in one is the position in the other. Quotes and `${…}` stay.
 */
export function blanked(text: string): string {
  const out = text.split('')
  const braces: number[] = []
  let depth = 0
  let i = 0
  while (i < text.length) {
    if (text.startsWith('//', i)) i = blank(out, i, endOf(text, '\n', i))
    else if (text.startsWith('/*', i)) i = blank(out, i, endOf(text, '*/', i + 2) + 2)
    else if (text[i] === '"' || text[i] === "'") i = blank(out, i + 1, endOfQuoted(text, i)) + 1
    else if (text[i] === '/' && startsExpression(out, i)) i = blank(out, i + 1, endOfRegex(text, i)) + 1
    else if (text[i] === '`' || (text[i] === '}' && braces.at(-1) === depth)) {
      if (text[i] === '}') braces.pop()
      const end = endOfTemplatePart(text, i)
      blank(out, i + 1, end)
      if (text[end] === '$') braces.push(depth)
      i = end + (text[end] === '$' ? 2 : 1)
    } else {
      if (text[i] === '{') depth++
      if (text[i] === '}') depth--
      i++
    }
  }
  return out.join('')
}

function blank(out: string[], from: number, to: number): number {
  for (let i = from; i < Math.min(to, out.length); i++) if (out[i] !== '\n') out[i] = ' '
  return to
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from)
  return end < 0 ? text.length : end
}

function endOfQuoted(text: string, start: number): number {
  let i = start + 1
  while (i < text.length && text[i] !== text[start] && text[i] !== '\n') i += text[i] === '\\' ? 2 : 1
  return i
}

function endOfRegex(text: string, start: number): number {
  let inClass = false
  let i = start + 1
  while (i < text.length && text[i] !== '\n' && (inClass || text[i] !== '/')) {
    if (text[i] === '[') inClass = true
    if (text[i] === ']') inClass = false
    i += text[i] === '\\' ? 2 : 1
  }
  return i
}

/** Where the text of a template ends: at its backtick, or at the `$` of the next `${`. */
function endOfTemplatePart(text: string, start: number): number {
  let i = start + 1
  while (i < text.length && text[i] !== '`' && !text.startsWith('${', i)) i += text[i] === '\\' ? 2 : 1
  return i
}

/** Whether a slash at this place begins a regular expression rather than divides. */
function startsExpression(out: readonly string[], slash: number): boolean {
  const before = out
    .slice(Math.max(0, slash - 40), slash)
    .join('')
    .trimEnd()
  return before === '' || /[([{,;=:!&|?+\-*%~^<>]$|\b(?:return|typeof|case|in|of|do|else)$/.test(before)
}
