import { type ErrorCode, type ErrorFacts, messageOf, NumeracyError } from '../../../base/error.ts'
import type { Json } from '../../../base/json.ts'
import type { AskedAtOnce } from '../too-much.ts'
import type { ApiKey } from './api-key.ts'
import { chainText, connectionTrouble } from './connection-trouble.ts'
import { excerpt } from './excerpt.ts'
import { hasNumbersThatAreNone, isCutOff, readBody } from './read-body.ts'
import { refusal, statusText } from './refused-status.ts'
import { withoutKey } from './secrets.ts'

export interface JsonRequest {
  /** Speaks in messages: `jina:jina-embeddings-v3 (embedder)`. */
  readonly who: string
  readonly url: string
  readonly body: Json
  /** What the body asks for. */
  readonly asked: AskedAtOnce
  readonly key: ApiKey | null
  /** Milliseconds until the whole answer must be there; at most 300,000, for fetch waits no longer for headers. */
  readonly timeout: number
  /** Most bytes of an answer, after decompression. Default 64 MiB. */
  readonly maxBytes?: number
  readonly signal?: AbortSignal | undefined
}

/** Why an answer did not come, as far as one function knows it. */
interface Failure {
  readonly code: ErrorCode
  /** After "got". */
  readonly problem: string
  readonly advice: string
  readonly retryable?: boolean
  readonly details?: ErrorFacts['details']
  readonly cause?: Error
}

const defaultMaxBytes = 64 * 2 ** 20

/** Most bytes of an error's body that are looked at. */
const maxErrorBytes = 2 ** 16

/**
 * Posts JSON and gives the JSON that comes back. Follows no redirect; the key stands in no error. Proxies and
 * certificates are those of Node.js: NODE_USE_ENV_PROXY and NODE_EXTRA_CA_CERTS.
 * @throws NumeracyError `model-unavailable` when no answer came, `invalid-response` when it is not JSON; `retryable`, `details.status`,
 *   `details.retryAfterSeconds`, `details.tooLarge` and `details.atMost` say what the decorators should do
 * @throws the signal's reason when it is aborted
 */
export async function postJson(request: JsonRequest): Promise<unknown> {
  const { signal, timeout } = request
  signal?.throwIfAborted()
  const ending = new AbortController()
  const stop = () => ending.abort(signal?.reason)
  const late = setTimeout(() => ending.abort(), timeout)
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await answerTo(request, ending.signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof NumeracyError) throw error
    throw failed(request, ending.signal.aborted ? tooSlow(timeout) : brokenOff(request, error))
  } finally {
    clearTimeout(late)
    signal?.removeEventListener('abort', stop)
  }
}

async function answerTo(request: JsonRequest, signal: AbortSignal): Promise<unknown> {
  const { url, body, key, maxBytes = defaultMaxBytes } = request
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key.value}` }),
    },
    body: JSON.stringify(body),
    signal,
  })
  if (!response.ok) throw await refused(request, response, signal)
  const { text, whole } = await readBody(response, maxBytes)
  if (!whole) {
    throw failed(request, {
      code: 'invalid-response',
      problem: `an answer of more than ${(maxBytes / 2 ** 20).toLocaleString('en')} MB`,
      advice: 'Give a smaller ?maxBatch; if it stays so, the address is not that of a model.',
    })
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw failed(request, notJson(text, withoutKey(messageOf(error), key?.value ?? null), key))
  }
}

async function refused(
  request: JsonRequest,
  response: Response,
  signal: AbortSignal,
): Promise<NumeracyError> {
  const { url, key, asked } = request
  const { status, headers } = response
  const clean = (text: string) => withoutKey(text, key?.value ?? null)
  const location = headers.get('location')
  if (status >= 300 && status < 400 && location !== null) {
    await response.body?.cancel()
    const target = URL.parse(location, url)
    return failed(request, {
      code: 'model-unavailable',
      problem: `status ${status}, which leads to ${clean(target === null ? excerpt(location) : target.origin + target.pathname)}`,
      advice:
        'Redirects are not followed, so that no key goes astray: if that is the right address, give it as the base URL.',
      details: { status },
    })
  }
  const body = await readBody(response, maxErrorBytes).catch(() => ({ text: '' }))
  signal.throwIfAborted()
  const text = clean(body.text)
  const answer = { status, headers, body: text }
  const { advice, retryable, details } = refusal(answer, { ...asked, key, now: Date.now() })
  return failed(request, {
    code: 'model-unavailable',
    problem: clean(statusText(status, response.statusText, text)),
    advice,
    retryable,
    details: { status, ...details },
  })
}

function notJson(text: string, reason: string, key: ApiKey | null): Failure {
  const begun = excerpt(withoutKey(text, key?.value ?? null))
  if (isCutOff(text)) {
    return {
      code: 'invalid-response',
      problem: `JSON that was cut off after ${text.length.toLocaleString('en')} characters: ${begun}`,
      advice: 'Run the same command again; if it stays so, look at the log of the server.',
      retryable: true,
    }
  }
  if (hasNumbersThatAreNone(text)) {
    return {
      code: 'invalid-response',
      problem: `numbers that are not finite, NaN or Infinity, which JSON does not have: ${begun}`,
      advice:
        'The address is right. Look at the model behind it, its precision (16 bits overflow) and its version.',
    }
  }
  return {
    code: 'invalid-response',
    problem: `something that is not JSON (${excerpt(reason).slice(1, -1)}): ${begun}`,
    advice: 'Check the base URL: it may be that of a web page or of a proxy.',
  }
}

function tooSlow(milliseconds: number): Failure {
  return {
    code: 'model-unavailable',
    problem: `no whole answer within ${milliseconds / 1000} seconds`,
    advice:
      'The server may be loading the model or be overloaded: run it again, or give it longer with ?timeout=SECONDS.',
    retryable: true,
  }
}

function brokenOff({ key }: JsonRequest, error: unknown): Failure {
  const { problem, advice, retryable } = connectionTrouble(error)
  const text = withoutKey(chainText(error), key?.value ?? null)
  return {
    code: 'model-unavailable',
    problem: `${problem} (${text})`,
    advice,
    retryable,
    cause: new Error(text),
  }
}

function failed(
  { who, url }: JsonRequest,
  { code, problem, advice, retryable, details, cause }: Failure,
): NumeracyError {
  return new NumeracyError(
    code,
    `${who}: got ${problem} from ${url}; expected an answer in JSON. ${advice}`,
    {
      details: { url, ...details },
      ...(retryable === undefined ? {} : { retryable }),
      ...(cause === undefined ? {} : { cause }),
    },
  )
}
