export interface Body {
  readonly text: string
  /** Whether it ended within the limit. */
  readonly whole: boolean
}

/** Reads a body as UTF-8 up to `maxBytes`, counted after decompression; the rest of a longer one is never fetched. */
export async function readBody(response: Response, maxBytes: number): Promise<Body> {
  const parts: Uint8Array[] = []
  let bytes = 0
  let whole = true
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > maxBytes) {
      whole = false
      break
    }
    parts.push(part)
  }
  return { text: new TextDecoder().decode(Buffer.concat(parts)), whole }
}

/** Whether a text begins as JSON does and ends before all its brackets and strings are closed. */
export function isCutOff(text: string): boolean {
  if (!/^\s*(?:[[{]|$)/.test(text)) return false
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (inString && character === '\\') at++
    else if (character === '"') inString = !inString
    else if (!inString && /[[{]/.test(character)) depth++
    else if (!inString && /[\]}]/.test(character)) depth--
  }
  return inString || depth > 0 || text.trim() === ''
}

/** Whether a text begins as JSON does and has NaN or Infinity in place of numbers, as Python and C write them. */
export function hasNumbersThatAreNone(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  for (const [found] of text.matchAll(stringOrNoNumber)) if (!found.startsWith('"')) return true
  return false
}

const stringOrNoNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|[[,:]\s*[+-]?(?:nan|inf)/gi
