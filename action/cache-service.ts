import { createHash } from 'node:crypto'
import { createWriteStream, openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { NumeracyError } from '../src/base/error.ts'
import type { Environment } from './inputs.ts'

/** The cache of a runner, which keeps a file under a key for good. Its errors say what happened, and hold no address. */
export interface CacheService {
  /**
   * Fetches the file of a key, else the newest whose key begins with one of `restoreKeys`.
   * @returns its key; null where there is none
   */
  fetch(key: string, restoreKeys: readonly string[], path: string): Promise<string | null>
  /** @returns false where the key is there already, or may not be written by this run */
  store(key: string, path: string): Promise<boolean>
}

/** Of what is kept: a change here leaves earlier files behind. */
const version = createHash('sha256').update('numeracy answers, SQLite, gzip, 1').digest('hex')

/** What the store of the service takes in one request, less some room. */
const maxBytes = 4_000_000_000

const attempts = 3

/**
 * The cache service of GitHub (v2): three calls of its API, and a file that is put to or got from an address that
 * the answer holds. As `@actions/cache` 6 asks it.
 * @returns null where this runner has none
 */
export function cacheService(
  env: Environment,
  wait: (milliseconds: number) => Promise<void>,
): CacheService | null {
  const { ACTIONS_RESULTS_URL: base, ACTIONS_RUNTIME_TOKEN: token, ACTIONS_CACHE_MODE: mode } = env
  if (!base || !token || !env.ACTIONS_CACHE_SERVICE_V2) return null

  const call = async (method: string, message: Readonly<Record<string, unknown>>): Promise<Answer> => {
    const url = new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, base)
    const response = await persistently(method, wait, () =>
      fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(30_000),
      }),
    )
    if (response.status === 409 || response.status === 403) return { ok: false }
    if (!response.ok) throw unavailable(method, `status ${response.status}`)
    return (await response.json().catch(() => ({ ok: false }))) as Answer
  }

  return {
    async fetch(key, restoreKeys, path) {
      if (mode === 'none' || mode === 'write-only') return null
      const found = await call('GetCacheEntryDownloadURL', { key, restore_keys: restoreKeys, version })
      if (found.ok !== true || !found.signed_download_url) return null
      const address = found.signed_download_url
      const response = await persistently('the download', wait, () =>
        fetch(address, { signal: AbortSignal.timeout(600_000) }),
      )
      if (!response.ok || response.body === null)
        throw unavailable('the download', `status ${response.status}`)
      await pipeline(Readable.fromWeb(response.body), createWriteStream(path))
      return found.matched_key ?? key
    },
    async store(key, path) {
      if (mode === 'none' || mode === 'read') return false
      const file = await openAsBlob(path)
      if (file.size > maxBytes)
        throw new NumeracyError(
          'storage',
          `the answers take ${(file.size / 1e9).toFixed(1)} GB, more than the cache of a runner keeps in one piece. \`numeracy cache clear MODEL\` forgets those of a model.`,
        )
      const reserved = await call('CreateCacheEntry', { key, version })
      if (reserved.ok !== true || !reserved.signed_upload_url) return false
      const address = reserved.signed_upload_url
      const response = await persistently('the upload', wait, () =>
        fetch(address, {
          method: 'PUT',
          headers: { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/octet-stream' },
          body: file,
          signal: AbortSignal.timeout(600_000),
        }),
      )
      if (!response.ok) throw unavailable('the upload', `status ${response.status}`)
      const finished = await call('FinalizeCacheEntryUpload', {
        key,
        size_bytes: String(file.size),
        version,
      })
      return finished.ok === true
    },
  }
}

interface Answer {
  readonly ok?: boolean
  readonly signed_download_url?: string
  readonly signed_upload_url?: string
  readonly matched_key?: string
}

/** Asks again where the service is out of order for a while. */
async function persistently(
  what: string,
  wait: (milliseconds: number) => Promise<void>,
  ask: () => Promise<Response>,
): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await ask()
      if (response.status < 500 || attempt === attempts) return response
      await response.body?.cancel()
    } catch (cause) {
      // The address may hold a signature: what fetch says of it stays in the cause.
      if (attempt === attempts) throw unavailable(what, 'no answer', cause)
    }
    await wait(1000 * attempt)
  }
}

function unavailable(what: string, got: string, cause?: unknown): NumeracyError {
  return new NumeracyError('storage', `${what}: got ${got}.`, { cause })
}
