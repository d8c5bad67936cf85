import { constants, type Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { textOfBytes } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import { troubleOf } from './storage-trouble.ts'

/** A file that a user named. */
export interface GivenFile {
  /** What errors begin with, such as `--config: numeracy.config.yaml`. */
  readonly subject: string
  /** What it should be, such as `a config file`. */
  readonly expected: string
  /** What errors end with: what to give instead, as a sentence. */
  readonly advice: string
  /** A larger file is refused, and no more of it is read. */
  readonly maxBytes: number
  /** What to do about a larger one. Default: what the others say. */
  readonly whenTooLarge?: string
  /** What errors have as details. Default: the path. */
  readonly details?: Readonly<Record<string, unknown>>
  /** Milliseconds for which nothing may come out of a pipe or a device. */
  readonly patience?: Patience
}

interface Patience {
  /** While no program has it open to write. */
  readonly withoutWriter: number
  /** While a program has, and writes nothing. */
  readonly silence: number
}

const defaultPatience: Patience = { withoutWriter: 5_000, silence: 20_000 }

/** Milliseconds between two looks at a pipe. */
const pause = 20

const mebibyte = 2 ** 20

/** Bytes taken at one time from what does not say its size. */
const chunkBytes = 64 * 1024

/**
 * The bytes of a file that a user named. A pipe is read to its end, as in `--config <(program)`; one that nobody writes
 * into is not waited for without end, and of an endless device no more is read than is allowed.
 * @throws NumeracyError `storage` when it cannot be read, or nothing comes; `input` for a folder, or for too much
 */
export async function givenBytes(path: string, given: GivenFile): Promise<Uint8Array<ArrayBuffer>> {
  const { subject, expected, advice, maxBytes, details = { path } } = given
  let file: FileHandle | undefined
  try {
    // Without it, opening a pipe waits until a program writes into it.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stats = await file.stat()
    if (stats.isDirectory())
      throw new NumeracyError(
        'input',
        `${subject} is a folder, not a file; expected ${expected}. ${advice}`,
        {
          details,
        },
      )
    if (stats.size > maxBytes) throw tooLarge(given, details, stats)
    return await allOf(file, stats, given, details)
  } catch (cause) {
    if (cause instanceof NumeracyError) throw cause
    const { reason } = troubleOf(cause)
    throw new NumeracyError('storage', `${subject} cannot be read (${reason}). ${advice}`, { cause, details })
  } finally {
    await file?.close()
  }
}

/**
 * The text of such a file, in UTF-8, or in UTF-16 with a byte order mark, which is left out.
 * @throws NumeracyError as `givenBytes`, and `input` for bytes that are no text
 */
export async function givenText(path: string, given: GivenFile): Promise<string> {
  const text = textOfBytes(await givenBytes(path, given))
  if (text !== null) return text
  const { subject, expected, details = { path } } = given
  throw new NumeracyError(
    'input',
    `${subject} is not UTF-8 text; expected ${expected}. Save it as UTF-8, or as UTF-16 with a byte order mark.`,
    { details },
  )
}

type Details = Readonly<Record<string, unknown>>

async function allOf(
  file: FileHandle,
  stats: Stats,
  given: GivenFile,
  details: Details,
): Promise<Uint8Array<ArrayBuffer>> {
  const { maxBytes, patience = defaultPatience } = given
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  let waited = 0
  for (;;) {
    // One byte more than is expected, so that the end is seen at once.
    const buffer = new Uint8Array(Math.max(chunkBytes, stats.size - size + 1))
    const count = await bytesInto(buffer, file)
    if (count !== null && count > 0) {
      parts.push(buffer.subarray(0, count))
      size += count
      waited = 0
      if (size > maxBytes) throw tooLarge(given, details, stats)
      continue
    }
    const isUnwritten = count === 0 && size === 0 && stats.isFIFO()
    if (count === 0 && !isUnwritten) break
    if (waited >= (isUnwritten ? patience.withoutWriter : patience.silence))
      throw silent(given, details, isUnwritten, waited)
    await setTimeout(pause)
    waited += pause
  }
  return parts.length === 1 ? parts[0] : new Uint8Array(await new Blob(parts).arrayBuffer())
}

/** How many bytes came; 0 at the end, null where there are none yet. */
async function bytesInto(buffer: Uint8Array, file: FileHandle): Promise<number | null> {
  try {
    return (await file.read(buffer, 0, buffer.length, null)).bytesRead
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null
    throw error
  }
}

function tooLarge(
  { subject, advice, whenTooLarge = advice, maxBytes }: GivenFile,
  details: Details,
  stats: Stats,
): NumeracyError {
  const sizeOf = (bytes: number) => `${Math.ceil(bytes / mebibyte).toLocaleString('en')} MiB`
  const problem = stats.isFile()
    ? `has ${sizeOf(stats.size)}; at most ${sizeOf(maxBytes)} are read`
    : `is not a regular file, and gives more than the ${sizeOf(maxBytes)} that are read`
  return new NumeracyError('input', `${subject} ${problem}. ${whenTooLarge}`, {
    details: { ...details, ...(stats.isFile() && { bytes: stats.size }), limit: maxBytes },
  })
}

function silent(
  { subject, advice }: GivenFile,
  details: Details,
  isUnwritten: boolean,
  waited: number,
): NumeracyError {
  const seconds = `${(waited / 1000).toLocaleString('en')} seconds`
  const problem = isUnwritten
    ? `it is a pipe, and no program has written into it for ${seconds}`
    : `it is not a regular file, and nothing has come out of it for ${seconds}`
  return new NumeracyError('storage', `${subject} cannot be read: ${problem}. ${advice}`, { details })
}
