import { NumeracyError } from '../../../base/error.ts'
import type { Usage } from '../../usage.ts'
import { excerpt, serverWords } from './excerpt.ts'

/** Refuses an answer whose shape is wrong. `problem` follows "got" and says what was expected; it quotes nothing of the answer. */
export function unfitAnswer(who: string, problem: string): NumeracyError {
  return new NumeracyError(
    'answer',
    `${who}: got ${problem}. Nothing of this answer is kept; check the model or the server and run again.`,
    { details: { model: who } },
  )
}

/** How an answer looks that is not what was asked for: its members, or what it says went wrong. */
export function shapeOf(answer: unknown, clean: (text: string) => string): string {
  if (Array.isArray(answer)) return `a list of ${answer.length}`
  if (typeof answer !== 'object' || answer === null) return `a ${answer === null ? 'null' : typeof answer}`
  if ('error' in answer || 'detail' in answer)
    return `an error with status 200: ${excerpt(clean(serverWords(JSON.stringify(answer))))}`
  const members = excerpt(clean(Object.keys(answer).join(', ')))
  return `an object with the members ${members}`
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The tokens that an answer says it cost, as far as it says so. */
export function usageIn(answer: unknown): { readonly usage?: Usage } {
  const usage = isRecord(answer) && isRecord(answer.usage) ? answer.usage : {}
  const tokens = [usage.total_tokens, usage.prompt_tokens].find(
    (count): count is number => typeof count === 'number' && Number.isSafeInteger(count) && count >= 0,
  )
  return tokens === undefined ? {} : { usage: { tokens } }
}
