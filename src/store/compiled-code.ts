import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'

/**
 * The environment of a thread: the one given, and in it where this process keeps compiled code, which a thread learns
 * from no other place. It does not belong into the environment of this process, which programs inherit.
 */
export function withCompiledCode<Environment extends Readonly<Record<string, string | undefined>>>(
  env: Environment,
): Environment {
  const folder = getCompileCacheDir()
  return folder === undefined ? env : { NODE_COMPILE_CACHE: dirname(folder), ...env }
}
