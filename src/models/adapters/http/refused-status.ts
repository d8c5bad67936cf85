import type { ErrorFacts } from '../../../base/error.ts'
import { type AskedAtOnce, tooMuch } from '../too-much.ts'
import type { ApiKey } from './api-key.ts'
import { excerpt, serverWords } from './excerpt.ts'
import { retryAfterSeconds } from './retry-after.ts'

/** An answer with a status other than success. */
export interface RefusedAnswer {
  readonly status: number
  readonly headers: Headers
  /** Without the key. */
  readonly body: string
}

/** What a request was. */
export interface RefusedRequest extends AskedAtOnce {
  readonly key: ApiKey | null
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What a status other than success means, in words, and what to do. */
export interface Refusal {
  /** Sentences. */
  readonly advice: string
  readonly retryable: boolean
  /** `retryAfterSeconds`, `tooLarge`, `atMost`, `quota`, `dialect`, where they apply. */
  readonly details?: ErrorFacts['details']
}

/** A cause that a status and the words with it show; undefined where it is not this one. */
type Cause = (words: string, answer: RefusedAnswer, request: RefusedRequest) => Refusal | undefined

/** Statuses that may be another the next time. */
const passing: readonly number[] = [408, 425, 429]

/** Errors of a server that stay as they are: not implemented, version not supported, log in to the network first. */
const lasting: readonly number[] = [501, 505, 511]

/** An account that has nothing left; a limit of a minute's requests is none, though its message may name billing too. */
const usedUp =
  /insufficient[_ ](?:quota|funds|balance|credits?)|billing|\bcredits?\b|\bbalance\b|payment|exceeded your (?:\w+ )?quota|quota[_ ](?:exhausted|exceeded)/i
const surelyUsedUp = /insufficient[_ ](?:quota|funds|balance|credits?)|billing_hard_limit/i
const fast = /rate.?limit|too many requests|(?:per|a|each)[ _-]?(?:second|minute|min|hour)\b|\b[rt]pm\b/i

/** As llama.cpp, Ollama, vLLM, TEI, LM Studio and OpenAI say it. */
const noSuchUse =
  /(?:does not|doesn'?t|do not|not) support (?:the )?(?:embed|re-?rank|scor|pooling)|not (?:an? )?(?:embeddings?|re-?rank(?:er|ing)?) model|(?:embeddings?|re-?rank(?:er|ing)?) (?:\w+ )?(?:is|are) (?:not (?:supported|enabled|available)|disabled)|not allowed to generate embeddings|start it with `?--(?:embedding|rerank|pooling)/i

/** Go, Python, Rust and JavaScript, when they cannot write a number down. */
const notFinite =
  /unsupported value: [+-]?(?:NaN|Inf)|not JSON compliant|float values are not|\b(?:NaN|Infinity|non-?finite)\b/i

/** As Ollama says it of a model that it cannot load. */
const tooSmallMachine = /requires more (?:\w+ )?memory/i

const noModel =
  /\bmodel\b.{0,120}\b(?:not found|does ?n.t exist|not exist|unknown|not available|not loaded)|no such model|pulling it/i

const later = 'Run the same command again later: what was answered is kept.'

/** In the order in which they are tried. */
const causes: readonly Cause[] = [
  (_, { status }) =>
    status >= 300 && status < 400
      ? {
          advice:
            'Redirects are not followed, so that no key goes astray: give the address that is right as the base URL.',
          retryable: false,
        }
      : undefined,
  words =>
    noSuchUse.test(words)
      ? {
          advice:
            'The server runs, but this model gives no such answers there: name another model, or start the server for embeddings (llama.cpp: --embeddings) or for reranking (--reranking).',
          retryable: false,
        }
      : undefined,
  (_, { status }, { key }) =>
    status === 401 || status === 403 ? { advice: keyAdvice(key), retryable: false } : undefined,
  (words, answer, request) =>
    answer.status === 402 || (answer.status === 429 && isUsedUp(words, answer, request))
      ? {
          advice:
            'The account has nothing left for this. Top it up or wait for the next period, and run the same command again: what was answered is kept.',
          retryable: false,
          details: { quota: true },
        }
      : undefined,
  words =>
    tooSmallMachine.test(words)
      ? {
          advice:
            'The machine has too little memory for this model: free some there, or take a smaller model.',
          retryable: false,
        }
      : undefined,
  (words, { status }, request) => {
    if (status === 404 || status === 405 || status === 429) return undefined
    const serious = status !== 400 && status !== 422 && status !== 413
    const refused = tooMuch(words, request, { serious, certain: status === 413 })
    return refused && { ...refused, retryable: false }
  },
  words =>
    notFinite.test(words)
      ? {
          advice:
            'The model behind it computes numbers that are not finite: look there at the model, its precision (16 bits overflow) and its version. Asking again does not help.',
          retryable: false,
        }
      : undefined,
  (words, { status }) =>
    status === 404 || status === 405
      ? {
          advice: noModel.test(words)
            ? 'Check the name of the model: the server does not have it.'
            : 'Check the name of the model and the base URL.',
          retryable: false,
        }
      : undefined,
  (_, answer, { now }) => {
    const { status, headers, body } = answer
    if (!passing.includes(status) && (status < 500 || lasting.includes(status))) return undefined
    const seconds = retryAfterSeconds(headers, body, now)
    return {
      advice: later,
      retryable: true,
      ...(seconds === undefined ? {} : { details: { retryAfterSeconds: seconds } }),
    }
  },
  words =>
    /missing field `?texts/.test(words)
      ? {
          advice: 'A server of TEI reads another dialect: add ?dialect=tei.',
          retryable: false,
          details: { dialect: 'tei' },
        }
      : undefined,
]

export function refusal(answer: RefusedAnswer, request: RefusedRequest): Refusal {
  const words = serverWords(answer.body)
  for (const cause of causes) {
    const found = cause(words, answer, request)
    if (found !== undefined) return found
  }
  return { advice: 'Check the name of the model and its options.', retryable: false }
}

/** A status with what the server says about it. */
export function statusText(status: number, phrase: string, body: string): string {
  const words = serverWords(body).trim()
  const name = phrase === '' ? `status ${status}` : `status ${status} (${excerpt(phrase).slice(1, -1)})`
  return words === '' ? name : `${name} saying ${excerpt(words)}`
}

/** A quota that comes back within a wait that the body names does not count as used up. */
function isUsedUp(_: string, { body }: RefusedAnswer, { now }: RefusedRequest): boolean {
  if (surelyUsedUp.test(body)) return true
  return usedUp.test(body) && !fast.test(body) && retryAfterSeconds(new Headers(), body, now) === undefined
}

function keyAdvice(key: ApiKey | null): string {
  return key === null
    ? 'It was asked without a key: name the environment variable that holds one with ?keyEnv=NAME.'
    : `Check the key in the environment variable ${key.variable}, and what it may be used for.`
}
