import { status } from '../fixtures/fault-server/connections.ts'
import type { Refused } from './http-faults.ts'

interface Expected {
  readonly message: RegExp
  readonly words?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly retryable?: boolean
  readonly details?: Readonly<Record<string, unknown>>
}

function refused(code: number, name: string, expected: Expected): Refused {
  const { message, words = 'some words', headers = {}, retryable = false, details = {} } = expected
  return {
    name: `${code}${name === '' ? '' : `, ${name}`}`,
    fault: status(code, words, headers),
    code: 'model-unavailable',
    retryable,
    message: new RegExp(
      `got status ${code} \\(.*\\) saying "${words}.*you sent Bearer \\[key\\].*${message.source}`,
    ),
    details: { status: code, ...details },
  }
}

const later = /Run the same command again later/
const date = new Date(Date.now() + 3_600_000).toUTCString()

/** What each status of a server must become. */
export const statusFaults: readonly Refused[] = [
  refused(400, '', { message: /Check the name of the model and its options/ }),
  refused(400, 'too many texts', {
    words: 'batch size 64 exceeds the maximum',
    message: /smaller \?maxBatch/,
    details: { tooLarge: true },
  }),
  refused(401, '', { message: /Check the key in the environment variable (?:SERVER_KEY|JINA_API_KEY)/ }),
  refused(402, '', { message: /nothing left for this\. Top it up/ }),
  refused(403, '', { message: /Check the key in the environment variable/ }),
  refused(404, '', { message: /Check the name of the model and the base URL/ }),
  refused(408, '', { message: later, retryable: true }),
  refused(413, '', { message: /smaller \?maxBatch/, details: { tooLarge: true } }),
  refused(422, '', { message: /Check the name of the model and its options/ }),
  refused(422, 'too many texts', {
    words: '`inputs` must have less than 512 tokens. Given: too many',
    message: /smaller \?maxBatch/,
    details: { tooLarge: true },
  }),
  refused(429, '', { message: later, retryable: true }),
  refused(429, 'wait in seconds', {
    headers: { 'retry-after': '90' },
    message: later,
    retryable: true,
    details: { retryAfterSeconds: 90 },
  }),
  refused(429, 'wait in milliseconds', {
    headers: { 'retry-after-ms': '1500', 'retry-after': '2' },
    message: later,
    retryable: true,
    details: { retryAfterSeconds: 1.5 },
  }),
  refused(429, 'wait until a date of the past', {
    headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' },
    message: later,
    retryable: true,
    details: { retryAfterSeconds: 0 },
  }),
  refused(429, 'wait until a date by the clock of the server', {
    headers: { date, 'retry-after': new Date(Date.parse(date) + 100_000).toUTCString() },
    message: later,
    retryable: true,
    details: { retryAfterSeconds: 100 },
  }),
  refused(429, 'a limit that is used up', {
    headers: {
      'x-ratelimit-reset-requests': '20ms',
      'x-ratelimit-reset-tokens': '6m0.5s',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-days': '2h',
      'x-ratelimit-remaining-days': '4',
    },
    message: later,
    retryable: true,
    details: { retryAfterSeconds: 360.5 },
  }),
  refused(429, 'a quota that is used up', {
    words: 'You exceeded your current quota, please check your plan and billing details',
    headers: { 'retry-after': '1' },
    message: /nothing left for this/,
    details: { quota: true },
  }),
  refused(429, 'a limit per minute whose words name billing too', {
    words: 'Rate limit reached on tokens per min. Add a payment method at /account/billing to raise it',
    message: later,
    retryable: true,
  }),
  refused(500, 'too many texts, as llama.cpp says it', {
    words: 'input is too large to process. increase the physical batch size',
    message: /smaller \?maxBatch/,
    details: { tooLarge: true },
  }),
  refused(500, '', { message: later, retryable: true }),
  refused(501, '', { message: /Check the name of the model/ }),
  refused(502, '', { message: later, retryable: true }),
  refused(503, 'wait in seconds', {
    headers: { 'retry-after': '5' },
    message: later,
    retryable: true,
    details: { retryAfterSeconds: 5 },
  }),
  refused(504, '', { message: later, retryable: true }),
  refused(529, '', { message: later, retryable: true }),
]
