import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { NumeracyError } from '../base/error.ts'
import { troubleOf } from '../store/storage-trouble.ts'
import type { Checkpoint } from './checkpoints.ts'

/** Files that a trainer needs to go on, and no model: it may delete or write them later, and they can be the larger part. */
const ofTrainer =
  /^(?:optimizer|scheduler|scaler|rng_state|random_states|trainer_state|training_args)\b|^(?:rng_state|random_states)_|optim_states\.pt$/

/**
 * SHA-256 of what makes a checkpoint the model that it is, wherever it lies: the names and contents of its files, without
 * those that its trainer alone needs. Reads all of them.
 * @throws NumeracyError `input` where one cannot be read; the signal's reason
 */
export async function contentOf(
  { path, files }: Pick<Checkpoint, 'path' | 'files'>,
  signal: AbortSignal,
): Promise<string> {
  const ofModel = files.filter(file => !ofTrainer.test(basename(file)))
  const lines: string[] = []
  // The folders between are left out: links may lead to one in several ways.
  for (const file of ofModel.length > 0 ? ofModel : files) {
    const hash = createHash('sha256')
    try {
      await pipeline(createReadStream(file), hash, { signal })
    } catch (cause) {
      signal.throwIfAborted()
      throw new NumeracyError('input', `watch: ${file} cannot be read (${troubleOf(cause).reason}).`, {
        cause,
        details: { path },
      })
    }
    lines.push(`${hash.digest('hex')} ${file === path ? '' : basename(file)}`)
  }
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}
