import type { AnswerCache } from './answer-cache.ts'
import { keyOf } from './key.ts'

/**
 * The result, JSON through and through, kept under `parts`, or else the one that `make` gives, which is then kept.
 * @param owner identity of the model whose answers it is made from; it goes when they are cleared
 * @param parts all that the result depends on, the fingerprint of the code that makes it included
 */
export async function keptJson<T>(
  cache: AnswerCache,
  owner: string,
  parts: readonly string[],
  make: () => T | Promise<T>,
): Promise<T> {
  const key = keyOf('json', ...parts)
  const kept = readJson<T>(cache, key)
  if (kept !== undefined) return kept
  const made = await make()
  cache.writeDerived(owner, { key, value: new TextEncoder().encode(JSON.stringify(made)) })
  return made
}

/** A kept result that is JSON; undefined where there is none, or what is there is none. */
export function readJson<T>(cache: AnswerCache, key: Uint8Array): T | undefined {
  const kept = cache.readDerived(key)
  if (kept === undefined) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(kept)) as T
  } catch {
    return undefined
  }
}
