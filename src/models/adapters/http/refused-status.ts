import type { ErrorFacts } from '../../../base/error.ts'
import type { ApiKey } from './api-key.ts'
import { excerpt, serverWords } from './excerpt.ts'

/** What a status other than success means, in words, and what to do. */
export interface Refusal {
  /** Sentences; the first may be empty. */
  readonly advice: string
  readonly retryable: boolean
  readonly details?: ErrorFacts['details']
}

/** Statuses that may be another the next time. */
const passing: readonly number[] = [408, 425, 429]

/** Errors of a server that stay as they are: not implemented, version not supported, log in to the network first. */
const lasting: readonly number[] = [501, 505, 511]

/** An account that has nothing left; a limit of a minute's requests is none, though its message may name billing too. */
const usedUp =
  /insufficient[_ ](?:quota|funds|balance|credits?)|billing|\bcredits?\b|\bbalance\b|payment|exceeded your (?:\w+ )?quota|quota[_ ](?:exhausted|exceeded)/i
const surelyUsedUp = /insufficient[_ ](?:quota|funds|balance|credits?)|billing_hard_limit/i
const fast = /rate.?limit|too many requests|(?:per|a|each)[ _-]?(?:second|minute|min|hour)\b|\b[rt]pm\b/i

/** As TEI, vLLM, llama.cpp, OpenAI and others say it. */
const tooMuch =
  /batch.?size|too (?:large|many|long|big)|(?:larger|longer|more) than|max(?:imum)?\b[^.]{0,40}\b(?:inputs?|texts?|documents?|tokens?|length|size)\b|exceed/i
const notAboutTexts = /dimension|quota|rate.?limit/i

/** @param words what the server says, without the key */
export function refusal(status: number, body: string, key: ApiKey | null): Refusal {
  const words = serverWords(body)
  if (status === 401 || status === 403) return { advice: keyAdvice(key), retryable: false }
  if (status === 402 || (status === 429 && isUsedUp(body))) {
    return {
      advice:
        'The account has nothing left for this. Top it up or wait for the next period, and run the same command again: what was answered is kept.',
      retryable: false,
      details: { quota: true },
    }
  }
  if (status === 404 || status === 405)
    return { advice: 'Check the name of the model and the base URL.', retryable: false }
  if (status === 413 || isTooMuch(status, words)) {
    return {
      advice: 'This is too much for one request: give a smaller ?maxBatch, or shorter texts.',
      retryable: false,
      details: { tooLarge: true },
    }
  }
  if (passing.includes(status) || (status >= 500 && !lasting.includes(status))) {
    return {
      advice: 'Run the same command again later: what was answered is kept.',
      retryable: true,
    }
  }
  if (/missing field `?texts/.test(words))
    return {
      advice: 'A server of TEI reads another dialect: add ?dialect=tei.',
      retryable: false,
      details: { dialect: 'tei' },
    }
  return { advice: 'Check the name of the model and its options.', retryable: false }
}

/** A status with what the server says about it. */
export function statusText({ status, statusText: phrase }: Response, body: string): string {
  const words = serverWords(body).trim()
  const name = phrase === '' ? `status ${status}` : `status ${status} (${excerpt(phrase).slice(1, -1)})`
  return words === '' ? name : `${name} saying ${excerpt(words)}`
}

function isUsedUp(body: string): boolean {
  return surelyUsedUp.test(body) || (usedUp.test(body) && !fast.test(body))
}

/** llama.cpp says with status 500 that it takes less. */
function isTooMuch(status: number, words: string): boolean {
  if (status === 500) return /too large to process/.test(words)
  return (status === 400 || status === 422) && tooMuch.test(words) && !notAboutTexts.test(words)
}

function keyAdvice(key: ApiKey | null): string {
  return key === null
    ? 'It was asked without a key: name the environment variable that holds one with ?keyEnv=NAME.'
    : `Check the key in the environment variable ${key.variable}, and what it may be used for.`
}
