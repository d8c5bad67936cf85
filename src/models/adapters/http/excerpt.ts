import { quoted } from '../../../base/quoted.ts'

const maxCharacters = 300

/** Members inside members of an error that are looked at. */
const deepest = 6

/** The beginning of what a server wrote, on one line, without tags and control characters, in quotes. */
export function excerpt(text: string): string {
  const line = text
    .slice(0, 100_000)
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>|<[^<>]*>/gi, ' ')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
  return quoted(line, maxCharacters)
}

/**
 * What a server says of an error: the message in its JSON, as OpenAI, FastAPI, TEI and others write it, or else
 * the body as it is. Empty where there is none.
 */
export function serverWords(body: string): string {
  try {
    return messageIn(JSON.parse(body)) ?? body
  } catch {
    return body
  }
}

/** The message in an error's JSON; undefined where there is none, or only deep inside. */
export function messageIn(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || depth > deepest) return undefined
  const within = (member: unknown) => messageIn(member, depth + 1)
  if (Array.isArray(value)) {
    const words = value
      .slice(0, 100)
      .map(within)
      .filter(each => each !== undefined)
    return words.length === 0 ? undefined : words.join('; ')
  }
  const { code, type, error, message, detail, msg, loc } = value as Record<string, unknown>
  const words = within(error) ?? within(message) ?? within(detail) ?? within(msg)
  if (words !== undefined && Array.isArray(loc)) return `${loc.filter(isShort).join('.')}: ${words}`
  const kind = [code, type].find(each => typeof each === 'string' && !words?.includes(each))
  return words === undefined || kind === undefined ? words : `${words} (${kind})`
}

function isShort(part: unknown): boolean {
  return typeof part === 'string' || typeof part === 'number'
}
