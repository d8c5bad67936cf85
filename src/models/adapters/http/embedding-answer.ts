import { isObject } from '../../../base/json.ts'
import type { Usage } from '../../usage.ts'
import { orderedItems } from './ordered-items.ts'
import { type AskedServer, kindOf, unfitAnswer, unfitShape, usageIn } from './unfit-answer.ts'

export interface EmbeddingAnswer extends AskedServer {
  /** Whether vectors were asked for as base64; a server may answer with lists all the same. */
  readonly base64: boolean
}

/** What an answer holds. */
export interface ReadVectors {
  /** In input order; values other than finite numbers are looked for afterwards. */
  readonly rows: readonly ArrayLike<number>[]
  readonly usage?: Usage
  /** The name of the model, as far as the answer has one. */
  readonly model?: unknown
}

/**
 * What an answer in the protocol of OpenAI holds: its vectors are `data[]` by `index`, in any order; or, as small
 * servers have it, without any index, as a bare list, or with each vector in a list of its own.
 * @throws NumeracyError `invalid-response`: another shape, count or order; values other than finite numbers are not looked for
 */
export function openaiVectors(answer: unknown, expected: EmbeddingAnswer): ReadVectors {
  const model = isObject(answer) ? answer.model : undefined
  return { rows: embeddingRows(answer, expected), ...usageIn(answer), model }
}

function embeddingRows(answer: unknown, expected: EmbeddingAnswer): ArrayLike<number>[] {
  const { who } = expected
  const count = expected.asked.texts
  const list = isObject(answer) ? answer.data : answer
  if (!Array.isArray(list)) {
    throw unfitShape(answer, 'a list "data" with one embedding for each text', expected)
  }
  const bare = list.length === count && list.every(item => Array.isArray(item))
  const unnumbered = list.length === count && list.every(item => isObject(item) && !('index' in item))
  const vectors = bare
    ? list
    : (unnumbered ? list : orderedItems(list, { who, items: 'vectors', subjects: 'texts', count })).map(
        item => item.embedding,
      )
  return vectors.map((vector, place) => vectorRow(vector, place, expected))
}

/**
 * The vector of one text.
 * @throws NumeracyError `invalid-response`: no list of numbers, nor base64 where that was asked for
 */
export function vectorRow(
  given: unknown,
  place: number,
  { who, base64 }: EmbeddingAnswer,
): ArrayLike<number> {
  const vector = Array.isArray(given) && given.length === 1 && Array.isArray(given[0]) ? given[0] : given
  const refuse = (got: string, expected: string) =>
    unfitAnswer(who, `${got} as the vector of text ${place + 1}; expected ${expected}`)
  if (typeof vector === 'string') {
    if (!base64) throw refuse('a text', 'a list of numbers, for base64 was not asked for')
    const floats = floatsIn(vector)
    if (floats === undefined)
      throw refuse('a text that is not base64 of 32-bit floats', 'one, or a list of numbers')
    return floats
  }
  if (!Array.isArray(vector)) throw refuse(kindOf(vector), 'a list of numbers')
  if (vector.length > 0 && vector.every(part => Array.isArray(part))) {
    throw refuse(
      vector.length === 1 ? 'lists within lists' : `${vector.length} vectors`,
      'a single one: the server does not pool the vectors of the tokens; start it with a pooling, such as mean',
    )
  }
  const wrong = vector.findIndex(value => typeof value !== 'number')
  if (wrong === -1) return vector
  throw refuse(`${kindOf(vector[wrong])} at place ${wrong}`, 'finite numbers')
}

/** Little-endian floats of 32 bits. */
function floatsIn(text: string): Float32Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  const canonical = bytes.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '')
  if (!canonical || bytes.length === 0 || bytes.length % 4 !== 0) return undefined
  return Float32Array.from({ length: bytes.length / 4 }, (_, k) => bytes.readFloatLE(k * 4))
}
