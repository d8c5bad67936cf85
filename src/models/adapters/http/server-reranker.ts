import type { Json } from '../../../base/json.ts'
import { checkedScores } from '../../answer.ts'
import type { ModelId } from '../../identity.ts'
import type { Pace } from '../../pace.ts'
import type { Reranker } from '../../reranker.ts'
import { refuseEmptyText } from '../empty-text.ts'
import { askServer, type Server } from './ask-server.ts'
import { rerankScores } from './rerank-answer.ts'
import { withoutKey } from './secrets.ts'
import { usageIn } from './unfit-answer.ts'

export interface ServedReranker {
  readonly id: ModelId
  readonly server: Server
  readonly maxBatch: number
  readonly pace: Pace
  readonly scoreSpace: Reranker['scoreSpace']
  readonly listwise: boolean
  /** The body of a request. */
  request(query: string, documents: readonly string[]): Json
}

/** A reranker behind a server that answers as those of Jina, Cohere or TEI do. */
export function serverReranker(served: ServedReranker): Reranker {
  const { id, server, maxBatch, pace, scoreSpace, listwise, request } = served
  const ask = askServer(server)
  const clean = (text: string) => withoutKey(text, server.key?.().value ?? null)
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
      const answer = await ask(request(query, documents), signal)
      const scores = rerankScores(answer, { who: server.who, count: documents.length, clean })
      return { scores: checkedScores(id, documents, scores), ...usageIn(answer) }
    },
  }
}
