import { NumeracyError } from '../../../base/error.ts'
import { isObject } from '../../../base/json.ts'
import type { Usage } from '../../usage.ts'
import { type AskedAtOnce, tooMuch } from '../too-much.ts'
import { excerpt, messageIn } from './excerpt.ts'

/** What was asked of whom. */
export interface AskedServer {
  /** Speaks in messages. */
  readonly who: string
  readonly asked: AskedAtOnce
  /** Takes the key out of what a server wrote. */
  readonly clean: (text: string) => string
}

/** Refuses an answer whose shape is wrong. `problem` follows "got" and says what was expected; it quotes nothing of the answer. */
export function unfitAnswer(who: string, problem: string): NumeracyError {
  return new NumeracyError(
    'invalid-response',
    `${who}: got ${problem}. Nothing of this answer is kept; check the model or the server and run again.`,
    { details: { model: who } },
  )
}

/**
 * Refuses an answer that is not what was asked for: it says how that looks, or what it says went wrong. An error in
 * place of an answer may be for its size, as one with a status of its own.
 */
export function unfitShape(
  answer: unknown,
  expected: string,
  { who, asked, clean }: AskedServer,
): NumeracyError {
  if (!isObject(answer)) return unfitAnswer(who, `${kindOf(answer)}; expected ${expected}`)
  if (!('error' in answer || 'detail' in answer)) {
    const members = excerpt(clean(Object.keys(answer).slice(0, 100).join(', ')))
    return unfitAnswer(who, `an object with the members ${members}; expected ${expected}`)
  }
  const words = clean(wordsIn(answer))
  const problem = `an error with status 200: ${excerpt(words)}; expected ${expected}`
  const size = tooMuch(words, asked, { serious: true })
  if (size === undefined) return unfitAnswer(who, problem)
  return new NumeracyError('model-unavailable', `${who}: got ${problem}. ${size.advice}`, {
    details: { model: who, ...size.details },
  })
}

/**
 * Refuses an answer that names an error, be there numbers beside it or not: they may be of what went right before it.
 * @throws NumeracyError as `unfitShape` makes it
 */
export function refuseError(answer: unknown, server: AskedServer): void {
  if (!isObject(answer)) return
  const { error } = answer
  const isSaid =
    typeof error === 'string' ? error.trim() !== '' : isObject(error) && Object.keys(error).length > 0
  if (isSaid) throw unfitShape(answer, 'an answer without an error', server)
}

/** What an error in JSON says; of one that says it in no usual place, its members. */
function wordsIn(answer: object): string {
  return messageIn(answer) ?? `${Object.keys(answer).slice(0, 100).join(', ')}, with no message`
}

/** What a value is, in words; nothing of what is in it, which may be of any depth. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** The tokens that an answer says it cost, as far as it says so. */
export function usageIn(answer: unknown): { readonly usage?: Usage } {
  const usage = isObject(answer) && isObject(answer.usage) ? answer.usage : {}
  const tokens = [usage.total_tokens, usage.prompt_tokens].find(
    (count): count is number => typeof count === 'number' && Number.isSafeInteger(count) && count >= 0,
  )
  return tokens === undefined ? {} : { usage: { tokens } }
}
