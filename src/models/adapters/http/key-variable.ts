import { NumeracyError } from '../../../base/error.ts'
import { type ModelSpec, specName } from '../../spec.ts'

/** Whether a text is the name of an environment variable in capitals. What is not may be the key itself. */
export function isVariableName(text: string): boolean {
  return /^[A-Z_][A-Z0-9_]*$/.test(text)
}

/**
 * The environment variable that `?keyEnv=NAME` names; null where it is not given.
 * @throws NumeracyError `usage` for what is no name in capitals, and so may be the key itself, which is not repeated
 */
export function keyVariable(spec: ModelSpec): string | null {
  const { keyEnv } = spec.options
  if (keyEnv === undefined) return null
  if (isVariableName(keyEnv)) return keyEnv
  throw new NumeracyError(
    'usage',
    `${specName(spec)}: got something else as the option keyEnv; expected the name of an environment variable in capitals, such as ?keyEnv=MY_SERVER_KEY. Never put a key itself into a spec.`,
    { details: { spec: specName(spec), option: 'keyEnv' } },
  )
}
