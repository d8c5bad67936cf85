import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { NumeracyError } from '../base/error.ts'
import { runFormat } from '../store/run-format.ts'
import { contentOf } from './checkpoint-content.ts'
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

/** What a run says of the checkpoint that it is of, beside its step. */
export type CheckpointTags = Readonly<Record<'checkpoint' | 'files' | 'content', string>>

/** @param signal ends the reading of its files */
export async function tagsOf(checkpoint: Checkpoint, signal: AbortSignal): Promise<CheckpointTags> {
  return {
    checkpoint: nameTag(checkpoint),
    files: checkpoint.signature,
    content: await contentOf(checkpoint, signal),
  }
}

function nameTag({ name }: Pick<Checkpoint, 'name'>): string {
  return cut(name, 200)
}

/**
 * Whether the run of a checkpoint is there. It is known by what it holds, so that a folder may be moved, linked or
 * mounted elsewhere; its files are read only where it lies elsewhere, or where they are not as they were.
 * @param known signatures, by name, of those of which it is there, so that no file is read twice; another is added
 * @throws NumeracyError `input` where something else stands in its place
 */
export async function isProbed(
  out: string,
  checkpoint: Checkpoint,
  known: Map<string, string>,
  signal: AbortSignal,
): Promise<boolean> {
  const { name, path, signature } = checkpoint
  const file = runFileOf(out, name)
  if ((await stat(file).catch(() => null)) === null) {
    known.delete(name)
    return false
  }
  if (known.get(name) === signature) return true
  const text = await readFile(file, 'utf8').catch(() => '')
  const tags = tagsIn(text)
  // The specs of its models hold the path.
  const isThere = text.includes(JSON.stringify(path).slice(1, -1))
  const refuse = (problem: string, advice: string): never => {
    throw new NumeracyError('input', `watch: ${file} is there, and ${problem}. ${advice}`, {
      details: { path: file, checkpoint: path },
    })
  }
  const otherwise = 'Give another folder as --out, or delete that file.'
  if (tags === null || (tags.checkpoint ?? nameTag(checkpoint)) !== nameTag(checkpoint))
    return refuse(`is not the run of ${path}`, otherwise)
  // Runs of earlier versions do not say what they are of.
  const isSame =
    tags.content === undefined
      ? isThere
      : (isThere && tags.files === signature) || tags.content === (await contentOf(checkpoint, signal))
  if (!isSame && isThere && tags.content !== undefined)
    return refuse(
      `is the run of other weights, which ${path} held before`,
      'Delete that file to have it probed again, or give another folder as --out.',
    )
  if (!isSame) return refuse(`is not the run of ${path}`, otherwise)
  known.set(name, signature)
  return true
}

/** The tags of a run file; null where it is none, or not whole. */
function tagsIn(text: string): Partial<CheckpointTags> | null {
  try {
    const { format, tags = {} } = JSON.parse(text) as {
      readonly format?: unknown
      readonly tags?: Partial<CheckpointTags> | null
    }
    return format === runFormat ? tags : null
  } catch {
    return null
  }
}
