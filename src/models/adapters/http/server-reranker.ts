import { NumeracyError } from '../../../base/error.ts'
import type { Json } from '../../../base/json.ts'
import { checkedScores } from '../../answer.ts'
import type { ModelId } from '../../identity.ts'
import type { Pace } from '../../pace.ts'
import type { Reranker } from '../../reranker.ts'
import { refuseEmptyText } from '../empty-text.ts'
import type { AskedAtOnce } from '../too-much.ts'
import { askServer, type Server } from './ask-server.ts'
import type { ReadScores } from './rerank-answer.ts'
import { withoutKey } from './secrets.ts'
import { anotherModel } from './served-model.ts'
import { type AskedServer, refuseError } from './unfit-answer.ts'

export interface ServedReranker {
  readonly id: ModelId
  readonly server: Server
  readonly maxBatch: number
  readonly pace: Pace
  readonly scoreSpace: Reranker['scoreSpace']
  readonly listwise: boolean
  /** The body of a request. */
  readonly request: RerankRequest
  /** Another body, for a server that refuses the first and says which dialect it reads (`details.dialect`). */
  readonly otherwise?: { readonly dialect: string; readonly request: RerankRequest }
  /** What an answer holds: `rerankScores`, or the same for another protocol. */
  readonly read: (answer: unknown, server: AskedServer) => ReadScores
}

export type RerankRequest = (query: string, documents: readonly string[]) => Json

/** A reranker behind a server. */
export function serverReranker(served: ServedReranker): Reranker {
  const { id, server, maxBatch, pace, scoreSpace, listwise, otherwise, read } = served
  let { request } = served
  const ask = askServer(server)
  const clean = (text: string) => withoutKey(text, server.key?.().value ?? null)
  const answerTo = async (
    query: string,
    documents: readonly string[],
    asked: AskedAtOnce,
    signal: AbortSignal | undefined,
  ) => {
    try {
      return await ask(request(query, documents), asked, signal)
    } catch (error) {
      const reads = error instanceof NumeracyError ? error.details.dialect : undefined
      if (otherwise === undefined || reads !== otherwise.dialect) throw error
      const answer = await ask(otherwise.request(query, documents), asked, signal)
      request = otherwise.request
      return answer
    }
  }
  return {
    kind: 'reranker',
    id,
    maxBatch,
    pace,
    scoreSpace,
    listwise,
    standIn: false,
    async score(query, documents, { signal }) {
      signal?.throwIfAborted()
      refuseEmptyText(id, [query])
      refuseEmptyText(id, documents)
      const asked = { texts: documents.length, splittable: !listwise }
      const answer = await answerTo(query, documents, asked, signal)
      refuseError(answer, { who: server.who, asked, clean })
      const { scores, usage, model } = read(answer, { who: server.who, asked, clean })
      const another = anotherModel(id.model, model)
      return {
        scores: checkedScores(id, documents, scores),
        ...(usage !== undefined && { usage }),
        ...(another === undefined ? {} : { anotherModel: clean(another) }),
      }
    },
  }
}
