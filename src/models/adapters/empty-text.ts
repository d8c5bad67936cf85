import { NumeracyError } from '../../base/error.ts'
import type { ModelId } from '../identity.ts'
import { specName } from '../spec.ts'

/**
 * Refuses a text that has no characters, before any request: models differ in what they do with it, and none
 * answers anything that can be compared.
 * @throws NumeracyError `input`
 */
export function refuseEmptyText(id: ModelId, texts: readonly string[]): void {
  const index = texts.indexOf('')
  if (index === -1) return
  const model = specName({ provider: id.provider, name: id.model })
  throw new NumeracyError(
    'input',
    `${model} (${id.kind}): got an empty text at place ${index + 1} of ${texts.length}; expected at least one character. Take it out of the series or the template.`,
    { details: { model, index } },
  )
}
