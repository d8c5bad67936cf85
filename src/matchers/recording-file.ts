import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { messageOf, NumeracyError } from '../base/error.ts'
import { whileLocked } from '../store/file-lock.ts'
import { temporaryIn } from '../store/whole-file.ts'

const text = z.string().max(100_000)

/** Answers of one model as they stand in a repository: sorted by text, so that a change shows as a few lines. */
const recordingSchema = z.strictObject({
  format: z.literal('numeracy-recording'),
  version: z.literal(1),
  model: z.strictObject({
    kind: z.enum(['embedder', 'reranker']),
    /** As it was asked for. */
    spec: text,
    /** All that must be equal for two answers to be comparable. */
    identity: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  }),
  /** Of an embedder: base64 of float32, little-endian, by text. */
  vectors: z.record(text, z.string().max(1_000_000)),
  /** Of a reranker: the scores of the documents of a list, by query and list as JSON. */
  scores: z.record(text, z.array(z.number())),
})

export type Recording = z.output<typeof recordingSchema>

/** Waits for another process that records into the same file. */
const patience = 60_000

/**
 * The recording of a file; null where there is none.
 * @throws NumeracyError `storage`, `input`
 */
export function readRecording(path: string): Recording | null {
  let source: string
  try {
    // A pipe is not waited for: a recording is a file that stands in a repository.
    const stats = statSync(path)
    if (!stats.isFile() && !stats.isDirectory())
      throw new NumeracyError(
        'input',
        `${path} is not a regular file; expected what NUMERACY_RECORD=1 writes. Choose another place for it.`,
        { details: { path } },
      )
    source = readFileSync(path, 'utf8')
  } catch (cause) {
    if (cause instanceof NumeracyError) throw cause
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new NumeracyError('storage', `The recording ${path} cannot be read: ${messageOf(cause)}.`, {
      cause,
    })
  }
  const value = jsonOf(source.replace(/^\uFEFF/, ''))
  const found = recordingSchema.safeParse(value)
  // As it was read: the schema leaves out a text such as __proto__.
  if (found.success) return value as Recording
  throw new NumeracyError(
    'input',
    `${path} is no recording: got ${z.prettifyError(found.error).split('\n')[0]}; expected what NUMERACY_RECORD=1 writes. Delete it and record again.`,
    { details: { path } },
  )
}

function jsonOf(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return null
  }
}

/**
 * Adds answers to a file, which other processes may write meanwhile. What it has of another model is left out.
 * @throws NumeracyError `storage`
 */
export function addToRecording(path: string, added: Omit<Recording, 'format' | 'version'>): void {
  // Beside the file a lock would end up in the repository.
  const lock = join(tmpdir(), `numeracy-${createHash('sha256').update(path).digest('hex').slice(0, 24)}.lock`)
  try {
    whileLocked(lock, patience, () => {
      const earlier = readRecording(path)
      const isSame = JSON.stringify(earlier?.model) === JSON.stringify(added.model)
      const recording: Recording = {
        format: 'numeracy-recording',
        version: 1,
        model: added.model,
        vectors: sorted({ ...(isSame && earlier?.vectors), ...added.vectors }),
        scores: sorted({ ...(isSame && earlier?.scores), ...added.scores }),
      }
      writeNow(path, `${JSON.stringify(recording, null, 1)}\n`)
    })
  } catch (cause) {
    if (cause instanceof NumeracyError) throw cause
    throw new NumeracyError(
      'storage',
      `The recording ${path} cannot be written: ${messageOf(cause)}. Choose another place for it.`,
      { cause, details: { path } },
    )
  }
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Whole or not at all, within the lock. */
function writeNow(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = temporaryIn(dirname(path))
  try {
    writeFileSync(temporary, content)
    renameSync(temporary, path)
  } finally {
    rmSync(temporary, { force: true })
  }
}
