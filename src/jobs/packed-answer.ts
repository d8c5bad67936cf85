import { z } from 'zod'
import { NumeracyError } from '../base/error.ts'
import { bytesFloats, bytesOf, floatBytes } from '../base/float-codec.ts'
import type { EmbedAnswer } from '../models/embedder.ts'
import type { ScoreAnswer } from '../models/reranker.ts'

/** What came of a request: numbers, or the failure after which it is not tried again. */
export type Answer =
  | ({ readonly kind: 'embedder' } & EmbedAnswer)
  | ({ readonly kind: 'reranker' } & ScoreAnswer)
  | { readonly kind: 'failure'; readonly failure: NumeracyError }

/** An answer as read: numbers of any shape, which whoever asked must check. */
export type ReadAnswer =
  | ({ readonly kind: 'numbers'; readonly facts: AnswerFacts } & Numbers)
  | { readonly kind: 'failure'; readonly failure: NumeracyError }

/** Rows behind each other: vectors, or scores in one column. */
export interface Numbers {
  readonly columns: number
  readonly data: Float64Array
}

export type AnswerFacts = Pick<EmbedAnswer, 'usage' | 'anotherModel'>

const facts = {
  usage: z.strictObject({ tokens: z.number() }).exactOptional(),
  anotherModel: z.string().exactOptional(),
}
const header = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('embedder'), columns: z.int().positive(), ...facts }),
  z.strictObject({ kind: z.literal('reranker'), columns: z.literal(1), ...facts }),
  z.strictObject({
    kind: z.literal('failure'),
    code: z.enum([
      'usage',
      'input',
      'unknown',
      'invalid-response',
      'model-unavailable',
      'storage',
      'interrupted',
    ]),
    message: z.string(),
    details: z.record(z.string(), z.json()),
  }),
])

/** An answer as bytes: length of the header, header as JSON, then float32 (vectors) or float64 (scores), little-endian. */
export function packAnswer(answer: Answer): Buffer {
  if (answer.kind === 'failure') {
    const { code, message, details } = answer.failure
    return packed({ kind: 'failure', code, message, details })
  }
  const { usage, anotherModel } = answer
  const more = { ...(usage && { usage }), ...(anotherModel !== undefined && { anotherModel }) }
  if (answer.kind === 'reranker')
    return packed({ kind: answer.kind, columns: 1, ...more }, floatBytes(answer.scores, 'float64'))
  const { dimensions, data } = answer.vectors
  return packed({ kind: answer.kind, columns: dimensions, ...more }, floatBytes(data, 'float32'))
}

/** The answer that `packAnswer` wrote; undefined for bytes that are none. */
export function readAnswer(bytes: Buffer): ReadAnswer | undefined {
  if (bytes.length < 4) return undefined
  const start = 4 + bytes.readUInt32LE(0)
  if (start > bytes.length) return undefined
  const read = header.safeParse(json(bytes.toString('utf8', 4, start)))
  if (!read.success) return undefined
  if (read.data.kind === 'failure') {
    const { code, message, details } = read.data
    return { kind: 'failure', failure: new NumeracyError(code, message, { details }) }
  }
  const { kind, columns, ...more } = read.data
  const type = kind === 'embedder' ? 'float32' : 'float64'
  const body = bytes.subarray(start)
  if (body.length % (columns * bytesOf[type]) !== 0) return undefined
  return { kind: 'numbers', columns, data: bytesFloats(body, type), facts: more }
}

function packed(head: z.input<typeof header> | object, data: Uint8Array = new Uint8Array()): Buffer {
  const text = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  return Buffer.concat([length, text, data])
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
