import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { messageOf, NumeracyError } from '../../../base/error.ts'
import type { HubCache } from './hub-cache.ts'
import type { LocalOptions } from './options.ts'
import { trouble } from './trouble.ts'

/** Where the files of a model come from. */
export interface HubSource {
  readonly endpoint: string
  /** `ORG/NAME`. */
  readonly name: string
  /** Sent to the endpoint's host alone. */
  readonly token: string | undefined
  readonly options: LocalOptions
}

export interface Downloaded {
  /** False when the hub has no such file; a needed one is then missed when the folder is read. */
  readonly found: boolean
  /** The commit that the hub names, else the revision that was asked for. */
  readonly commit: string
}

const maxRedirects = 5

/** Milliseconds until the head of an answer must be there. */
const patience = 60_000

/**
 * One file of a model into the cache, unless what is known of it is there already.
 * @throws NumeracyError `unknown`: no such model or revision, or it is not open to all; `model-unavailable`: no answer, or not the whole file
 */
export async function download(
  source: HubSource,
  revision: string,
  file: string,
  cache: HubCache,
): Promise<Downloaded> {
  const known = await cache.state(revision, file)
  if (known !== 'unknown') return { found: known === 'here', commit: revision }
  const path = `${source.name}/resolve/${encodeURIComponent(revision)}/${file}`
  const address = new URL(path, source.endpoint.replace(/\/*$/, '/'))
  try {
    const { response, commit = revision, sha256 } = await ask(source, address)
    if (response.status === 404 && file !== 'config.json') {
      await response.body?.cancel()
      await cache.markNowhere(commit, file)
      return { found: false, commit }
    }
    await refuseStatus(source, response, revision, file)
    await cache.keep(commit, file, target => save(response, sha256, target))
    return { found: true, commit }
  } catch (cause) {
    if (cause instanceof NumeracyError) throw cause
    throw trouble(
      'model-unavailable',
      source.options,
      `${file} at revision ${revision} is not in the cache and could not be downloaded from ${address.host}: ${reason(cause)}. Check the connection or HF_ENDPOINT, or name a folder that has the model.`,
      { cause, details: { file, revision, host: address.host } },
    )
  }
}

interface HubAnswer {
  readonly response: Response
  readonly commit: string | undefined
  readonly sha256: string | undefined
}

/** Follows redirects itself: the commit and the hash stand in the first answer, and the token must not go on. */
async function ask({ token, endpoint }: HubSource, start: URL): Promise<HubAnswer> {
  const home = new URL(endpoint).origin
  let address = start
  let commit: string | undefined
  let sha256: string | undefined
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const response = await answered(address, address.origin === home ? token : undefined)
    commit ??= hexadecimal(response.headers.get('x-repo-commit'), 40)
    sha256 ??= hexadecimal(response.headers.get('x-linked-etag'), 64)
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null)
      return { response, commit, sha256 }
    await response.body?.cancel()
    address = new URL(location, address)
  }
  throw new Error(`more than ${maxRedirects} redirects`)
}

async function answered(address: URL, token: string | undefined): Promise<Response> {
  const controller = new AbortController()
  const timer = setTimeout(
    () => controller.abort(new Error(`no answer within ${patience / 1000} s`)),
    patience,
  )
  try {
    return await fetch(address, {
      redirect: 'manual',
      signal: controller.signal,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    })
  } finally {
    clearTimeout(timer)
  }
}

async function refuseStatus(
  { options, name }: HubSource,
  response: Response,
  revision: string,
  file: string,
): Promise<void> {
  const { status } = response
  if (status === 200) return
  await response.body?.cancel()
  const details = { status, file, revision }
  if ([401, 403, 404].includes(status)) {
    throw trouble(
      'unknown',
      options,
      `the hub answered ${status} for ${file}: there is no model ${name} with a revision ${revision}, or it is not open to all. Check the name; for a closed model set HF_TOKEN.`,
      { details },
    )
  }
  throw trouble(
    'model-unavailable',
    options,
    `the hub answered ${status} for ${file}; expected 200. Try again later.`,
    {
      details,
    },
  )
}

async function save(response: Response, sha256: string | undefined, target: string): Promise<void> {
  const hash = createHash('sha256')
  const measured = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(Readable.fromWeb(response.body!), measured, createWriteStream(target, { flags: 'wx' }))
  if (sha256 !== undefined && hash.digest('hex') !== sha256)
    throw new Error('its SHA-256 is not the one that the hub names')
}

function hexadecimal(header: string | null, digits: number): string | undefined {
  const value = header?.replace(/^(?:W\/)?"|"$/g, '')
  return value !== undefined && value.length === digits && /^[0-9a-f]+$/.test(value) ? value : undefined
}

/** fetch says "fetch failed" and keeps why as the cause. */
function reason(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  return messageOf(inner)
}
