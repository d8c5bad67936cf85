import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { NumeracyError } from '../base/error.ts'
import { bytesToText, textToBytes } from '../base/float-codec.ts'
import { isDeeperThan, type Json } from '../base/json.ts'
import type { Entry } from './answer-cache.ts'
import { troubleOf, unwritable } from './storage-trouble.ts'
import { writeWhole } from './whole-file.ts'

/** Answers of one model. */
export interface ModelAnswers {
  /** Its identity, as `identityText` writes it. */
  readonly model: string
  readonly entries: readonly Entry[]
}

/** Answers to one part of what a run asks. */
export interface AnswersFile {
  /** The version of this package that wrote it. */
  readonly tool: string
  readonly shard: { readonly part: number; readonly of: number }
  /** What the whole run asks, as JSON. */
  readonly plan: Json
  readonly answers: Iterable<ModelAnswers>
}

export type AnswersHead = Omit<AnswersFile, 'answers'>

const format = 'numeracy-answers'
const version = 1

/** A line longer than this, in characters, is refused. */
const longestLine = 256 * 2 ** 20

const head = z.object({
  format: z.literal(format),
  version: z.literal(version),
  tool: z.string().max(100),
  shard: z.strictObject({ part: z.int().min(1), of: z.int().min(1) }),
  plan: z.json(),
})
const answers = z.strictObject({
  model: z.string().max(100_000),
  answers: z.array(z.tuple([z.base64(), z.base64()])),
})
const end = z.strictObject({ end: z.int().min(0), sha256: z.string() })

/**
 * Writes answers as JSON lines: what they belong to, the answers of one request a line as pairs of key and value in base64,
 * and how many they were, with the SHA-256 of all that stands before.
 * @returns how many answers
 * @throws NumeracyError `storage`; what was at `path` before is then still there
 */
export async function writeAnswers(path: string, { answers, ...file }: AnswersFile): Promise<number> {
  let count = 0
  const lines = function* () {
    const sum = createHash('sha256')
    const line = (value: unknown) => {
      const text = `${JSON.stringify(value)}\n`
      sum.update(text)
      return text
    }
    yield line({ format, version, ...file })
    for (const { model, entries } of answers) {
      count += entries.length
      yield line({ model, answers: entries.map(({ key, value }) => [bytesToText(key), bytesToText(value)]) })
    }
    yield line({ end: count, sha256: sum.copy().digest('hex') })
  }
  try {
    await writeWhole(path, lines())
  } catch (error) {
    throw unwritable(`The answers cannot be written to ${path}`, error, path)
  }
  return count
}

/** What the answers in a file belong to. @throws NumeracyError `storage` or `input` */
export async function readAnswersHead(path: string): Promise<AnswersHead> {
  for await (const line of linesOf(path)) return headOf(line, path)
  throw damaged(path, 'is empty, or ends within its first line')
}

/**
 * The answers in a file, in parts, so that they need not be in memory together.
 * @throws NumeracyError `storage`; `input` when it is not such a file, or is not whole: what came before must then be given up
 */
export async function* readAnswers(path: string): AsyncGenerator<ModelAnswers> {
  const sum = createHash('sha256')
  let count = 0
  let place = 0
  for await (const line of linesOf(path)) {
    place++
    if (place === 1) headOf(line, path)
    else {
      const value = json(line, path, place)
      const last = end.safeParse(value)
      if (last.success) {
        if (last.data.end !== count || last.data.sha256 !== sum.digest('hex'))
          throw damaged(path, 'was changed after it was written')
        return
      }
      const part = answers.safeParse(value)
      if (!part.success) throw damaged(path, `holds no answers in line ${place}`)
      count += part.data.answers.length
      yield {
        model: part.data.model,
        entries: part.data.answers.map(([key, value]) => ({
          key: textToBytes(key),
          value: textToBytes(value),
        })),
      }
    }
    sum.update(`${line}\n`)
  }
  throw damaged(path, 'ends too early')
}

function headOf(line: string, path: string): AnswersHead {
  const value = json(line, path, 1)
  const named = z.object({ format: z.literal(format), version: z.int() }).safeParse(value)
  if (!named.success) throw damaged(path, 'is no file of answers')
  if (named.data.version !== version) {
    throw new NumeracyError(
      'input',
      `The answers in ${path} are of version ${named.data.version}; this numeracy reads version ${version}. Use the numeracy that wrote them.`,
      { details: { file: path } },
    )
  }
  const read = head.safeParse(value)
  if (!read.success) throw damaged(path, 'holds no plan in its first line')
  const { tool, shard, plan } = read.data
  return { tool, shard, plan: plan as Json }
}

/** Lists and objects within each other that a line has at most. */
const maxLevels = 12

function json(line: string, path: string, place: number): unknown {
  const problem = place === 1 ? 'is no file of answers' : `holds no answers in line ${place}`
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw damaged(path, problem)
  }
  if (isDeeperThan(value, maxLevels)) throw damaged(path, problem)
  return value
}

function damaged(path: string, problem: string): NumeracyError {
  return new NumeracyError(
    'input',
    `The file ${path} ${problem}; expected one that \`numeracy probe --shard\` wrote. Ask this part again, with the same command; what is in the cache of its machine is not asked again.`,
    { details: { file: path } },
  )
}

/** The lines of a file that end in a newline: what stands behind the last one was not written whole. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest: string[] = []
  let length = 0
  try {
    // It is read twice, which a pipe cannot be; one that nobody writes would be waited for without end.
    const stats = await stat(path)
    if (!stats.isFile() && !stats.isDirectory())
      throw new NumeracyError(
        'input',
        `The file ${path} is not a regular file; expected one that \`numeracy probe --shard\` wrote. Give the path of the file itself.`,
        { details: { file: path } },
      )
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 2 ** 20 })) {
      const lines = (chunk as string).split('\n')
      for (const [at, part] of lines.entries()) {
        rest.push(part)
        length += part.length
        if (length > longestLine) throw damaged(path, `has a line of more than ${longestLine} characters`)
        if (at === lines.length - 1) continue
        yield rest.join('')
        rest = []
        length = 0
      }
    }
  } catch (error) {
    if (error instanceof NumeracyError) throw error
    const { reason } = troubleOf(error)
    throw new NumeracyError(
      'storage',
      `The file ${path} cannot be read (${reason}). Check the path and its permissions.`,
      { details: { file: path }, cause: error },
    )
  }
}
