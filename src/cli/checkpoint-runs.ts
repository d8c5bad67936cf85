import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { NumeracyError } from '../base/error.ts'
import { type Checkpoint, cut } from './checkpoints.ts'

/** Bytes that a file system takes as a name. */
const longestName = 255

/** The file of a checkpoint's run. Where its name would be too long it is cut, and ends in a hash of all of it. */
export function runFileOf(out: string, checkpoint: string): string {
  const name = `${checkpoint}.json`
  if (Buffer.byteLength(name) <= longestName) return join(out, name)
  const hash = createHash('sha256').update(checkpoint).digest('hex').slice(0, 16)
  // A character takes four bytes at most.
  return join(out, `${cut(checkpoint, 50)}-${hash}.json`)
}

/**
 * Whether the run of a checkpoint is there.
 * @param known names of which it is, so that no file is read twice; another is added
 * @throws NumeracyError `input` where something else stands in its place
 */
export async function isProbed(
  out: string,
  { name, path }: Pick<Checkpoint, 'name' | 'path'>,
  known: Set<string>,
): Promise<boolean> {
  const file = runFileOf(out, name)
  if ((await stat(file).catch(() => null)) === null) {
    known.delete(name)
    return false
  }
  if (known.has(name)) return true
  const text = await readFile(file, 'utf8').catch(() => '')
  // The specs of its models hold the path.
  const isWhole = text.includes(JSON.stringify(path).slice(1, -1)) && text.trimEnd().endsWith('}')
  if (!isWhole)
    throw new NumeracyError(
      'input',
      `watch: ${file} is there, and is not the run of ${path}. Give another folder as --out, or delete that file.`,
    )
  known.add(name)
  return true
}
