const mostCharacters = 300

/** The beginning of what a server wrote, on one line, without tags and control characters, in quotes. */
export function excerpt(text: string): string {
  const line = text
    .slice(0, 100_000)
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>|<[^<>]*>/gi, ' ')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
  return JSON.stringify(line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line)
}

/**
 * What a server says of an error: the message in its JSON, as OpenAI, FastAPI, TEI and others write it, or else
 * the body as it is. Empty where there is none.
 */
export function serverWords(body: string): string {
  try {
    return wordsIn(JSON.parse(body)) ?? body
  } catch {
    return body
  }
}

function wordsIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    const words = value.map(wordsIn).filter(each => each !== undefined)
    return words.length === 0 ? undefined : words.join('; ')
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { code, type, error, message, detail, msg, loc } = value as Record<string, unknown>
  const words = wordsIn(error) ?? wordsIn(message) ?? wordsIn(detail) ?? wordsIn(msg)
  if (words !== undefined && Array.isArray(loc)) return `${loc.join('.')}: ${words}`
  const kind = [code, type].find(each => typeof each === 'string' && !words?.includes(each))
  return words === undefined || kind === undefined ? words : `${words} (${kind})`
}
