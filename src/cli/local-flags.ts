import { NumeracyError } from '../base/error.ts'
import { labelledSpec, parseSpec } from '../models/spec.ts'

/** What a local encoder's own files may leave open; undefined where the flag is not given. */
export interface LocalFlags {
  readonly pooling: string | undefined
  readonly prefix: string | undefined
}

/**
 * The specs with the flags as options of every local model among them: `--pooling cls` stands for `?pooling=cls`.
 * @throws NumeracyError `usage` when a flag is given and no local model is
 */
export function withLocalFlags(specs: readonly string[], { pooling, prefix }: LocalFlags): string[] {
  const given = Object.entries({ pooling, prefix }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  if (given.length === 0) return [...specs]
  const isLocal = (spec: string) => ['folder', 'hf'].includes(parseSpec(labelledSpec(spec).spec).provider)
  if (!specs.some(isLocal)) {
    throw new NumeracyError(
      'usage',
      `--${given[0][0]}: got no local embedder that it could be for; expected --embed with a folder or hf:ORG/NAME. Add one, or leave the flag out.`,
    )
  }
  const options = given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return specs.map(spec => {
    if (!isLocal(spec)) return spec
    return `${spec}${spec.includes('?') ? '&' : '?'}${options}`
  })
}
