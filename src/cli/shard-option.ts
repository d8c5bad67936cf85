import { NumeracyError } from '../base/error.ts'
import type { Shard } from '../usecases/shard.ts'

/** Reads `--shard`. @throws NumeracyError `usage` */
export function shardNamed(value: string): Shard {
  const [, part, of] = /^(\d{1,9})\/(\d{1,9})$/.exec(value) ?? []
  if (of !== undefined) return { part: Number(part), of: Number(of) }
  throw new NumeracyError(
    'usage',
    `--shard: got ${JSON.stringify(value)}; expected I/N, the part and how many there are, such as --shard 2/8.`,
  )
}
