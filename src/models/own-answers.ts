import { checkedScores, checkedVectors } from './answer.ts'
import { checkContract } from './contract.ts'
import { type Embedder, rowsOf, type Vectors } from './embedder.ts'
import type { ModelId } from './identity.ts'
import type { Reranker } from './reranker.ts'

/** The same model gets the same object, so that what is remembered of it is remembered once. */
const known = new WeakMap<Embedder | Reranker, Embedder | Reranker>()

/**
 * A model that a program wrote, as the rest may trust it: its members are read once, be they fields or getters of a
 * class; it gets lists of its own, which it may change; its answers are checked, and copied, since it may write the next
 * ones into the same memory.
 * @throws NumeracyError `usage` for one of another version of the contract
 */
export function withOwnAnswers(model: Embedder): Embedder
export function withOwnAnswers(model: Embedder | Reranker): Embedder | Reranker
export function withOwnAnswers(model: Embedder | Reranker): Embedder | Reranker {
  const before = known.get(model)
  if (before !== undefined) return before
  checkContract(model)
  const own = model.kind === 'embedder' ? ownEmbedder(model) : ownReranker(model)
  known.set(model, own)
  known.set(own, own)
  return own
}

function ownEmbedder(model: Embedder): Embedder {
  const { kind, contract, id, maxBatch, maxBatchTokens, tokenizer, notices, pace, takesRoles } = model
  return {
    ...given({ contract, maxBatchTokens, tokenizer, notices, pace, takesRoles }),
    kind,
    id,
    maxBatch,
    async embed(texts, { onPart, ...options }) {
      const { vectors, ...answer } = await model.embed([...texts], {
        ...options,
        ...(onPart !== undefined && {
          onPart: ({ indices, vectors }) =>
            onPart({
              indices: [...indices],
              vectors: ownVectors(
                id,
                indices.map(at => texts[at]),
                vectors,
              ),
            }),
        }),
      })
      return { ...answer, vectors: ownVectors(id, texts, vectors) }
    },
    ...disposal(model),
  }
}

function ownReranker(model: Reranker): Reranker {
  const { kind, contract, id, maxBatch, maxBatchTokens, tokenizer, notices, pace } = model
  const { scoreSpace, listwise, kept, standIn } = model
  return {
    ...given({ contract, maxBatchTokens, tokenizer, notices, pace, kept }),
    kind,
    id,
    maxBatch,
    scoreSpace,
    listwise,
    standIn,
    async score(query, documents, { onPart, ...options }) {
      const { scores, ...answer } = await model.score(query, [...documents], {
        ...options,
        ...(onPart !== undefined && {
          onPart: ({ indices, scores }) =>
            onPart({
              indices: [...indices],
              scores: checkedScores(
                id,
                indices.map(at => documents[at]),
                scores,
              ),
            }),
        }),
      })
      return { ...answer, scores: checkedScores(id, documents, scores ?? []) }
    },
    ...disposal(model),
  }
}

/** @param vectors undefined of a model that does not keep to its contract, which then has none for its texts */
function ownVectors(id: ModelId, texts: readonly string[], vectors: Vectors | undefined): Vectors {
  return checkedVectors(id, texts, vectors?.data === undefined ? [] : rowsOf(vectors))
}

function disposal(model: Embedder | Reranker): Pick<Embedder, typeof Symbol.asyncDispose> {
  const dispose = model[Symbol.asyncDispose]
  return dispose === undefined ? {} : { [Symbol.asyncDispose]: () => dispose.call(model) }
}

/** What is not undefined. */
function given<Members extends object>(
  members: Members,
): { [Name in keyof Members]: NonNullable<Members[Name]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Members]: NonNullable<Members[Name]>
  }
}
