import { NumeracyError } from '../../../base/error.ts'
import { type ModelSpec, specName } from '../../spec.ts'

/**
 * The environment variable that `?keyEnv=NAME` names; null where it is not given.
 * @throws NumeracyError `usage` for what is no name in capitals, and so may be the key itself, which is not repeated
 */
export function keyVariable(spec: ModelSpec): string | null {
  const { keyEnv } = spec.options
  if (keyEnv === undefined) return null
  if (/^[A-Z_][A-Z0-9_]*$/.test(keyEnv)) return keyEnv
  throw new NumeracyError(
    'usage',
    `${specName(spec)}: got something else as the option keyEnv; expected the name of an environment variable in capitals, such as ?keyEnv=MY_SERVER_KEY. Never put a key itself into a spec.`,
    { details: { spec: specName(spec), option: 'keyEnv' } },
  )
}
