import { hash } from 'node:crypto'

/**
 * SHA-256 of the parts in UTF-16, each preceded by its length so that no two lists of parts share a key.
 * UTF-8 would write all lone surrogates alike. 32 bytes.
 */
export function keyOf(...parts: readonly string[]): Uint8Array {
  const text = parts.map(part => `${part.length}:${part}`).join('')
  return hash('sha256', Buffer.from(text, 'utf16le'), 'buffer')
}
