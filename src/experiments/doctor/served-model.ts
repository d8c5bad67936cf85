import type { ModelId } from '../../models/identity.ts'
import type { CheckOutcome } from './check.ts'
import { quoted } from './shown.ts'

/** @param another what the server says has answered, where that is another model than the one asked */
export function servedModelOutcome({ model }: ModelId, another: string | undefined): CheckOutcome {
  if (another === undefined)
    return { verdict: 'pass', evidence: `The server names no other model than ${quoted(model)}.` }
  return {
    verdict: 'warn',
    evidence: `Asked for ${quoted(model)}, it says that ${quoted(another)} answered.`,
    advice:
      'Some servers answer to any name. Check the name and what the server serves: answers are kept, and shown, under the name that was asked.',
  }
}
