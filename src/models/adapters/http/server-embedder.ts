import type { Json } from '../../../base/json.ts'
import { checkedVectors } from '../../answer.ts'
import { type Embedder, type Role, rowsOf, type Vectors } from '../../embedder.ts'
import type { ModelId } from '../../identity.ts'
import type { Pace } from '../../pace.ts'
import { refuseEmptyText } from '../empty-text.ts'
import { askServer, type Server } from './ask-server.ts'
import type { EmbeddingAnswer, ReadVectors } from './embedding-answer.ts'
import type { RoleOptions } from './role-options.ts'
import { withoutKey } from './secrets.ts'
import { anotherModel } from './served-model.ts'
import { refuseError } from './unfit-answer.ts'

export interface ServedEmbedder {
  readonly id: ModelId
  readonly server: Server
  readonly maxBatch: number
  readonly pace: Pace
  /** Whether vectors are asked for as base64. */
  readonly base64: boolean
  readonly prefixes: RoleOptions['prefixes']
  /** Whether a text as a query is sent otherwise than as a document. */
  readonly takesRoles: boolean
  /** The body of a request. */
  request(texts: readonly string[], role: Role): Json
  /** What an answer holds: `openaiVectors`, or the same for another protocol. */
  read(answer: unknown, expected: EmbeddingAnswer): ReadVectors
}

/** An embedder behind a server. Where the identity says `unit`, vectors are brought to unit length. */
export function serverEmbedder(served: ServedEmbedder): Embedder {
  const { id, server, maxBatch, pace, base64, prefixes, takesRoles, request, read } = served
  const ask = askServer(server)
  const clean = (text: string) => withoutKey(text, server.key?.().value ?? null)
  return {
    kind: 'embedder',
    id,
    maxBatch,
    pace,
    takesRoles,
    async embed(texts, { role, signal }) {
      signal?.throwIfAborted()
      refuseEmptyText(id, texts)
      const sent = texts.map(text => prefixes[role] + text)
      const asked = { texts: texts.length, splittable: true }
      const answer = await ask(request(sent, role), asked, signal)
      refuseError(answer, { who: server.who, asked, clean })
      const { rows, usage, model } = read(answer, { who: server.who, asked, base64, clean })
      const vectors = checkedVectors(id, texts, rows)
      const another = anotherModel(id.model, model)
      return {
        vectors: id.normalisation === 'unit' ? unitVectors(vectors) : vectors,
        ...(usage !== undefined && { usage }),
        ...(another === undefined ? {} : { anotherModel: clean(another) }),
      }
    },
  }
}

/** Brings the rows of a table to length 1, in place: what is left of a vector that was cut to fewer dimensions is shorter. */
function unitVectors(vectors: Vectors): Vectors {
  for (const row of rowsOf(vectors)) {
    let squares = 0
    for (const value of row) squares += value * value
    const length = Math.sqrt(squares)
    for (let k = 0; k < row.length; k++) row[k] /= length
  }
  return vectors
}
