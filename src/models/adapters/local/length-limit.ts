import { quoted } from '../../../base/quoted.ts'
import type { Encoded } from './tokens.ts'
import { type Named, trouble } from './trouble.ts'

/**
 * A text that is longer than the model reads is never cut in silence.
 * @throws NumeracyError `input`
 */
export function refuseTooLong(
  named: Named,
  encoded: readonly Encoded[],
  texts: readonly string[],
  most: number,
): void {
  const index = encoded.findIndex(({ ids }) => ids.length > most)
  if (index === -1) return
  const text = texts[index]
  throw trouble(
    'input',
    named,
    `got ${encoded[index].ids.length} tokens for ${quoted(text)} at place ${index + 1} of ${texts.length}; the model reads at most ${most}, and would not see the rest. Shorten the text.`,
    { details: { index, tokens: encoded[index].ids.length, most } },
  )
}
