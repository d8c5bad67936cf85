import { hash } from 'node:crypto'

/** SHA-256 of the parts, each preceded by its length so that no two lists of parts share a key. 32 bytes. */
export function keyOf(...parts: readonly string[]): Uint8Array {
  return hash('sha256', parts.map(part => `${part.length}:${part}`).join(''), 'buffer')
}
