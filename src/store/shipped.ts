import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Json } from '../base/json.ts'
import type { AnswerCache } from './answer-cache.ts'

/** Kept results that come with the code: JSON by the key of each, in hexadecimal. */
export type Shipped = Readonly<Record<string, Json>>

/** Where `npm run references` leaves them, seen from src/store as well as from dist/store. */
export const shippedPlace = new URL('../../dist/references.json.gz', import.meta.url)

/**
 * The cache on top of results that are shipped: what it keeps goes before them. A key holds the fingerprint of the code
 * that makes the result, so those of other code are never found, and are computed.
 * @param shipped asked for once, when the first result is looked for that the cache has not
 */
export function withShipped(cache: AnswerCache, shipped: () => Shipped = shippedHere): AnswerCache {
  let known: Shipped | undefined
  return Object.assign(Object.create(cache) as AnswerCache, {
    readDerived(key: Uint8Array) {
      const kept = cache.readDerived(key)
      if (kept !== undefined) return kept
      known ??= shipped()
      const found = known[Buffer.from(key).toString('hex')]
      return found === undefined ? undefined : new TextEncoder().encode(JSON.stringify(found))
    },
  })
}

/** What is there; nothing where it was not made. */
function shippedHere(): Shipped {
  if (!existsSync(shippedPlace)) return {}
  return JSON.parse(gunzipSync(readFileSync(shippedPlace)).toString()) as Shipped
}
