import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { NumeracyError } from '../base/error.ts'

/**
 * The variables of a file of NAME=value lines.
 * @throws NumeracyError `storage` when it cannot be read
 */
export function readEnvFile(path: string): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new NumeracyError(
      'storage',
      `--env-file: ${path} cannot be read. Give a file of NAME=value lines.`,
      { cause, details: { path } },
    )
  }
}
